import type { Lab, Taken, Way } from '../way';
import { priceOf, toldOf, cloneStep } from './charging';
import { customerStep } from './saving';

/** A SetupIntent for a bank account; the browser will open the bank's window. */
export async function setUpBank({ stripe, key, saved }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.create(
    {
      customer: saved('customer'),
      usage: 'off_session',
      allowed_payment_method_types: ['us_bank_account'],
    },
    { idempotencyKey: key('setup') },
  );
  return { told: `${setup.id} is ${setup.status}.`, saved: { setup: setup.id } };
}

/** Financial Connections: the buyer signs in at the bank, and agrees to the mandate. */
export async function linkBank({ stripe, saved }: Lab) {
  const setup = await stripe.setupIntents.retrieve(saved('setup'));
  if (setup.status === 'succeeded' || !setup.client_secret) return null;
  return {
    kind: 'bank_account',
    clientSecret: setup.client_secret,
    name: 'Lena Lab',
    email: 'lena@souk.example',
  } as const;
}

/** Reads at Stripe whether the account is verified and its mandate given. */
export async function readBank({ stripe, saved }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.retrieve(saved('setup'));
  if (setup.status !== 'succeeded' || typeof setup.payment_method !== 'string') {
    return { told: `${setup.id} is ${setup.status}: nothing is saved. Start anew.` };
  }
  return {
    told: `${setup.payment_method} is saved, with the mandate ${String(setup.mandate)}.`,
    saved: { method: setup.payment_method },
  };
}

/** A debit of the clone. No mandate is sent: it was copied with the method. */
export async function debitClone({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: 'usd',
      payment_method: saved('clone'),
      allowed_payment_method_types: ['us_bank_account'],
      application_fee_amount: 100,
      off_session: true,
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
  return { told: toldOf(intent), saved: { intent: intent.id } };
}

/** A bank takes days to answer: read again, or better, wait for the webhook. */
export async function readDebit({ stripe, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.retrieve(
    saved('intent'),
    {},
    { stripeAccount: seller.accountId },
  );
  return { told: toldOf(intent) };
}

/** Debits in another currency than dollars. */
export async function debitInEuros({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: 'eur',
      payment_method: saved('clone'),
      allowed_payment_method_types: ['us_bank_account'],
      off_session: true,
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
}

export const usBankAccount: Way = {
  slug: 'us-bank-account',
  title: 'A US bank account',
  state: 'recommended',
  why: 'Beside cards it is the only type that can be cloned.',
  summary:
    'The buyer signs in at the bank in Stripe’s window (Financial Connections) and agrees to a mandate that covers every seller. The clone takes the mandate along. The money is on its way for days, and may come back.',
  facts: {
    calls: '2 for each seller',
    livesOn: 'Platform; the clone on the account',
    reusable: 'The original for ever, the clone once',
    sca: 'A mandate in its place, copied with the clone',
    recurring: 'With a Customer there',
    chooseWhen: 'Large sums in the United States, and time to wait',
  },
  file: 'lib/lab/ways/us-bank-account.ts',
  country: 'US',
  questions: [],
  steps: [
    customerStep('As for a card.'),
    {
      name: 'Make a SetupIntent',
      says: 'Without `on_behalf_of`, which would tie the mandate to one account.',
      code: 'setUpBank',
      run: setUpBank,
    },
    {
      name: 'Sign in at the bank, and agree',
      says: 'Stripe.js opens the window, then confirms with the mandate.',
      code: 'readBank',
      run: readBank,
      inBrowser: linkBank,
    },
    cloneStep('The mandate goes along.'),
    {
      name: 'Debit the clone',
      says: 'It is `processing` at first: nothing is paid yet.',
      code: 'debitClone',
      run: debitClone,
    },
    {
      name: 'Read how it stands',
      says: 'In test mode the bank answers soon; else it takes up to four business days.',
      code: 'readDebit',
      run: readDebit,
    },
  ],
  refusals: [
    {
      slug: 'euros',
      name: 'Debit it in euros',
      says: 'A US bank account pays in dollars.',
      after: 4,
      code: 'debitInEuros',
      run: debitInEuros,
    },
  ],
  sources: [
    {
      title: 'ACH Direct Debit: PaymentMethod and mandate cloning',
      url: 'https://docs.stripe.com/payments/ach-direct-debit',
    },
  ],
};
