/** Trials, and what becomes of them (docs.stripe.com/billing/subscriptions/trials). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { atTheBank, failure } from '../resources/scene';
import {
  billing,
  day,
  eventCount,
  eventsSince,
  hour,
  pass,
  read,
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
    expect(await eventsSince(here, 0)).toContain('customer.subscription.paused');
  });

  // Recorded for `trial_end=now`; the reason of a cancellation, too.
  test.each([
    ['cancel', { status: 'canceled', reason: 'cancellation_requested' }],
    ['pause', { status: 'paused', reason: null }],
    ['create_invoice', null],
  ] as const)('ended without a card: %s', async (missing, is) => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const trial_settings = { end_behavior: { missing_payment_method: missing } };
    const made = await subscribe({ ...here, customer }, { trial_period_days: 9, trial_settings });
    const end = () => stripe.subscriptions.update(made.id, { trial_end: 'now' }, seller);
    await pass(here, day);
    if (is) {
      const ended = await end();
      const { status, trial_end, cancellation_details: why } = ended;
      expect({ status, reason: why?.reason }).toEqual(is);
      expect(trial_end).toBe(start + day);
    } else {
      expect((await failure(end())).code).toBe('resource_missing');
      expect((await read(here, made.id)).status).toBe('trialing');
    }
    const { data } = await stripe.invoices.list({ subscription: made.id }, seller);
    expect(data.map(({ total }) => total)).toEqual([0]);
    if (!is || is.status !== 'paused') return;
    // What rests is not what it was to be renewed for.
    await pass(here, 40 * day);
    expect((await read(here, made.id)).status).toBe('paused');
  });

  test('ended by the update that brings a card, it is paid with that', async () => {
    const here = await billing();
    const { stripe, seller } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const pause = { end_behavior: { missing_payment_method: 'pause' } };
    const made = await subscribe(
      { ...here, customer },
      { trial_period_days: 9, trial_settings: pause },
    );
    const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer }, seller);
    const given = { trial_end: 'now', default_payment_method: card } as const;
    expect((await stripe.subscriptions.update(made.id, given, seller)).status).toBe('active');
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
    const success = { payment_behavior: 'resume_on_payment_success' } as const;
    expect((await stripe.subscriptions.resume(made.id, success, seller)).status).toBe('active');
  });

  test('goes on where what comes with its start is declined', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { stripe, seller, product } = here;
    const once = await stripe.prices.create({ currency: 'eur', unit_amount: 900, product }, seller);
    const made = await subscribe(here, {
      trial_period_days: 14,
      add_invoice_items: [{ price: once.id }],
      expand: ['latest_invoice'],
    });
    expect(made).toMatchObject({
      ...{ status: 'trialing', latest_invoice: { status: 'open', total: 900 } },
    });
  });

  test('ended without a card by an update with a price of its own, makes that once', async () => {
    const here = await billing();
    const { stripe, seller, product } = here;
    const { id: customer } = await stripe.customers.create({}, seller);
    const pause = { end_behavior: { missing_payment_method: 'pause' } } as const;
    const { id, items } = await subscribe(
      { ...here, customer },
      { trial_period_days: 9, trial_settings: pause },
    );
    const recurring = { interval: 'month' } as const;
    const price_data = { currency: 'eur', unit_amount: 700, recurring, product };
    const given = [{ id: String(items.data[0]?.id), price_data }];
    await stripe.subscriptions.update(id, { trial_end: 'now', items: given }, seller);
    const { status, items: changed } = await read(here, id);
    expect([status, changed.data[0]?.price.unit_amount]).toEqual(['paused', 700]);
    // Besides the coffee's.
    const { data } = await stripe.prices.list({ product }, seller);
    expect(data.map(({ unit_amount }) => unit_amount)).toEqual([700, 1500]);
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

  test('given another card, asks that one’s bank in place of the one before', async () => {
    const here = await billing('pm_card_authenticationRequired');
    const { stripe, seller, customer, emulator } = here;
    const { id, pending_setup_intent: first } = await subscribe(here, { trial_period_days: 14 });
    const payWith = async (card: string) => {
      const { id: method } = await stripe.paymentMethods.attach(card, { customer }, seller);
      const from = await eventCount(here);
      const given = { default_payment_method: method, expand: ['pending_setup_intent'] };
      const { pending_setup_intent } = await stripe.subscriptions.update(id, given, seller);
      const setup = pending_setup_intent as Stripe.SetupIntent | null;
      return { method, setup, told: await eventsSince(here, from) };
    };
    const calm = await payWith('pm_card_visa');
    expect(calm.setup).toBeNull();
    expect(calm.told).toEqual(['setup_intent.canceled', 'customer.subscription.updated']);
    expect((await stripe.setupIntents.retrieve(String(first), {}, seller)).status).toBe('canceled');
    const { method, setup, told } = await payWith('pm_card_authenticationRequired');
    expect(setup).toMatchObject({ status: 'requires_action', payment_method: method, customer });
    expect(told).toEqual([
      'setup_intent.created',
      'setup_intent.requires_action',
      'customer.subscription.updated',
    ]);
    // The same one again is no other.
    const again = { default_payment_method: method };
    const same = await stripe.subscriptions.update(id, again, seller);
    expect(same.pending_setup_intent).toBe(setup?.id);
    await atTheBank(emulator, setup as Stripe.SetupIntent, 'authenticate');
    expect(await read(here, id)).toMatchObject({
      ...{ pending_setup_intent: null, default_payment_method: method },
    });
  });
});
