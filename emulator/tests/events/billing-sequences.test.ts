/**
 * The events of billing on a seller's account, each delivered with its account and shaped as the
 * types say (docs.stripe.com/billing/subscriptions/webhooks).
 */
import { expect, test } from 'vitest';
import { control } from '../support/raw-call';
import { billing, day, give, hour, type Billing } from '../billing/billing-scene';
import { objectOf, previous, types, witness, type Told } from './witness';

/** Puts the clock forward to the next renewal of the only subscription, and an hour on. */
async function renew({ emulator, stripe, seller }: Billing): Promise<void> {
  const { data } = await stripe.subscriptions.list({}, seller);
  const now = (data[0]?.items.data[0]?.current_period_end ?? 0) + hour;
  await control(emulator, 'POST', '/clock', { now });
}

interface Flow {
  readonly before?: (here: Billing) => Promise<unknown>;
  readonly work: (here: Billing) => Promise<unknown>;
  readonly seller: readonly string[];
  readonly platform?: readonly string[];
}

function subscribe({ stripe, seller, customer, price }: Billing, given = {}) {
  const fee = { application_fee_percent: 10 };
  const items = [{ price }];
  return stripe.subscriptions.create({ customer, items, ...fee, ...given }, seller);
}

const draft = ['invoice.created', 'customer.subscription.updated', 'invoice.finalized'];
const paid = [
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.succeeded',
  'invoice.updated',
  'invoice_payment.paid',
  'invoice.paid',
  'invoice.payment_succeeded',
];

const flows: Readonly<Record<string, Flow>> = {
  'a subscription is made and paid': {
    work: (here) => subscribe(here),
    seller: [
      'customer.subscription.created',
      'customer.updated',
      'invoice.created',
      'invoice.finalized',
      ...paid,
    ],
    platform: ['application_fee.created'],
  },
  'a renewal is told of, made and paid': {
    before: (here) => subscribe(here),
    work: renew,
    seller: ['invoice.upcoming', ...draft, ...paid],
    platform: ['application_fee.created'],
  },
  'a renewal is declined': {
    before: async (here) => {
      await subscribe(here);
      await give(here, 'pm_card_chargeCustomerFail');
    },
    work: renew,
    seller: [
      'invoice.upcoming',
      ...draft,
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'invoice.payment_failed',
      'customer.subscription.updated',
      'customer.updated',
      'invoice.updated',
    ],
  },
  'a renewal wants the buyer': {
    before: async (here) => {
      await subscribe(here);
      await give(here, 'pm_card_authenticationRequired');
    },
    work: renew,
    seller: [
      'invoice.upcoming',
      ...draft,
      'payment_intent.created',
      'payment_intent.requires_action',
      'invoice.payment_action_required',
      'invoice.payment_failed',
      'customer.subscription.updated',
      'customer.updated',
      'invoice.updated',
    ],
  },
  'a trial begins without a card': {
    work: async (here) => {
      const { id: customer } = await here.stripe.customers.create({}, here.seller);
      await subscribe({ ...here, customer }, { trial_period_days: 14 });
    },
    seller: [
      'customer.created',
      'customer.subscription.created',
      'customer.updated',
      'invoice.created',
      'invoice.finalized',
      'invoice.paid',
      'invoice.payment_succeeded',
      'setup_intent.created',
    ],
  },
  'a subscription is canceled': {
    before: (here) => subscribe(here),
    work: async ({ stripe, seller }) => {
      const { data } = await stripe.subscriptions.list({}, seller);
      await stripe.subscriptions.cancel(data[0]?.id ?? '', {}, seller);
    },
    seller: ['customer.subscription.deleted'],
  },
  'an invoice is void': {
    before: (here) => subscribe(here, { payment_behavior: 'default_incomplete' }),
    work: async ({ stripe, seller }) => {
      const { data } = await stripe.invoices.list({}, seller);
      await stripe.invoices.voidInvoice(data[0]?.id ?? '', {}, seller);
    },
    seller: ['payment_intent.canceled', 'invoice.voided'],
  },
  'a first payment does not come': {
    before: (here) => subscribe(here, { payment_behavior: 'default_incomplete' }),
    work: ({ emulator }) => control(emulator, 'POST', '/clock', { advance_seconds: day }),
    seller: ['payment_intent.canceled', 'invoice.voided', 'customer.subscription.updated'],
  },
};

/** What is earned meanwhile is paid out, which is told elsewhere. */
function ofBilling(events: Told['seller']): string[] {
  return types(events).filter((type) => !/^(balance|payout)\./.test(type));
}

test.each(Object.entries(flows))('%s', async (_, flow) => {
  const here = await billing();
  await flow.before?.(here);
  const told = await witness(here);
  const { platform, seller } = await told.during(() => flow.work(here));
  expect(ofBilling(seller)).toEqual(flow.seller);
  expect(ofBilling(platform)).toEqual(flow.platform ?? []);
});

test('what the events of a declined renewal say', async () => {
  const here = await billing();
  await subscribe(here);
  await give(here, 'pm_card_chargeCustomerFail');
  const told: Told = await (await witness(here)).during(() => renew(here));
  const { seller } = told;
  const upcoming = objectOf(seller, 'invoice.upcoming');
  expect(upcoming).toMatchObject({ billing_reason: 'upcoming' });
  expect(upcoming).not.toHaveProperty('id');
  expect(objectOf(seller, 'invoice.created')).toMatchObject({ status: 'draft' });
  expect(objectOf(seller, 'invoice.payment_failed')).toMatchObject({
    status: 'open',
    attempt_count: 1,
  });
  expect(previous(seller, 'invoice.updated')).toMatchObject({
    attempt_count: 0,
    attempted: false,
  });
  const [renewed, late] = seller.filter(({ type }) => type === 'customer.subscription.updated');
  expect(Object.keys(renewed?.data.previous_attributes ?? {}).sort()).toEqual([
    'items',
    'latest_invoice',
  ]);
  expect(late?.data.previous_attributes).toEqual({ status: 'active' });
});
