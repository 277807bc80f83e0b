/** Changes whose payment fails (docs.stripe.com/billing/subscriptions/pending-updates). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import {
  type Billing,
  day,
  eventCount,
  eventsSince,
  give,
  hour,
  latest,
  pass,
  start,
  weekOld,
} from './billing-scene';

function pending({ stripe, seller, customer }: Billing) {
  return stripe.invoiceItems.list({ customer, pending: true }, seller);
}

describe('an update that is not paid', () => {
  const upgrade = (item: string, price: string): Stripe.SubscriptionUpdateParams => ({
    items: [{ id: item, price }],
    proration_behavior: 'always_invoice',
  });

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
