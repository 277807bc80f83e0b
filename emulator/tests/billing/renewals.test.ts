/** What comes after the first period (docs.stripe.com/billing/subscriptions/billing-cycle). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { atTheBank, failure } from '../resources/scene';
import {
  advance,
  billing,
  day,
  eventCount,
  eventsSince,
  give,
  hour,
  pass,
  passTo,
  start,
  type Billing,
} from './billing-scene';

const at = (text: string): number => Date.parse(text) / 1000;
const february = at('2026-02-28T10:00:00Z');

async function subscribed(here: Billing, given: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const { stripe, seller, customer, price } = here;
  return stripe.subscriptions.create({ customer, items: [{ price }], ...given }, seller);
}

function read({ stripe, seller }: Billing, id: string): Promise<Stripe.Subscription> {
  return stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] }, seller);
}

test('a month ends: a draft of an hour, then the card is charged', async () => {
  const here = await billing();
  const { id } = await subscribed(here, { application_fee_percent: 10 });
  await passTo(here, february - 1);
  const from = await eventCount(here);
  await passTo(here, february);
  const renewed = await read(here, id);
  expect(renewed.items.data[0]).toMatchObject({
    current_period_start: february,
    current_period_end: at('2026-03-31T10:00:00Z'),
  });
  expect(renewed.latest_invoice).toMatchObject({
    status: 'draft',
    billing_reason: 'subscription_cycle',
    auto_advance: true,
    period_start: start,
    period_end: february,
    next_payment_attempt: february + hour,
    lines: { data: [{ period: { start: february, end: at('2026-03-31T10:00:00Z') } }] },
  });
  await pass(here, hour);
  expect((await read(here, id)).latest_invoice).toMatchObject({ status: 'paid', total: 1500 });
  expect(await eventsSince(here, from)).toEqual([
    'invoice.created',
    'customer.subscription.updated',
    'invoice.finalized',
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'invoice.updated',
    'invoice_payment.paid',
    'invoice.paid',
    'invoice.payment_succeeded',
  ]);
  expect((await here.stripe.applicationFees.list()).data.map(({ amount }) => amount)).toEqual([
    150, 150,
  ]);
});

test('a year of months, from the 31st', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribed(here);
  await passTo(here, at('2027-01-31T11:00:00Z'));
  const { data } = await stripe.invoices.list({ subscription: id, limit: 20 }, seller);
  expect(data.every(({ status }) => status === 'paid')).toBe(true);
  const starts = data.map(({ lines }) => lines.data[0]?.period.start ?? 0).reverse();
  expect(starts.map((one) => new Date(one * 1000).toISOString().slice(5, 10))).toEqual([
    ...['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30'],
    ...['10-31', '11-30', '12-31', '01-31'],
  ]);
  expect((await stripe.charges.list({ customer, limit: 20 }, seller)).data).toHaveLength(13);
});

test('the same by a test clock, two advances a period', async () => {
  const here = await billing();
  const { stripe, seller, price } = here;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start }, seller);
  const customer = await stripe.customers.create({ test_clock: clock.id }, seller);
  const there = { ...here, customer: customer.id, price };
  await give(there, 'pm_card_visa');
  const made = await subscribed(there);
  expect(made).toMatchObject({ test_clock: clock.id, created: start, status: 'active' });
  await advance(here, clock.id, february);
  expect((await read(there, made.id)).latest_invoice).toMatchObject({ status: 'draft' });
  await advance(here, clock.id, february + hour);
  expect((await read(there, made.id)).latest_invoice).toMatchObject({
    status: 'paid',
    status_transitions: { paid_at: february + hour },
    test_clock: clock.id,
  });
  expect((await stripe.subscriptions.list({}, seller)).data).toEqual([]);
  const { data } = await stripe.subscriptions.list({ test_clock: clock.id }, seller);
  expect(data.map(({ id }) => id)).toEqual([made.id]);
  const far = stripe.testHelpers.testClocks.advance(
    clock.id,
    { frozen_time: february + 90 * day },
    seller,
  );
  expect((await failure(far)).message).toMatch(/two intervals/);
});

describe('a renewal that is declined', () => {
  const twice = { dunning: { retryDays: [2, 5], end: 'cancel' } } as const;

  test('is past due, tried again, and canceled in the end', async () => {
    const here = await billing('pm_card_visa', { settings: twice });
    const { stripe, seller, customer } = here;
    const { id } = await subscribed(here);
    await give(here, 'pm_card_chargeCustomerFail');
    await passTo(here, february);
    const from = await eventCount(here);
    await pass(here, hour);
    expect(await eventsSince(here, from)).toEqual([
      'invoice.finalized',
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
      'invoice.payment_failed',
      'customer.subscription.updated',
      'customer.updated',
      'invoice.updated',
    ]);
    expect(await read(here, id)).toMatchObject({
      status: 'past_due',
      latest_invoice: {
        status: 'open',
        attempt_count: 1,
        next_payment_attempt: february + hour + 2 * day,
      },
    });
    await pass(here, 5 * day);
    expect(await read(here, id)).toMatchObject({
      status: 'canceled',
      cancellation_details: { reason: 'payment_failed' },
      ended_at: february + hour + 5 * day,
      latest_invoice: { status: 'open', attempt_count: 3, next_payment_attempt: null },
    });
    const { data } = await stripe.charges.list({ customer }, seller);
    expect(data.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'succeeded']);
    const ended = { type: 'customer.subscription.deleted' };
    expect((await stripe.events.list(ended, seller)).data).toHaveLength(1);
  });

  test('is mended by a new card: the open invoice is paid at once', async () => {
    const here = await billing();
    const { stripe, seller, customer } = here;
    const { id } = await subscribed(here);
    await give(here, 'pm_card_chargeCustomerFail');
    await passTo(here, february + hour);
    const card = await give(here, 'pm_card_visa');
    await stripe.subscriptions.update(id, { default_payment_method: card }, seller);
    const { latest_invoice } = await read(here, id);
    await stripe.invoices.pay((latest_invoice as Stripe.Invoice).id, {}, seller);
    expect((await read(here, id)).status).toBe('active');
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({
      delinquent: false,
    });
    await pass(here, 20 * day);
    expect((await read(here, id)).status).toBe('active');
  });

  test('by a retry that finds the new card', async () => {
    const here = await billing();
    const { id } = await subscribed(here);
    await give(here, 'pm_card_chargeCustomerFail');
    await passTo(here, february + hour);
    await give(here, 'pm_card_visa');
    await pass(here, day);
    expect(await read(here, id)).toMatchObject({
      status: 'active',
      latest_invoice: { status: 'paid', attempt_count: 2 },
    });
  });

  test('is left unpaid where that is set: later invoices stay drafts', async () => {
    const here = await billing('pm_card_visa', {
      settings: { dunning: { retryDays: [1], end: 'unpaid' } },
    });
    const { stripe, seller } = here;
    const { id } = await subscribed(here);
    await give(here, 'pm_card_chargeCustomerFail');
    await passTo(here, february + 2 * day);
    expect((await read(here, id)).status).toBe('unpaid');
    await passTo(here, at('2026-04-02T10:00:00Z'));
    const unpaid = await read(here, id);
    expect(unpaid.latest_invoice).toMatchObject({ status: 'draft', auto_advance: false });
    const payment_method = await give(here, 'pm_card_visa');
    const latest = (unpaid.latest_invoice as Stripe.Invoice).id;
    await stripe.invoices.pay(latest, { payment_method }, seller);
    expect((await read(here, id)).status).toBe('active');
  });

  test('wants the buyer: past due until 3D Secure is passed', async () => {
    const here = await billing();
    const { stripe, seller, emulator } = here;
    const { id } = await subscribed(here);
    await give(here, 'pm_card_authenticationRequired');
    await passTo(here, february);
    const from = await eventCount(here);
    await pass(here, hour);
    expect(await eventsSince(here, from)).toEqual([
      'invoice.finalized',
      'payment_intent.created',
      'payment_intent.requires_action',
      'invoice.payment_action_required',
      'invoice.payment_failed',
      'customer.subscription.updated',
      'customer.updated',
      'invoice.updated',
    ]);
    const { latest_invoice, status } = await read(here, id);
    expect(status).toBe('past_due');
    const invoice = (latest_invoice as Stripe.Invoice).id;
    const { data } = await stripe.invoicePayments.list({ invoice }, seller);
    const intent = await stripe.paymentIntents.retrieve(
      String(data[0]?.payment.payment_intent),
      {},
      seller,
    );
    await atTheBank(emulator, intent, 'authenticate');
    expect(await read(here, id)).toMatchObject({
      status: 'active',
      latest_invoice: { status: 'paid' },
    });
  });

  test('finds a card that has expired meanwhile', async () => {
    const here = await billing();
    const { stripe, seller, card } = here;
    const { id } = await subscribed(here);
    await stripe.paymentMethods.update(card, { card: { exp_month: 2, exp_year: 2026 } }, seller);
    await passTo(here, at('2026-03-31T12:00:00Z'));
    const { latest_invoice, status } = await read(here, id);
    expect(status).toBe('past_due');
    const { data } = await stripe.charges.list({ limit: 1 }, seller);
    expect(data[0]?.failure_code).toBe('expired_card');
    expect((latest_invoice as Stripe.Invoice).status).toBe('open');
  });
});

test('it ends with its period where that was asked, or does not after all', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const [leaving, staying] = [await subscribed(here), await subscribed(here)];
  const cancel = { cancel_at_period_end: true };
  const noted = await stripe.subscriptions.update(leaving.id, cancel, seller);
  expect(noted).toMatchObject({
    status: 'active',
    cancel_at: february,
    cancel_at_period_end: true,
    canceled_at: start,
  });
  await stripe.subscriptions.update(staying.id, cancel, seller);
  await stripe.subscriptions.update(staying.id, { cancel_at_period_end: false }, seller);
  const from = await eventCount(here);
  await passTo(here, february + hour);
  expect(await read(here, leaving.id)).toMatchObject({ status: 'canceled', ended_at: february });
  expect(await read(here, staying.id)).toMatchObject({ status: 'active', cancel_at: null });
  const told = await eventsSince(here, from);
  expect(told.filter((type) => type === 'customer.subscription.deleted')).toHaveLength(1);
  expect((await stripe.invoices.list({ subscription: leaving.id }, seller)).data).toHaveLength(1);
});

test('it ends on a day, or at once with its customer', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const soon = await subscribed(here, { cancel_at: start + 3 * day });
  await pass(here, 3 * day);
  expect(await read(here, soon.id)).toMatchObject({
    status: 'canceled',
    ended_at: start + 3 * day,
  });
  const late = await failure(stripe.subscriptions.update(soon.id, { description: 'x' }, seller));
  expect(late.code).toBe('invalid_canceled_subscription_fields');
  const other = await subscribed(here);
  await stripe.customers.del(customer, {}, seller);
  expect((await read(here, other.id)).status).toBe('canceled');
});

test.each([
  ['keep_as_draft', 'draft'],
  ['mark_uncollectible', 'uncollectible'],
  ['void', 'void'],
] as const)('collection is paused, and resumes: %s', async (behavior, status) => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribed(here);
  const resumes_at = at('2026-03-15T00:00:00Z');
  await stripe.subscriptions.update(id, { pause_collection: { behavior, resumes_at } }, seller);
  await passTo(here, february + hour);
  const paused = await read(here, id);
  expect(paused).toMatchObject({ status: 'active', latest_invoice: { status } });
  await passTo(here, at('2026-03-31T11:00:00Z'));
  expect(await read(here, id)).toMatchObject({
    pause_collection: null,
    latest_invoice: { status: 'paid' },
  });
  expect((await stripe.charges.list({ customer }, seller)).data).toHaveLength(2);
});
