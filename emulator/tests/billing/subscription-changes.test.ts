/** Changes in the middle of a period (docs.stripe.com/billing/subscriptions/prorations). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import {
  type Billing,
  billing,
  day,
  eventCount,
  eventsSince,
  february,
  hour,
  latest,
  pass,
  passTo,
  start,
  subscribe,
  weekOld,
} from './billing-scene';

const month = february - start;
const share = (month - 7 * day) / month;

function pending({ stripe, seller, customer }: Billing) {
  return stripe.invoiceItems.list({ customer, pending: true }, seller);
}

test('another price: the rest is given back and charged, with the next invoice', async () => {
  const { here, id, item, dear } = await weekOld();
  const { stripe, seller } = here;
  const after = await stripe.subscriptions.update(
    id,
    { items: [{ id: item, price: dear, quantity: 1 }] },
    seller,
  );
  expect(after.items.data).toMatchObject([{ id: item, quantity: 1, price: { id: dear } }]);
  const { data } = await pending(here);
  const [credit, debit] = [-Math.round(3000 * share), Math.round(3000 * share)];
  expect(
    data.map(({ amount, description, proration }) => [amount, description, proration]),
  ).toEqual([
    [debit, 'Remaining time on Tea after 07 Feb 2026', true],
    [credit, 'Unused time on 2 × Coffee after 07 Feb 2026', true],
  ]);
  const preview = await stripe.invoices.createPreview({ subscription: id }, seller);
  expect(preview).toMatchObject({ total: 3000, billing_reason: 'upcoming', status: 'draft' });
  expect(preview.id).toMatch(/^upcoming_in_/);
  expect(preview.lines.data).toHaveLength(3);
  await passTo(here, february + hour);
  expect(await latest(here, id)).toMatchObject({ status: 'paid', total: 3000 });
  expect((await pending(here)).data).toEqual([]);
});

test('another price is for one, unless it is said how many', async () => {
  const { here, item, dear } = await weekOld();
  const { stripe, seller } = here;
  const { subscriptionItems } = stripe;
  const same = await subscriptionItems.update(item, { price: here.price }, seller);
  expect(same.quantity).toBe(2);
  const other = await subscriptionItems.update(item, { price: dear }, seller);
  expect(other).toMatchObject({ price: { id: dear }, quantity: 1 });
  const back = await subscriptionItems.update(item, { price: here.price, quantity: 3 }, seller);
  expect(back).toMatchObject({ price: { id: here.price }, quantity: 3 });
});

test('another quantity: more is charged, less gives back', async () => {
  const { here, id, item } = await weekOld();
  const { stripe, seller } = here;
  await stripe.subscriptionItems.update(item, { quantity: 5 }, seller);
  await stripe.subscriptionItems.update(item, { quantity: 1 }, seller);
  const { data } = await pending(here);
  const of = (quantity: number) => Math.round(1500 * quantity * share);
  expect(data.map(({ amount }) => amount).reverse()).toEqual([-of(2), of(5), -of(5), of(1)]);
  await passTo(here, february + hour);
  expect((await latest(here, id)).total).toBe(1500 - of(2) + of(1));
});

test.each([
  ['none', 0],
  ['always_invoice', 1],
] as const)('proration_behavior: %s', async (proration_behavior, invoices) => {
  const { here, id, item, dear } = await weekOld();
  const { stripe, seller } = here;
  const before = await latest(here, id);
  await stripe.subscriptions.update(
    id,
    { items: [{ id: item, price: dear, quantity: 2 }], proration_behavior },
    seller,
  );
  expect((await pending(here)).data).toEqual([]);
  const now = await latest(here, id);
  if (invoices === 0) {
    expect(now.id).toBe(before.id);
    return;
  }
  expect(now).toMatchObject({
    status: 'paid',
    billing_reason: 'subscription_update',
    total: Math.round(6000 * share) - Math.round(3000 * share),
  });
});

test('another interval begins another period, billed at once', async () => {
  const { here, id, item, yearly } = await weekOld();
  const { stripe, seller } = here;
  const now = start + 7 * day;
  const after = await stripe.subscriptions.update(
    id,
    { items: [{ id: item, price: yearly, quantity: 1 }] },
    seller,
  );
  expect(after).toMatchObject({ status: 'active', billing_cycle_anchor: now });
  expect(after.items.data[0]).toMatchObject({
    current_period_start: now,
    current_period_end: Date.parse('2027-02-07T10:00:00Z') / 1000,
  });
  expect(await latest(here, id)).toMatchObject({
    status: 'paid',
    total: 15_000 - Math.round(3000 * share),
  });
  await passTo(here, february + hour);
  expect((await stripe.invoices.list({ subscription: id }, seller)).data).toHaveLength(2);
});

test('items are added and taken off, and never the last', async () => {
  const { here, id, item, dear } = await weekOld();
  const { stripe, seller } = here;
  const tea = await stripe.subscriptionItems.create({ subscription: id, price: dear }, seller);
  const { data } = await stripe.subscriptionItems.list({ subscription: id }, seller);
  expect(data.map((one) => one.id)).toEqual([item, tea.id]);
  await stripe.subscriptionItems.del(item, {}, seller);
  expect((await stripe.subscriptions.retrieve(id, {}, seller)).items.data).toHaveLength(1);
  const last = await failure(stripe.subscriptionItems.del(tea.id, {}, seller));
  expect(last.message).toBe('A subscription must have at least one active item.');
  const twice = { items: [{ id: tea.id }, { price: dear }] };
  expect((await failure(stripe.subscriptions.update(id, twice, seller))).message).toMatch(
    /multiple Subscription Items with the same Price/,
  );
});

test('a plan is switched by one item that goes and one that comes, in either order', async () => {
  const { here, id, item, dear } = await weekOld();
  const { stripe, seller } = here;
  const items = [{ id: item, deleted: true }, { price: dear }];
  const preview = await stripe.invoices.createPreview(
    { subscription: id, subscription_details: { items } },
    seller,
  );
  expect(preview.lines.data.length).toBeGreaterThan(0);
  const { items: now } = await stripe.subscriptions.update(id, { items }, seller);
  expect(now.data).toMatchObject([{ price: { id: dear } }]);
  expect(now.data[0]?.id).not.toBe(item);
  const none = { items: [{ id: now.data[0]?.id ?? '', deleted: true }] };
  expect(await failure(stripe.subscriptions.update(id, none, seller))).toMatchObject({
    message: 'A subscription must have at least one active item.',
    param: 'items[0][deleted]',
  });
});

test('the product of its plan is expanded, from a list as well', async () => {
  const { here, id } = await weekOld();
  const expand = ['data.plan.product'];
  const { data } = await here.stripe.subscriptions.list({ expand }, here.seller);
  expect(data).toMatchObject([{ id, plan: { product: { object: 'product' } } }]);
});

test('a trial is given later, and ended early', async () => {
  const { here, id } = await weekOld();
  const { stripe, seller } = here;
  const end = start + 20 * day;
  const trial = await stripe.subscriptions.update(
    id,
    { trial_end: end, proration_behavior: 'none' },
    seller,
  );
  expect(trial).toMatchObject({ status: 'trialing', trial_end: end, billing_cycle_anchor: end });
  const paid = await stripe.subscriptions.update(id, { trial_end: 'now' }, seller);
  expect(paid).toMatchObject({ status: 'active', billing_cycle_anchor: start + 7 * day });
  expect(await latest(here, id)).toMatchObject({ status: 'paid', total: 3000 });
});

test('canceled at once, what is left is given back to the balance', async () => {
  const { here, id } = await weekOld();
  const { stripe, seller, customer } = here;
  const given = {
    invoice_now: true,
    prorate: true,
    cancellation_details: { comment: 'Too much', feedback: 'too_expensive' },
  } as const;
  const after = await stripe.subscriptions.cancel(id, given, seller);
  expect(after).toMatchObject({
    status: 'canceled',
    ended_at: start + 7 * day,
    cancellation_details: {
      comment: 'Too much',
      feedback: 'too_expensive',
      reason: 'cancellation_requested',
    },
  });
  const credit = -Math.round(3000 * share);
  expect(await latest(here, id)).toMatchObject({ status: 'paid', total: credit, amount_due: 0 });
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: credit });
  expect((await failure(stripe.subscriptions.cancel(id, {}, seller))).statusCode).toBe(404);
});

describe('a preview', () => {
  test('can be looked at for 72 hours, and its lines be paged', async () => {
    const here = await billing();
    const { customer, product, seller, stripe } = here;
    const price_data = { currency: 'eur', product, unit_amount: 700 };
    const items = Array.from({ length: 11 }, (_, index) => ({
      amount: index + 1,
      currency: 'eur',
    }));
    const asked = { customer, invoice_items: [...items, { price_data }] };
    const preview = await stripe.invoices.createPreview(asked, seller);
    expect(preview.lines).toMatchObject({
      data: { length: 10 },
      has_more: true,
      url: `/v1/invoices/${preview.id}/lines`,
    });
    expect(await stripe.invoices.retrieve(preview.id, {}, seller)).toMatchObject({
      id: preview.id,
      lines: preview.lines,
      status: 'draft',
      total: 766,
    });
    const expand = ['data.pricing.price_details.price'];
    const lines: Stripe.InvoiceLineItem[] = [];
    const pages = stripe.invoices.listLineItems(preview.id, { expand, limit: 5 }, seller);
    for await (const line of pages) lines.push(line);
    expect(lines.map(({ amount }) => amount)).toEqual([700, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(lines[0]?.pricing?.price_details?.price).toMatchObject({ unit_amount: 700 });
    expect((await stripe.prices.list({}, seller)).data).toHaveLength(1);
    expect((await stripe.invoices.list({}, seller)).data).toEqual([]);
    for (const refused of [
      stripe.invoices.update(preview.id, { description: 'x' }, seller),
      stripe.invoices.retrieve(preview.id, {}),
    ])
      expect((await failure(refused)).statusCode).toBe(404);
    await pass(here, 72 * hour + 1);
    for (const refused of [
      stripe.invoices.retrieve(preview.id, {}, seller),
      stripe.invoices.listLineItems(preview.id, {}, seller),
    ])
      expect((await failure(refused)).statusCode).toBe(404);
  });

  test('tells what a change would cost, and changes nothing', async () => {
    const { here, id, item, dear } = await weekOld();
    const { stripe, seller, customer } = here;
    const before = JSON.stringify(await stripe.subscriptions.retrieve(id, {}, seller));
    const from = await eventCount(here);
    const details = { items: [{ id: item, price: dear, quantity: 2 }] };
    const next = await stripe.invoices.createPreview(
      { subscription: id, subscription_details: details },
      seller,
    );
    const more = Math.round(6000 * share) - Math.round(3000 * share);
    expect([next.total, next.lines.data.length]).toEqual([6000 + more, 3]);
    const now = await stripe.invoices.createPreview(
      {
        subscription: id,
        subscription_details: { ...details, proration_behavior: 'always_invoice' },
      },
      seller,
    );
    expect([now.total, now.status]).toEqual([more, 'draft']);
    expect(JSON.stringify(await stripe.subscriptions.retrieve(id, {}, seller))).toBe(before);
    expect((await stripe.invoices.list({ customer }, seller)).data).toHaveLength(1);
    expect((await pending(here)).data).toEqual([]);
    expect(await eventsSince(here, from)).toEqual([]);
  });

  test('of a subscription to come, of items that wait, and of nothing', async () => {
    const here = await billing();
    const { stripe, seller, customer, price } = here;
    const first = await stripe.invoices.createPreview(
      { customer, subscription_details: { items: [{ price, quantity: 3 }] } },
      seller,
    );
    expect([first.total, first.lines.data.length]).toEqual([4500, 1]);
    expect((await stripe.subscriptions.list({ status: 'all' }, seller)).data).toEqual([]);
    const items = { customer, invoice_items: [{ amount: 700, currency: 'eur' }] };
    expect((await stripe.invoices.createPreview(items, seller)).total).toBe(700);
    const none = await failure(stripe.invoices.createPreview({ customer }, seller));
    expect([none.statusCode, none.code]).toEqual([404, 'invoice_upcoming_none']);
    // Of what is there the next, for who names nothing.
    const made = await stripe.subscriptions.create(
      { customer, items: [{ price, quantity: 2 }], trial_period_days: 3 },
      seller,
    );
    const next = await stripe.invoices.createPreview({ customer }, seller);
    expect([next.total, next.parent?.subscription_details?.subscription]).toEqual([3000, made.id]);
  });
});

describe('within a short first period', () => {
  // 10 of the 31 days between the 10th of January and of February.
  const paid = Math.round((1500 * 10) / 31);
  const anchored = { billing_cycle_anchor: start + 10 * day };

  test('what was paid is given back', async () => {
    const here = await billing();
    const { stripe, seller, customer } = here;
    const { id } = await subscribe(here, anchored);
    expect((await latest(here, id)).total).toBe(paid);
    await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true }, seller);
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: -paid });
  });

  test('twice as much costs as much again', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id, items } = await subscribe(here, anchored);
    const item = items.data[0]?.id ?? '';
    const proration_behavior = 'always_invoice';
    await stripe.subscriptionItems.update(item, { quantity: 2, proration_behavior }, seller);
    const { total } = await latest(here, id);
    expect(total).toBe(Math.round((3000 * 10) / 31) - paid);
    await pass(here, 5 * day);
    await stripe.subscriptionItems.update(item, { quantity: 1, proration_behavior }, seller);
    expect((await latest(here, id)).total).toBe(
      Math.round((1500 * 5) / 31) - Math.round((3000 * 5) / 31),
    );
  });

  test('what was free is not given back', async () => {
    const here = await billing();
    const { stripe, seller, customer } = here;
    const { id } = await subscribe(here, { ...anchored, proration_behavior: 'none' });
    await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true }, seller);
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: 0 });
  });
});

test.each([
  ['create_prorations', -Math.round(1500 * ((month - 10 * day) / month))],
  ['none', null],
] as const)('it ends within the period: %s', async (proration_behavior, credit) => {
  const here = await billing();
  const { stripe, seller } = here;
  const { id } = await subscribe(here);
  const cancel_at = start + 10 * day;
  await stripe.subscriptions.update(id, { cancel_at, proration_behavior }, seller);
  expect((await pending(here)).data).toEqual([]);
  await passTo(here, cancel_at);
  expect((await stripe.subscriptions.retrieve(id, {}, seller)).status).toBe('canceled');
  const amounts = (await pending(here)).data.map(({ amount }) => amount);
  expect(amounts).toEqual(credit === null ? [] : [credit]);
});

test('where it ends within the period, nothing to come is told of', async () => {
  const here = await billing();
  const leaving = await subscribe(here, { cancel_at: start + 25 * day });
  const staying = await subscribe(here, { cancel_at: start + 60 * day });
  await pass(here, 24 * day);
  const { data } = await here.stripe.events.list({ type: 'invoice.upcoming' }, here.seller);
  const told = data.map(
    ({ data: { object } }) => (object as Stripe.Invoice).parent?.subscription_details?.subscription,
  );
  expect([told, leaving.status]).toEqual([[staying.id], 'active']);
});

test('the first price that is not free begins a period', async () => {
  const here = await billing();
  const { stripe, seller, customer, product } = here;
  const free = {
    currency: 'eur',
    unit_amount: 0,
    recurring: { interval: 'month' },
    product,
  } as const;
  const { id: nothing } = await stripe.prices.create(free, seller);
  const made = await stripe.subscriptions.create({ customer, items: [{ price: nothing }] }, seller);
  const item = made.items.data[0]?.id ?? '';
  await pass(here, 7 * day);
  const items = [{ id: item, price: here.price }];
  const paid = await stripe.subscriptions.update(made.id, { items }, seller);
  expect(paid.billing_cycle_anchor).toBe(start + 7 * day);
  expect(await latest(here, made.id)).toMatchObject({ status: 'paid', total: 1500 });
  // One of none is not free: more of it is another quantity.
  const none = await subscribe(here, { items: [{ price: here.price, quantity: 0 }] });
  await pass(here, day);
  const one = [{ id: none.items.data[0]?.id ?? '', quantity: 1 }];
  const more = await stripe.subscriptions.update(none.id, { items: one }, seller);
  expect(more.billing_cycle_anchor).toBe(none.billing_cycle_anchor);
});

test('a period that begins anew in the moment the old one began is paid for once', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const { id } = await subscribe(here);
  await stripe.subscriptions.update(id, { billing_cycle_anchor: { type: 'now' } }, seller);
  expect(await latest(here, id)).toMatchObject({
    billing_reason: 'subscription_update',
    total: 0,
    lines: { total_count: 2 },
  });
});
