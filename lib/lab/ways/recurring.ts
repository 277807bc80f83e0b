import type { Lab, Taken, Way } from '../way';
import { cardQuestion } from './test-cards';
import { priceOf, cloneStep } from './charging';
import { savingSteps } from './saving';

/** A Customer there, and the clone attached to it: a subscription charges nothing else. */
export async function keepClone({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId };
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example' },
    { ...there, idempotencyKey: key('customer') },
  );
  await stripe.paymentMethods.attach(
    saved('clone'),
    { customer: customer.id },
    { ...there, idempotencyKey: key('attach') },
  );
  return {
    told: `${saved('clone')} is attached to ${customer.id} on the account.`,
    saved: { accountCustomer: customer.id },
  };
}

/** What is sold every month; a shop makes it once. */
export async function createPlan({ stripe, key, seller }: Lab): Promise<Taken> {
  const price = await stripe.prices.create(
    {
      unit_amount: priceOf(seller),
      currency: seller.currency,
      recurring: { interval: 'month' },
      product_data: { name: 'A box from the lab' },
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('price') },
  );
  return { told: `${price.id} is paid every month.`, saved: { price: price.id } };
}

/** The platform's part is a percentage here: each invoice pays it anew. */
export async function subscribe({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const subscription = await stripe.subscriptions.create(
    {
      customer: saved('accountCustomer'),
      items: [{ price: saved('price') }],
      default_payment_method: saved('clone'),
      application_fee_percent: 10,
      payment_behavior: 'allow_incomplete',
      off_session: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('subscription') },
  );
  return {
    told: `${subscription.id} is ${subscription.status}.`,
    saved: { subscription: subscription.id },
  };
}

/** The buyer gets another card. It is saved on the platform, as always. */
export async function saveOtherCard({ stripe, key, saved }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.create(
    {
      customer: saved('customer'),
      payment_method: 'pm_card_mastercard',
      usage: 'off_session',
      allowed_payment_method_types: ['card'],
      confirm: true,
    },
    { idempotencyKey: key('setup') },
  );
  const method = String(setup.payment_method);
  return {
    told: `${method} is the platform’s new card. The account knows nothing of it yet.`,
    saved: { otherMethod: method },
  };
}

/** Carries it there: clone, attach, make it the default, let go of the old one. In this order. */
export async function syncCard({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId };
  const clone = await stripe.paymentMethods.create(
    { customer: saved('customer'), payment_method: saved('otherMethod') },
    { ...there, idempotencyKey: key('clone') },
  );
  await stripe.paymentMethods.attach(
    clone.id,
    { customer: saved('accountCustomer') },
    { ...there, idempotencyKey: key('attach') },
  );
  await stripe.subscriptions.update(
    saved('subscription'),
    { default_payment_method: clone.id },
    { ...there, idempotencyKey: key('default') },
  );
  await stripe.paymentMethods.detach(
    saved('clone'),
    {},
    { ...there, idempotencyKey: key('detach') },
  );
  return { told: `The next invoice charges ${clone.id}.`, saved: { otherClone: clone.id } };
}

/** Begins one with a clone that was never attached. */
export async function subscribeUnattached({ stripe, key, seller, saved }: Lab) {
  const there = { stripeAccount: seller.accountId };
  const clone = await stripe.paymentMethods.create(
    { customer: saved('customer'), payment_method: saved('method') },
    { ...there, idempotencyKey: key('clone') },
  );
  return stripe.subscriptions.create(
    {
      customer: saved('accountCustomer'),
      items: [{ price: saved('price') }],
      default_payment_method: clone.id,
    },
    { ...there, idempotencyKey: key('subscription') },
  );
}

/** Begins one with the platform's own card. */
export async function subscribeOriginal({ stripe, key, seller, saved }: Lab) {
  return stripe.subscriptions.create(
    {
      customer: saved('accountCustomer'),
      items: [{ price: saved('price') }],
      default_payment_method: saved('method'),
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('subscription') },
  );
}

export const recurring: Way = {
  slug: 'recurring',
  title: 'Recurring payments on an account',
  state: 'recommended',
  why: 'Where the account itself bills, the card must live there; cloning and attaching is how it gets there.',
  summary:
    'A Customer on the account with the clone attached, a Subscription there, and, when the buyer’s card changes on the platform, the same again: Stripe never carries a change to clones.',
  facts: {
    calls: '4 to begin, 4 for each change of card',
    livesOn: 'Platform, and a kept clone on each account',
    reusable: 'Yes, on that account',
    sca: 'The set-up travels with the clone',
    recurring: 'Yes',
    chooseWhen: 'Sellers offer plans',
  },
  file: 'lib/lab/ways/recurring.ts',
  questions: [cardQuestion],
  steps: [
    ...savingSteps,
    cloneStep('As for one charge.'),
    {
      name: 'Attach the clone to a Customer there',
      says: 'Before anything is charged with it.',
      code: 'keepClone',
      run: keepClone,
    },
    {
      name: 'Make a Price on the account',
      says: 'What is sold lives on the seller’s account, too.',
      code: 'createPlan',
      run: createPlan,
    },
    {
      name: 'Subscribe',
      says: 'The first invoice is paid at once, with the platform’s part.',
      code: 'subscribe',
      run: subscribe,
    },
    {
      name: 'The buyer saves another card',
      says: 'On the platform. The subscription still charges the old clone.',
      code: 'saveOtherCard',
      run: saveOtherCard,
    },
    {
      name: 'Carry it to the account',
      says: 'Clone, attach, default, detach. This shop does it for each subscription by a job of its own.',
      code: 'syncCard',
      run: syncCard,
    },
  ],
  refusals: [
    {
      slug: 'unattached',
      name: 'Subscribe with an unattached clone',
      says: 'A subscription charges what its Customer has.',
      after: 6,
      code: 'subscribeUnattached',
      run: subscribeUnattached,
    },
    {
      slug: 'original',
      name: 'Subscribe with the platform’s card',
      says: 'It does not exist on the account.',
      after: 6,
      code: 'subscribeOriginal',
      run: subscribeOriginal,
    },
  ],
  sources: [
    {
      title: 'Subscriptions with Connect',
      url: 'https://docs.stripe.com/connect/subscriptions',
    },
  ],
};
