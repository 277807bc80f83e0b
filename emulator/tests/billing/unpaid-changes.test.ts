/** Changes whose payment fails (docs.stripe.com/billing/subscriptions/pending-updates). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import {
  at,
  billing,
  type Billing,
  day,
  eventCount,
  eventsSince,
  february,
  give,
  hour,
  latest,
  pass,
  passTo,
  start,
  subscribe,
  weekOld,
} from './billing-scene';

function pending({ stripe, seller, customer }: Billing) {
  return stripe.invoiceItems.list({ customer, pending: true }, seller);
}

const upgrade = (item: string, price: string): Stripe.SubscriptionUpdateParams => ({
  items: [{ id: item, price, quantity: 2 }],
  proration_behavior: 'always_invoice',
});

/** A subscription of a week whose upgrade waits for its payment. */
async function upgrading() {
  const made = await weekOld();
  const { here, id, item, dear } = made;
  await give(here, 'pm_card_chargeCustomerFail');
  const { stripe, seller } = here;
  const given = { ...upgrade(item, dear), payment_behavior: 'pending_if_incomplete' } as const;
  await stripe.subscriptions.update(id, given, seller);
  return { ...made, given, parked: (await latest(here, id)).id };
}

describe('an update that is not paid', () => {
  test('is made all the same, and overdue: allow_incomplete', async () => {
    const { here, id, item, dear } = await weekOld();
    await give(here, 'pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const after = await stripe.subscriptions.update(id, upgrade(item, dear), seller);
    expect(after.status).toBe('past_due');
    expect(await latest(here, id)).toMatchObject({ status: 'open' });
  });

  test('is not made: error_if_incomplete', async () => {
    const { here, id, item, dear } = await weekOld();
    await give(here, 'pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const from = await eventCount(here);
    const given = { ...upgrade(item, dear), payment_behavior: 'error_if_incomplete' } as const;
    const error = await failure(stripe.subscriptions.update(id, given, seller));
    expect([error.statusCode, error.code]).toEqual([402, 'card_declined']);
    const { items, status } = await stripe.subscriptions.retrieve(id, {}, seller);
    expect([status, items.data[0]?.price.id]).toEqual(['active', here.price]);
    expect(await eventsSince(here, from)).toEqual([]);
  });

  test('waits for its payment: pending_if_incomplete', async () => {
    const { here, id, item, dear } = await weekOld();
    await give(here, 'pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const given = { ...upgrade(item, dear), payment_behavior: 'pending_if_incomplete' } as const;
    const waiting = await stripe.subscriptions.update(id, given, seller);
    expect(waiting).toMatchObject({
      status: 'active',
      items: { data: [{ price: { id: here.price } }] },
      pending_update: {
        expires_at: start + 7 * day + 23 * hour,
        subscription_items: [{ id: item, price: { id: dear } }],
      },
    });
    const payment_method = await give(here, 'pm_card_visa');
    const from = await eventCount(here);
    await stripe.invoices.pay((await latest(here, id)).id, { payment_method }, seller);
    expect(await stripe.subscriptions.retrieve(id, {}, seller)).toMatchObject({
      status: 'active',
      items: { data: [{ id: item, price: { id: dear } }] },
      pending_update: null,
    });
    expect((await eventsSince(here, from)).slice(-3)).toEqual([
      'invoice.payment_succeeded',
      'customer.subscription.updated',
      'customer.subscription.pending_update_applied',
    ]);
    expect((await pending(here)).data).toEqual([]);
  });

  test('waits 23 hours, and no longer', async () => {
    const { here, id, item, dear } = await weekOld();
    await give(here, 'pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const given = { ...upgrade(item, dear), payment_behavior: 'pending_if_incomplete' } as const;
    await stripe.subscriptions.update(id, given, seller);
    await pass(here, 23 * hour);
    const after = await stripe.subscriptions.retrieve(id, {}, seller);
    expect(after).toMatchObject({ pending_update: null, status: 'active' });
    expect(after.items.data[0]?.price.id).toBe(here.price);
    expect((await latest(here, id)).status).toBe('void');
    const expired = { type: 'customer.subscription.pending_update_expired' };
    expect((await stripe.events.list(expired, seller)).data).toHaveLength(1);
  });
});

describe('an update that waits', () => {
  test('waits no longer than the period lasts', async () => {
    const { here, id, item, dear } = await weekOld();
    await give(here, 'pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    await passTo(here, february - 20 * hour);
    const given = { ...upgrade(item, dear), payment_behavior: 'pending_if_incomplete' } as const;
    const { pending_update } = await stripe.subscriptions.update(id, given, seller);
    expect(pending_update?.expires_at).toBe(february);
    const parked = (await latest(here, id)).id;
    // The renewal is declined too, which is another invoice.
    await passTo(here, february + 5 * hour);
    expect((await stripe.invoices.retrieve(parked, {}, seller)).status).toBe('void');
    expect(await latest(here, id)).toMatchObject({
      billing_reason: 'subscription_cycle',
      status: 'open',
    });
    expect(await stripe.subscriptions.retrieve(id, {}, seller)).toMatchObject({
      pending_update: null,
      status: 'past_due',
    });
  });

  test('and no longer than the trial', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const made = await subscribe(here, { trial_end: start + 10 * hour });
    const waiting = await stripe.subscriptions.update(
      made.id,
      { trial_end: 'now', payment_behavior: 'pending_if_incomplete' },
      seller,
    );
    expect(waiting.pending_update?.expires_at).toBe(start + 10 * hour);
  });

  test('is given up with its invoice', async () => {
    const { here, id, parked } = await upgrading();
    const { stripe, seller } = here;
    const from = await eventCount(here);
    await stripe.invoices.voidInvoice(parked, {}, seller);
    const after = await stripe.subscriptions.retrieve(id, {}, seller);
    expect(after).toMatchObject({ pending_update: null, status: 'active' });
    expect(after.items.data[0]?.price.id).toBe(here.price);
    expect((await eventsSince(here, from)).slice(-2)).toEqual([
      'invoice.voided',
      'customer.subscription.updated',
    ]);
  });

  test('gives way to another', async () => {
    const { here, id, item, given, parked } = await upgrading();
    const { stripe, seller } = here;
    const items = [{ id: item, quantity: 5 }];
    await pass(here, hour);
    const waiting = await stripe.subscriptions.update(id, { ...given, items }, seller);
    expect((await stripe.invoices.retrieve(parked, {}, seller)).status).toBe('void');
    expect(waiting.pending_update).toMatchObject({
      expires_at: start + 7 * day + 24 * hour,
      subscription_items: [{ id: item, price: { id: here.price }, quantity: 5 }],
    });
    const payment_method = await give(here, 'pm_card_visa');
    await stripe.invoices.pay((await latest(here, id)).id, { payment_method }, seller);
    expect(await stripe.subscriptions.retrieve(id, {}, seller)).toMatchObject({
      pending_update: null,
      items: { data: [{ price: { id: here.price }, quantity: 5 }] },
    });
  });

  test('gives way to one that is paid at once, and to one that need not be paid', async () => {
    for (const payment_behavior of ['pending_if_incomplete', 'allow_incomplete'] as const) {
      const { here, id, item, parked } = await upgrading();
      const { stripe, seller } = here;
      await give(here, 'pm_card_visa');
      const items = [{ id: item, quantity: 5 }];
      const proration_behavior = 'always_invoice';
      const given = { items, payment_behavior, proration_behavior } as const;
      const after = await stripe.subscriptions.update(id, given, seller);
      expect(after).toMatchObject({ pending_update: null, items: { data: [{ quantity: 5 }] } });
      expect((await stripe.invoices.retrieve(parked, {}, seller)).status).toBe('void');
      expect((await latest(here, id)).status).toBe('paid');
    }
  });

  test('is given up with its subscription', async () => {
    const { here, id, parked } = await upgrading();
    const { stripe, seller } = here;
    const from = await eventCount(here);
    expect(await stripe.subscriptions.cancel(id, {}, seller)).toMatchObject({
      pending_update: null,
      status: 'canceled',
    });
    expect(await stripe.invoices.retrieve(parked, {}, seller)).toMatchObject({ status: 'void' });
    expect((await eventsSince(here, from)).slice(-3)).toEqual([
      'invoice.voided',
      'customer.subscription.pending_update_expired',
      'customer.subscription.deleted',
    ]);
  });

  test('is left alone by what has nothing to do with it', async () => {
    const { here, id, parked } = await upgrading();
    const { stripe, seller } = here;
    const metadata = { cup: 'blue' };
    const after = await stripe.subscriptions.update(id, { metadata }, seller);
    expect(after.pending_update).not.toBeNull();
    expect((await stripe.invoices.retrieve(parked, {}, seller)).status).toBe('open');
  });
});

/** Has an update wait, pays it an hour later, and gives the subscription with all of its invoices. */
async function paidLater(given: (scene: Awaited<ReturnType<typeof weekOld>>) => object) {
  const made = await weekOld();
  const { here, id } = made;
  const { stripe, seller } = here;
  await give(here, 'pm_card_chargeCustomerFail');
  const asked = { payment_behavior: 'pending_if_incomplete' as const, ...given(made) };
  const { pending_update } = await stripe.subscriptions.update(id, asked, seller);
  expect(pending_update?.billing_cycle_anchor).toBe(start + 7 * day);
  await pass(here, hour);
  const payment_method = await give(here, 'pm_card_visa');
  await stripe.invoices.pay((await latest(here, id)).id, { payment_method }, seller);
  const after = await stripe.subscriptions.retrieve(id, {}, seller);
  const { data } = await stripe.invoices.list({ subscription: id }, seller);
  expect(after).toMatchObject({
    billing_cycle_anchor: start + 7 * day,
    pending_update: null,
    status: 'active',
  });
  return { ...made, after, invoices: data.map(({ status, total }) => [status, total]) };
}

describe('another period that is paid later is billed once', () => {
  // 21 of 28 days of two coffees are given back.
  const rest = 2250;

  test('of another interval', async () => {
    const { here, id, after, invoices, yearly } = await paidLater(({ item, yearly }) => ({
      items: [{ id: item, price: yearly, quantity: 1 }],
    }));
    expect(invoices).toEqual([
      ['paid', 15_000 - rest],
      ['paid', 3000],
    ]);
    const end = at('2027-02-07T10:00:00Z');
    expect(after.items.data).toMatchObject([
      { current_period_start: start + 7 * day, current_period_end: end, price: { id: yearly } },
    ]);
    await passTo(here, february + day);
    expect(await latest(here, id)).toMatchObject({ billing_reason: 'subscription_update' });
    await passTo(here, end + 2 * hour);
    expect(await latest(here, id)).toMatchObject({ status: 'paid', total: 15_000 });
  });

  test('from now on', async () => {
    const { here, id, after, invoices } = await paidLater(() => ({
      billing_cycle_anchor: { type: 'now' },
    }));
    expect(invoices).toEqual([
      ['paid', 3000 - rest],
      ['paid', 3000],
    ]);
    const end = at('2026-03-07T10:00:00Z');
    expect(after.items.data).toMatchObject([
      { current_period_start: start + 7 * day, current_period_end: end },
    ]);
    await passTo(here, end + 2 * hour);
    expect(await latest(here, id)).toMatchObject({ status: 'paid', total: 3000 });
  });

  test('of a trial that ends', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const { id } = await subscribe(here, { trial_period_days: 10 });
    await pass(here, day);
    const given = { trial_end: 'now', payment_behavior: 'pending_if_incomplete' } as const;
    await stripe.subscriptions.update(id, given, seller);
    await pass(here, hour);
    const payment_method = await give(here, 'pm_card_visa');
    await stripe.invoices.pay((await latest(here, id)).id, { payment_method }, seller);
    expect(await stripe.subscriptions.retrieve(id, {}, seller)).toMatchObject({
      billing_cycle_anchor: start + day,
      items: { data: [{ current_period_start: start + day }] },
      status: 'active',
      trial_end: start + day,
    });
    const { data } = await stripe.invoices.list({ subscription: id }, seller);
    expect(data.map(({ status, total }) => [status, total])).toEqual([
      ['paid', 1500],
      ['paid', 0],
    ]);
  });
});
