import type { Lab, Way } from '../way';
import { cardQuestion } from './test-cards';
import { priceOf, cloneStep } from './charging';
import { savingSteps } from './saving';

/** A PaymentMethod for bank transfers: it is a Customer's own balance, and not to be shared. */
export async function cloneBankTransfer({ stripe, key, seller }: Lab) {
  const method = await stripe.paymentMethods.create(
    { type: 'customer_balance' },
    { idempotencyKey: key('method') },
  );
  return stripe.paymentMethods.create(
    { payment_method: method.id },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}

/** Names a Customer that the card does not belong to. */
export async function cloneFromWrongCustomer({ stripe, key, seller, saved }: Lab) {
  const other = await stripe.customers.create(
    { name: 'Somebody else' },
    { idempotencyKey: key('customer') },
  );
  return stripe.paymentMethods.create(
    { customer: other.id, payment_method: saved('method') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}

/** Names the account's own Customer, a common mistake: the platform's is wanted. */
export async function cloneFromAccountCustomer({ stripe, key, seller, saved }: Lab) {
  const there = { stripeAccount: seller.accountId };
  const customer = await stripe.customers.create(
    { name: 'Lena Lab' },
    { ...there, idempotencyKey: key('customer') },
  );
  return stripe.paymentMethods.create(
    { customer: customer.id, payment_method: saved('method') },
    { ...there, idempotencyKey: key('clone') },
  );
}

/** Clones to an account that is not connected to this platform. */
export async function cloneToForeignAccount({ stripe, key, saved }: Lab) {
  return stripe.paymentMethods.create(
    { customer: saved('customer'), payment_method: saved('method') },
    { stripeAccount: 'acct_1NotOurs00000000', idempotencyKey: key('clone') },
  );
}

/** Clones a clone back to the platform. */
export async function cloneBack({ stripe, key, saved }: Lab) {
  return stripe.paymentMethods.create(
    { payment_method: saved('clone') },
    { idempotencyKey: key('clone') },
  );
}

/** Clones and charges a card that has expired: the bank tells so at the charge, not before. */
export async function payExpired({ stripe, key, seller }: Lab) {
  const there = { stripeAccount: seller.accountId };
  const method = await stripe.paymentMethods.create(
    { type: 'card', card: { token: 'tok_chargeDeclinedExpiredCard' } },
    { idempotencyKey: key('method') },
  );
  const clone = await stripe.paymentMethods.create(
    { payment_method: method.id },
    { ...there, idempotencyKey: key('clone') },
  );
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: clone.id,
      allowed_payment_method_types: ['card'],
      off_session: true,
      confirm: true,
    },
    { ...there, idempotencyKey: key('charge') },
  );
}

/** Clones what was detached, and so belongs to nobody any more. */
export async function cloneDetached({ stripe, key, seller, saved }: Lab) {
  const setup = await stripe.setupIntents.create(
    {
      customer: saved('customer'),
      payment_method: 'pm_card_mastercard',
      allowed_payment_method_types: ['card'],
      confirm: true,
    },
    { idempotencyKey: key('setup') },
  );
  const method = String(setup.payment_method);
  await stripe.paymentMethods.detach(method, {}, { idempotencyKey: key('detach') });
  return stripe.paymentMethods.create(
    { payment_method: method },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
}

export const notClonable: Way = {
  slug: 'not-clonable',
  title: 'What cannot be cloned',
  state: 'refused',
  why: 'It is the other side of the recommended way: each of these mistakes was made in public.',
  summary:
    'Only cards and US bank accounts, only from the platform to accounts connected to it, only with the Customer that the method belongs to. Save a card, then try the rest.',
  facts: {
    calls: '–',
    livesOn: 'Platform',
    reusable: '–',
    sca: '–',
    recurring: '–',
    chooseWhen: 'You meet one of these errors',
  },
  file: 'lib/lab/ways/not-clonable.ts',
  questions: [cardQuestion],
  steps: [...savingSteps, cloneStep('This is how it goes well.')],
  refusals: [
    {
      slug: 'other-type',
      name: 'Clone a method of another type',
      says: 'Bank transfers, wallets and vouchers stay where they were made.',
      after: 0,
      code: 'cloneBankTransfer',
      run: cloneBankTransfer,
    },
    {
      slug: 'wrong-customer',
      name: 'Name somebody else’s Customer',
      says: 'The Customer must be the one that the method is attached to.',
      after: 3,
      code: 'cloneFromWrongCustomer',
      run: cloneFromWrongCustomer,
    },
    {
      slug: 'account-customer',
      name: 'Name the account’s own Customer',
      says: '`customer` is the platform’s, though the header says the account.',
      after: 3,
      code: 'cloneFromAccountCustomer',
      run: cloneFromAccountCustomer,
    },
    {
      slug: 'foreign-account',
      name: 'Clone to an account that is not ours',
      says: 'Accounts that are not connected to this platform are closed to it.',
      after: 3,
      code: 'cloneToForeignAccount',
      run: cloneToForeignAccount,
    },
    {
      slug: 'back',
      name: 'Clone the clone back to the platform',
      says: 'There is no way from an account to the platform.',
      after: 4,
      code: 'cloneBack',
      run: cloneBack,
    },
    {
      slug: 'expired',
      name: 'Clone and charge an expired card',
      says: 'Cloning asks no bank. That a card has expired is told when its clone is charged, at the latest.',
      after: 0,
      code: 'payExpired',
      run: payExpired,
    },
    {
      slug: 'detached',
      name: 'Clone a detached card',
      says: 'A method that was saved and let go of is used up.',
      after: 1,
      code: 'cloneDetached',
      run: cloneDetached,
    },
  ],
  sources: [
    {
      title: 'Share payment methods across multiple accounts for direct charges',
      url: 'https://docs.stripe.com/connect/direct-charges-multiple-accounts',
    },
  ],
};
