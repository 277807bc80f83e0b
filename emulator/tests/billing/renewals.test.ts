/** What comes after the first period (docs.stripe.com/billing/subscriptions/billing-cycle). */
import { expect, test } from 'vitest';
import { failure } from '../resources/scene';
import {
  advance,
  at,
  billing,
  day,
  eventCount,
  eventsSince,
  february,
  give,
  hour,
  latest,
  pass,
  passTo,
  read,
  start,
  subscribe,
} from './billing-scene';

test('a month ends: a draft of an hour, then the card is charged', async () => {
  const here = await billing();
  const { id } = await subscribe(here, { application_fee_percent: 10 });
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
  const { id } = await subscribe(here);
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
  const made = await subscribe(there);
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

test('it ends with its period where that was asked, or does not after all', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const [leaving, staying] = [await subscribe(here), await subscribe(here)];
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
  // "Whether this subscription will … or did … cancel at the end of the current billing period."
  expect(await read(here, leaving.id)).toMatchObject({
    ...{ status: 'canceled', ended_at: february },
    cancel_at_period_end: true,
  });
  expect(await read(here, staying.id)).toMatchObject({ status: 'active', cancel_at: null });
  const told = await eventsSince(here, from);
  expect(told.filter((type) => type === 'customer.subscription.deleted')).toHaveLength(1);
  expect((await stripe.invoices.list({ subscription: leaving.id }, seller)).data).toHaveLength(1);
});

test('it ends on a day, or at once with its customer', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const soon = await subscribe(here, { cancel_at: start + 3 * day });
  await pass(here, 3 * day);
  expect(await read(here, soon.id)).toMatchObject({
    status: 'canceled',
    ended_at: start + 3 * day,
  });
  const late = await failure(stripe.subscriptions.update(soon.id, { description: 'x' }, seller));
  expect(late.code).toBe('invalid_canceled_subscription_fields');
  const other = await subscribe(here, { cancel_at_period_end: true });
  await stripe.customers.del(customer, {}, seller);
  expect(await read(here, other.id)).toMatchObject({
    ...{ status: 'canceled', cancel_at_period_end: false },
  });
});

test.each([
  ['keep_as_draft', 'draft'],
  ['mark_uncollectible', 'uncollectible'],
  ['void', 'void'],
] as const)('collection is paused, and resumes: %s', async (behavior, status) => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribe(here);
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

test.each(['mark_uncollectible', 'void'] as const)(
  'what is too small to be charged is owed by nobody while collection is paused: %s',
  async (behavior) => {
    const here = await billing();
    const { stripe, seller, customer, product } = here;
    const recurring = { interval: 'month' } as const;
    const given = { currency: 'eur', unit_amount: 30, recurring, product };
    const { id: price } = await stripe.prices.create(given, seller);
    const { id } = await subscribe({ ...here, price });
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: 30 });
    await stripe.customers.createBalanceTransaction(
      customer,
      { amount: -30, currency: 'eur' },
      seller,
    );
    await stripe.subscriptions.update(id, { pause_collection: { behavior } }, seller);
    await passTo(here, february + hour);
    const status = behavior === 'void' ? 'void' : 'uncollectible';
    expect(await latest(here, id)).toMatchObject({ amount_due: 30, status });
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: 0 });
  },
);

test('what is void while collection is paused takes no credit, and is not announced', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribe(here);
  const pause_collection = { behavior: 'void' } as const;
  await stripe.subscriptions.update(id, { pause_collection }, seller);
  await stripe.customers.createBalanceTransaction(
    customer,
    { amount: -1000, currency: 'eur' },
    seller,
  );
  await passTo(here, february);
  expect(await latest(here, id)).toMatchObject({ status: 'void', amount_due: 1500 });
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: -1000 });
  const { data } = await stripe.customers.listBalanceTransactions(customer, {}, seller);
  expect(data).toHaveLength(1);
  expect(await eventsSince(here, 0)).not.toContain('invoice.upcoming');
  // Taken up before the next renewal, which is told of and takes the credit.
  const resumes_at = february + 10 * day;
  await stripe.subscriptions.update(
    id,
    { pause_collection: { ...pause_collection, resumes_at } },
    seller,
  );
  await passTo(here, at('2026-03-31T11:00:00Z'));
  expect(await eventsSince(here, 0)).toContain('invoice.upcoming');
  expect(await latest(here, id)).toMatchObject({ status: 'paid', amount_due: 500 });
});
