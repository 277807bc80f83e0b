import type { Lab, Way } from '../way';
import { cardQuestion } from './test-cards';
import { priceOf, cloneStep, chargeStep } from './charging';
import { savingSteps } from './saving';

/** Leaves the Customer out, though the original is attached to one. */
export async function cloneWithoutCustomer({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentMethods.create(
    { payment_method: saved('method') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}

/** Charges the platform's own method on the account, without a clone. */
export async function chargeOriginal({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: saved('method'),
      off_session: true,
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
}

/** Charges the clone on the platform, where it does not live. */
export async function chargeCloneOnPlatform({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: saved('clone'),
      off_session: true,
      confirm: true,
    },
    { idempotencyKey: key('charge') },
  );
}

export const cloneAndCharge: Way = {
  slug: 'clone-and-charge',
  title: 'Clone and charge',
  state: 'recommended',
  why: 'Stripe’s own documents name it first for direct charges with a card saved on the platform, and it is what this shop does.',
  summary:
    'The card is saved once, on the platform. For each payment a copy of it is made on the seller’s account and used up by one direct charge there. The original is never touched.',
  facts: {
    calls: '2 for each seller, side by side',
    livesOn: 'Platform; the clone on the account, for one charge',
    reusable: 'The original for ever, the clone once',
    sca: 'The set-up made on the platform travels with the clone',
    recurring: 'With a Customer there: see Recurring',
    chooseWhen: 'Buyers pay many sellers, each by a direct charge',
  },
  file: 'lib/lab/ways/clone-and-charge.ts',
  questions: [cardQuestion],
  steps: [
    ...savingSteps,
    cloneStep(
      'The same request under the seller’s account, naming the platform’s Customer and method. One clone for one charge; its id is worth nothing afterwards.',
    ),
    chargeStep(
      'A direct charge: the seller is the merchant of it, the platform gets its fee. `off_session` says that nobody is there to answer the bank.',
    ),
  ],
  refusals: [
    {
      slug: 'without-customer',
      name: 'Clone without the Customer',
      says: 'An attached method can be cloned by whoever names its Customer, only.',
      after: 3,
      code: 'cloneWithoutCustomer',
      run: cloneWithoutCustomer,
    },
    {
      slug: 'original-on-account',
      name: 'Charge the original on the account',
      says: 'A method of the platform does not exist on an account.',
      after: 3,
      code: 'chargeOriginal',
      run: chargeOriginal,
    },
    {
      slug: 'clone-on-platform',
      name: 'Charge the clone on the platform',
      says: 'Nor does a clone exist on the platform.',
      after: 4,
      code: 'chargeCloneOnPlatform',
      run: chargeCloneOnPlatform,
    },
  ],
  sources: [
    {
      title: 'Share payment methods across multiple accounts for direct charges',
      url: 'https://docs.stripe.com/connect/direct-charges-multiple-accounts',
    },
  ],
};
