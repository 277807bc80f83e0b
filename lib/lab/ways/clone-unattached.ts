import type { Lab, Taken, Way } from '../way';
import { chargeStep } from './charging';

/** A PaymentMethod that belongs to nobody: fit for one use. */
export async function createUnattached({ stripe, key }: Lab): Promise<Taken> {
  const method = await stripe.paymentMethods.create(
    { type: 'card', card: { token: 'tok_visa' } },
    { idempotencyKey: key('method') },
  );
  return {
    told: `${method.id} is on the platform and attached to nobody.`,
    saved: { method: method.id },
  };
}

/** No Customer is named, as there is none; the original is used up by it. */
export async function cloneUnattached({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const clone = await stripe.paymentMethods.create(
    { payment_method: saved('method') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
  return {
    told: `${clone.id} lives on ${seller.accountId}; ${saved('method')} is used up.`,
    saved: { clone: clone.id },
  };
}

/** The original was used up by its clone: there is no second one. */
export async function cloneAgain({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentMethods.create(
    { payment_method: saved('method') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}

/** Nor can it be kept after it was shared. */
export async function attachUsed({ stripe, key, saved }: Lab) {
  const customer = await stripe.customers.create({}, { idempotencyKey: key('customer') });
  return stripe.paymentMethods.attach(
    saved('method'),
    { customer: customer.id },
    { idempotencyKey: key('attach') },
  );
}

export const cloneUnattachedWay: Way = {
  slug: 'clone-unattached',
  title: 'Clone an unattached method',
  state: 'alternative',
  why: 'It saves making a Customer where a card is paid with once, for one seller. Nothing can be paid with it a second time.',
  summary:
    'A PaymentMethod that is attached to no Customer can be cloned without naming one. That consumes the original: one method, one clone, one charge.',
  facts: {
    calls: '2',
    livesOn: 'The account; the original is used up',
    reusable: 'Never',
    sca: 'Nothing was set up: the bank may want the buyer at the charge',
    recurring: 'No',
    chooseWhen: 'A guest pays one seller once, and you hold the method already',
  },
  file: 'lib/lab/ways/clone-unattached.ts',
  questions: [],
  steps: [
    {
      name: 'Make a PaymentMethod',
      says: 'In a shop the browser makes it, with `createPaymentMethod`.',
      code: 'createUnattached',
      run: createUnattached,
    },
    {
      name: 'Clone it to the seller',
      says: 'Without `customer`. The original is used up by it.',
      code: 'cloneUnattached',
      run: cloneUnattached,
    },
    chargeStep('A direct charge like any other.'),
  ],
  refusals: [
    {
      slug: 'again',
      name: 'Clone it again',
      says: 'A shared, unattached method is used up.',
      after: 2,
      code: 'cloneAgain',
      run: cloneAgain,
    },
    {
      slug: 'attach-used',
      name: 'Attach the used original to a Customer',
      says: 'What is used up cannot be saved either.',
      after: 2,
      code: 'attachUsed',
      run: attachUsed,
    },
  ],
  sources: [
    {
      title: 'Share payment methods: clone without a Customer',
      url: 'https://docs.stripe.com/connect/direct-charges-multiple-accounts',
    },
  ],
};
