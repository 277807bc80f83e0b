import type { Lab, Taken, Way } from '../way';
import { cardQuestion } from './test-cards';
import { priceOf, toldOf, chargeClone, cloneStep } from './charging';
import { savingSteps } from './saving';

/** A second clone of the same original: it is another method, with an id of its own. */
export async function cloneSecond({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const clone = await stripe.paymentMethods.create(
    { customer: saved('customer'), payment_method: saved('method') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
  return { told: `${clone.id} is another one.`, saved: { second: clone.id } };
}

/** Keeps the second clone: attached to a Customer on the account it can be charged again and again. */
export async function keepSecond({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId };
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example' },
    { ...there, idempotencyKey: key('customer') },
  );
  await stripe.paymentMethods.attach(
    saved('second'),
    { customer: customer.id },
    { ...there, idempotencyKey: key('attach') },
  );
  return {
    told: `${saved('second')} is attached to ${customer.id} on the account.`,
    saved: { accountCustomer: customer.id },
  };
}

/** Charges the kept clone twice. */
export async function chargeKeptTwice({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const charge = (write: string) =>
    stripe.paymentIntents.create(
      {
        amount: priceOf(seller),
        currency: seller.currency,
        customer: saved('accountCustomer'),
        payment_method: saved('second'),
        allowed_payment_method_types: ['card'],
        off_session: true,
        confirm: true,
      },
      { stripeAccount: seller.accountId, idempotencyKey: key(write) },
    );
  const first = await charge('first');
  const second = await charge('second');
  return { told: `${toldOf(first)} ${toldOf(second)}` };
}

/** Charges the clone that its first charge used up. */
export async function chargeConsumed({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: saved('clone'),
      allowed_payment_method_types: ['card'],
      off_session: true,
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
}

/** Attaches it after its charge, which is too late. */
export async function attachConsumed({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentMethods.attach(
    saved('clone'),
    { customer: saved('accountCustomer') },
    { stripeAccount: seller.accountId, idempotencyKey: key('attach') },
  );
}

const charging = 'lib/lab/ways/charging.ts';

export const cloneTwice: Way = {
  slug: 'clone-twice',
  title: 'Clone twice, charge twice',
  state: 'recommended',
  why: 'It is clone and charge, done again: what is consumed, and what never is, shown side by side.',
  summary:
    'An unattached clone is used up by its charge, paid or declined. The original is not: it is cloned anew. A clone that is attached to a Customer on the account before it is charged stays, too.',
  facts: {
    calls: '2 for a single-use clone; 3, then 1, for a kept one',
    livesOn: 'Platform, and kept clones on the account',
    reusable: 'Original and kept clone yes, single-use clone no',
    sca: 'The set-up travels with each clone',
    recurring: 'With the kept clone',
    chooseWhen: 'Single-use clones for purchases, a kept one where the account bills by itself',
  },
  file: 'lib/lab/ways/clone-twice.ts',
  questions: [cardQuestion],
  steps: [
    ...savingSteps,
    cloneStep('The first clone, for one charge.'),
    {
      name: 'Charge the clone',
      says: 'It is used up by this, whatever comes of it.',
      file: charging,
      code: 'chargeClone',
      run: chargeClone,
    },
    {
      name: 'Clone the original again',
      says: 'It is unharmed, and gives another clone.',
      code: 'cloneSecond',
      run: cloneSecond,
    },
    {
      name: 'Keep this one',
      says: 'Attached to a Customer on the account, before its first charge.',
      code: 'keepSecond',
      run: keepSecond,
    },
    {
      name: 'Charge it twice',
      says: 'A kept clone is not used up.',
      code: 'chargeKeptTwice',
      run: chargeKeptTwice,
    },
  ],
  refusals: [
    {
      slug: 'consumed',
      name: 'Charge the used clone again',
      says: 'One unattached clone, one charge.',
      after: 5,
      code: 'chargeConsumed',
      run: chargeConsumed,
    },
    {
      slug: 'attach-consumed',
      name: 'Attach the used clone',
      says: 'After its charge it can be kept no more.',
      after: 7,
      code: 'attachConsumed',
      run: attachConsumed,
    },
  ],
  sources: [
    {
      title: 'Share payment methods across multiple accounts for direct charges',
      url: 'https://docs.stripe.com/connect/direct-charges-multiple-accounts',
    },
    {
      title: 'Attach a PaymentMethod to a Customer',
      url: 'https://docs.stripe.com/api/payment_methods/attach',
    },
  ],
};
