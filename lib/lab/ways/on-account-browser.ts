import type { Lab, Taken, Way } from '../way';
import { priceOf, toldOf } from './charging';

/** A Customer on the seller's account: what is saved there belongs there. */
export async function createAccountCustomer({ stripe, key, seller }: Lab): Promise<Taken> {
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example' },
    { stripeAccount: seller.accountId, idempotencyKey: key('customer') },
  );
  return {
    told: `${customer.id} is on ${seller.accountId}.`,
    saved: { accountCustomer: customer.id },
  };
}

/** A PaymentIntent on the account, which the browser will confirm with what is typed there. */
export async function createThere({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      customer: saved('accountCustomer'),
      allowed_payment_method_types: ['card'],
      setup_future_usage: 'off_session',
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('intent') },
  );
  return { told: toldOf(intent), saved: { intent: intent.id } };
}

/** The Payment Element, of a Stripe object that was made for the account. */
export async function payThere({ stripe, seller, saved }: Lab) {
  const there = { stripeAccount: seller.accountId };
  const intent = await stripe.paymentIntents.retrieve(saved('intent'), {}, there);
  if (intent.status === 'succeeded' || !intent.client_secret) return null;
  return {
    kind: 'payment_element',
    clientSecret: intent.client_secret,
    accountId: seller.accountId,
  } as const;
}

/** Reads at Stripe whether it is paid, and what was kept. */
export async function readThere({ stripe, seller, saved }: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId };
  const intent = await stripe.paymentIntents.retrieve(saved('intent'), {}, there);
  if (intent.status !== 'succeeded' || typeof intent.payment_method !== 'string') {
    return { told: `${toldOf(intent)} Nothing is saved. Start anew.` };
  }
  return {
    told: `${toldOf(intent)} ${intent.payment_method} is kept on the account.`,
    saved: { accountMethod: intent.payment_method },
  };
}

/** Charges what is kept there, again, without the buyer. */
export async function chargeThere({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      customer: saved('accountCustomer'),
      payment_method: saved('accountMethod'),
      allowed_payment_method_types: ['card'],
      off_session: true,
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
  return { told: toldOf(intent) };
}

/** The platform does not have it. */
export async function chargeOnPlatform({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: saved('accountMethod'),
      off_session: true,
      confirm: true,
    },
    { idempotencyKey: key('charge') },
  );
}

/** Cloning goes from the platform to accounts, never back. */
export async function cloneToPlatform({ stripe, key, saved }: Lab) {
  return stripe.paymentMethods.create(
    { customer: saved('accountCustomer'), payment_method: saved('accountMethod') },
    { idempotencyKey: key('clone') },
  );
}

export const onAccountBrowser: Way = {
  slug: 'on-account-browser',
  title: 'Straight on the account, in the browser',
  state: 'alternative',
  why: 'It is Stripe’s plain way to save a card, and good where buyers know one seller. Each seller asks for the card anew.',
  summary:
    'Stripe.js is loaded for the seller’s account, and the card is typed, charged and kept there. The platform never has it, so no other seller can be paid with it.',
  facts: {
    calls: '2 for the first payment, 1 for each later one',
    livesOn: 'The account',
    reusable: 'On that account only',
    sca: 'Asked for at the first payment',
    recurring: 'Yes, on that account',
    chooseWhen: 'Each buyer pays one seller, again and again',
  },
  file: 'lib/lab/ways/on-account-browser.ts',
  questions: [],
  steps: [
    {
      name: 'Make a Customer on the account',
      says: 'What is saved on an account belongs to a Customer there.',
      code: 'createAccountCustomer',
      run: createAccountCustomer,
    },
    {
      name: 'Make a PaymentIntent on the account',
      says: '`setup_future_usage` will keep what pays it.',
      code: 'createThere',
      run: createThere,
    },
    {
      name: 'Type a card and pay',
      says: 'Stripe.js with `stripeAccount` and a Payment Element. Any of Stripe’s test cards will do.',
      code: 'readThere',
      run: readThere,
      inBrowser: payThere,
    },
    {
      name: 'Charge it again',
      says: 'While the buyer is away, on the same account.',
      code: 'chargeThere',
      run: chargeThere,
    },
  ],
  refusals: [
    {
      slug: 'on-platform',
      name: 'Charge it on the platform',
      says: 'It lives on the account, and nowhere else.',
      after: 3,
      code: 'chargeOnPlatform',
      run: chargeOnPlatform,
    },
    {
      slug: 'to-platform',
      name: 'Clone it to the platform',
      says: 'Clones go from the platform to accounts, never the other way.',
      after: 3,
      code: 'cloneToPlatform',
      run: cloneToPlatform,
    },
  ],
  sources: [
    {
      title: 'Direct charges: create them in the browser',
      url: 'https://docs.stripe.com/connect/direct-charges',
    },
    {
      title: 'Save payment details during payment',
      url: 'https://docs.stripe.com/payments/save-during-payment',
    },
  ],
};
