/** Trials, and what becomes of them (docs.stripe.com/billing/subscriptions/trials). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import {
  billing,
  day,
  eventCount,
  eventsSince,
  give,
  hour,
  pass,
  start,
  subscribe,
} from './billing-scene';

describe('a trial', () => {
  test('is free, is told of before its end, and then paid for', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const made = await subscribe(here, { trial_period_days: 14, expand: ['latest_invoice'] });
    const end = start + 14 * day;
    expect(made).toMatchObject({
      status: 'trialing',
      trial_start: start,
      trial_end: end,
      billing_cycle_anchor: end,
      pending_setup_intent: null,
      latest_invoice: { status: 'paid', total: 0 },
    });
    const from = await eventCount(here);
    await pass(here, 11 * day);
    expect(await eventsSince(here, from)).toEqual([
      'invoice.upcoming',
      'customer.subscription.trial_will_end',
    ]);
    await pass(here, 3 * day);
    const now = await stripe.subscriptions.retrieve(made.id, {}, seller);
    expect(now.status).toBe('active');
    expect(now.items.data[0]).toMatchObject({
      current_period_start: end,
      current_period_end: Date.parse('2026-03-14T10:00:00Z') / 1000,
    });
    await pass(here, hour);
    const { data } = await stripe.invoices.list({ subscription: made.id }, seller);
    expect(data.map(({ status, total }) => [status, total])).toEqual([
      ['paid', 1500],
      ['paid', 0],
    ]);
  });

  test('is told of once for each end it is given, and its renewal too', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id } = await subscribe(here, { trial_period_days: 14 });
    const told = async () =>
      (await eventsSince(here, 0)).filter((type) =>
        ['customer.subscription.trial_will_end', 'invoice.upcoming'].includes(type),
      );
    await pass(here, 5 * day);
    await stripe.subscriptions.update(id, { trial_end: start + 24 * day }, seller);
    // Where both were to be told of before.
    await pass(here, 7 * day);
    expect(await told()).toEqual([]);
    await pass(here, 9 * day);
    expect(await told()).toEqual(['invoice.upcoming', 'customer.subscription.trial_will_end']);
    // Ended sooner than three days after: told of at once, and not again.
    await stripe.subscriptions.update(id, { trial_end: start + 23 * day }, seller);
    await pass(here, hour);
    expect((await told()).slice(2)).toEqual(['customer.subscription.trial_will_end']);
  });

  test.each([
    ['cancel', 'canceled'],
    ['pause', 'paused'],
    ['create_invoice', 'past_due'],
  ] as const)('without a card, at its end: %s', async (missing, status) => {
    const here = await billing();
    const { stripe, seller, price } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const made = await subscribe(
      { ...here, customer, price },
      {
        trial_period_days: 1,
        trial_settings: { end_behavior: { missing_payment_method: missing } },
      },
    );
    const { pending_setup_intent: setup } = made;
    expect(await stripe.setupIntents.retrieve(String(setup), {}, seller)).toMatchObject({
      status: 'requires_payment_method',
      customer,
      usage: 'off_session',
    });
    await pass(here, day + hour);
    expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe(status);
    if (missing !== 'pause') return;
    const refused = await failure(stripe.subscriptions.resume(made.id, {}, seller));
    expect(refused.code).toBe('resource_missing');
    await give({ ...here, customer }, 'pm_card_visa');
    const resumed = await stripe.subscriptions.resume(made.id, {}, seller);
    expect(resumed).toMatchObject({
      status: 'active',
      billing_cycle_anchor: start + day + hour,
    });
    const events = await eventsSince(here, 0);
    expect(events).toContain('customer.subscription.paused');
    expect(events).toContain('customer.subscription.resumed');
  });

  test('paused at its end, and taken up on the old day: the rest of the month is paid', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const there = { ...here, customer };
    const pause = { end_behavior: { missing_payment_method: 'pause' } };
    const made = await subscribe(there, { trial_period_days: 1, trial_settings: pause });
    await pass(here, 8 * day);
    await give(there, 'pm_card_visa');
    const resumed = await stripe.subscriptions.resume(
      made.id,
      { billing_cycle_anchor: { type: 'unchanged' }, expand: ['latest_invoice'] },
      seller,
    );
    const end = Date.parse('2026-03-01T10:00:00Z') / 1000;
    expect(resumed).toMatchObject({ status: 'active', billing_cycle_anchor: start + day });
    expect(resumed.items.data[0]?.current_period_end).toBe(end);
    // 21 of the 28 days of February are left.
    const paid = Math.round((1500 * 21) / 28);
    expect((resumed.latest_invoice as Stripe.Invoice).total).toBe(paid);
    // And given back, when that was that.
    await stripe.subscriptions.cancel(made.id, { prorate: true, invoice_now: true }, seller);
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: -paid });
  });

  test('paused at its end, and given a card of its own: nothing is billed by that', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const there = { ...here, customer };
    const pause = { end_behavior: { missing_payment_method: 'pause' } };
    const made = await subscribe(there, { trial_period_days: 1, trial_settings: pause });
    await pass(here, 8 * day);
    const card = await stripe.paymentMethods.create(
      { type: 'card', card: { token: 'tok_visa' } },
      seller,
    );
    await stripe.paymentMethods.attach(card.id, { customer }, seller);
    const changed = await stripe.subscriptions.update(
      made.id,
      { default_payment_method: card.id },
      seller,
    );
    expect(changed).toMatchObject({ status: 'paused', default_payment_method: card.id });
    const { data } = await stripe.invoices.list({ subscription: made.id }, seller);
    expect(data.map(({ total }) => total)).toEqual([0]);
    expect((await stripe.subscriptions.resume(made.id, {}, seller)).status).toBe('active');
  });

  test('is the price’s own where that is asked', async () => {
    const here = await billing('pm_card_visa', {
      recurring: { interval: 'month', trial_period_days: 5 },
    });
    expect((await subscribe(here)).status).toBe('active');
    const made = await subscribe(here, { trial_from_plan: true });
    expect(made).toMatchObject({ status: 'trialing', trial_end: start + 5 * day });
  });

  test('its SetupIntent brings the card', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const made = await subscribe({ ...here, customer }, { trial_period_days: 7 });
    const setup = String(made.pending_setup_intent);
    const card = await stripe.paymentMethods.create(
      { type: 'card', card: { token: 'tok_visa' } },
      seller,
    );
    const given = { payment_method: card.id, return_url: 'http://localhost/x' };
    await stripe.setupIntents.confirm(setup, given, seller);
    expect(await stripe.subscriptions.retrieve(made.id, {}, seller)).toMatchObject({
      pending_setup_intent: null,
      default_payment_method: card.id,
    });
  });
});
