/** How subscriptions begin (docs.stripe.com/billing/subscriptions/overview). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { agreed, onlyBanks } from '../resources/bank-scene';
import { atTheBank, eventually, failure } from '../resources/scene';
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

const paid = [
  'customer.subscription.created',
  'customer.updated',
  'invoice.created',
  'invoice.finalized',
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.succeeded',
  'invoice.updated',
  'invoice_payment.paid',
  'invoice.paid',
  'invoice.payment_succeeded',
];

test('a subscription is paid with a cloned card, with the fee, on its account alone', async () => {
  const here = await billing();
  const { stripe, seller, account, customer, card } = here;
  const from = await eventCount(here);
  const made = await subscribe(here, {
    application_fee_percent: 12.5,
    default_payment_method: card,
    off_session: true,
    metadata: { order: '7' },
    expand: ['latest_invoice.payments'],
  });
  expect(made).toMatchObject({
    status: 'active',
    billing_cycle_anchor: start,
    application_fee_percent: 12.5,
    collection_method: 'charge_automatically',
    currency: 'eur',
    customer,
    metadata: { order: '7' },
    pending_setup_intent: null,
    start_date: start,
  });
  const [item] = made.items.data;
  expect(item).toMatchObject({
    current_period_start: start,
    current_period_end: Date.parse('2026-02-28T10:00:00Z') / 1000,
    quantity: 1,
  });
  const invoice = made.latest_invoice as Stripe.Invoice;
  expect(invoice).toMatchObject({
    status: 'paid',
    billing_reason: 'subscription_create',
    total: 1500,
    parent: { subscription_details: { subscription: made.id, metadata: { order: '7' } } },
    lines: { data: [{ amount: 1500, description: '1 × Coffee (at €15.00 / month)' }] },
  });
  expect(await eventsSince(here, from)).toEqual(paid);
  const { data } = await stripe.events.list({ type: 'customer.subscription.created' }, seller);
  expect(data[0]?.data.object).toMatchObject({ status: 'active', latest_invoice: invoice.id });
  const [charge] = (await stripe.charges.list({ customer }, seller)).data;
  expect(charge).toMatchObject({ amount: 1500, application_fee_amount: 188, payment_method: card });
  expect((await stripe.applicationFees.list()).data).toMatchObject([{ account, amount: 188 }]);
  expect((await failure(stripe.subscriptions.retrieve(made.id))).statusCode).toBe(404);
  expect((await stripe.subscriptions.list()).data).toEqual([]);
});

describe('the first payment', () => {
  test('is the buyer’s to make: default_incomplete', async () => {
    const here = await billing();
    const { stripe, seller, card } = here;
    const made = await subscribe(here, {
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret'],
    });
    expect(made.status).toBe('incomplete');
    const invoice = made.latest_invoice as Stripe.Invoice;
    expect([invoice.status, invoice.attempt_count]).toEqual(['open', 0]);
    const secret = invoice.confirmation_secret?.client_secret ?? '';
    const [intent = ''] = secret.split('_secret_');
    expect(await stripe.paymentIntents.retrieve(intent, {}, seller)).toMatchObject({
      status: 'requires_payment_method',
      setup_future_usage: 'off_session',
      amount: 1500,
    });
    const from = await eventCount(here);
    await stripe.paymentIntents.confirm(intent, { payment_method: card }, seller);
    expect((await eventsSince(here, from)).slice(-3)).toEqual([
      'invoice.paid',
      'invoice.payment_succeeded',
      'customer.subscription.updated',
    ]);
    expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
  });

  test('is declined: allow_incomplete waits 23 hours, and expires', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const made = await subscribe(here);
    expect(made.status).toBe('incomplete');
    const invoice = String(made.latest_invoice);
    expect(await stripe.invoices.retrieve(invoice, {}, seller)).toMatchObject({
      status: 'open',
      attempt_count: 1,
    });
    const events = await eventsSince(here, 0);
    expect(events.slice(-3)).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
      'invoice.payment_failed',
    ]);
    await pass(here, 23 * hour - 1);
    expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('incomplete');
    await pass(here, 1);
    expect(await stripe.subscriptions.retrieve(made.id, {}, seller)).toMatchObject({
      status: 'incomplete_expired',
      ended_at: start + 23 * hour,
    });
    expect((await stripe.invoices.retrieve(invoice, {}, seller)).status).toBe('void');
  });

  test('is declined, and then paid with another card', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const made = await subscribe(here);
    const payment_method = await give(here, 'pm_card_visa');
    await stripe.invoices.pay(String(made.latest_invoice), { payment_method }, seller);
    expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
    await pass(here, 2 * day);
    expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
  });

  test('or nothing at all: error_if_incomplete', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { stripe, seller } = here;
    const from = await eventCount(here);
    const declined = await failure(subscribe(here, { payment_behavior: 'error_if_incomplete' }));
    expect([declined.statusCode, declined.code]).toEqual([402, 'card_declined']);
    await give(here, 'pm_card_authenticationRequired');
    const asks = await failure(subscribe(here, { payment_behavior: 'error_if_incomplete' }));
    expect([asks.statusCode, asks.code]).toEqual([
      402,
      'subscription_payment_intent_requires_action',
    ]);
    expect((await stripe.subscriptions.list({ status: 'all' }, seller)).data).toEqual([]);
    expect((await stripe.invoices.list({}, seller)).data).toEqual([]);
    const told = await eventsSince(here, from);
    expect(told.filter((type) => /invoice|subscription|charge/.test(type))).toEqual([]);
  });

  test('asks for 3D Secure, which the buyer passes on the seller’s account', async () => {
    const here = await billing('pm_card_authenticationRequired');
    const { stripe, seller, emulator } = here;
    const made = await subscribe(here, { expand: ['latest_invoice.payments'] });
    const invoice = made.latest_invoice as Stripe.Invoice;
    expect([made.status, invoice.attempt_count]).toEqual(['incomplete', 0]);
    expect((await eventsSince(here, 0)).slice(-2)).toEqual([
      'payment_intent.requires_action',
      'invoice.payment_action_required',
    ]);
    const id = String(invoice.payments?.data[0]?.payment.payment_intent);
    const intent = await stripe.paymentIntents.retrieve(id, {}, seller);
    expect(intent.status).toBe('requires_action');
    await atTheBank(emulator, intent, 'authenticate');
    expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
  });

  test('needs something to pay with', async () => {
    const { stripe, seller, price } = await billing();
    const { id: customer } = await stripe.customers.create({}, seller);
    const poor = { customer, items: [{ price }] };
    const error = await failure(stripe.subscriptions.create(poor, seller));
    expect([error.statusCode, error.code]).toEqual([400, 'resource_missing']);
    expect((await stripe.subscriptions.list({ status: 'all' }, seller)).data).toEqual([]);
  });
});

test('an anchor to come: the rest of the month is paid for', async () => {
  const here = await billing();
  const anchor = start + 7 * day;
  const made = await subscribe(here, { billing_cycle_anchor: anchor, expand: ['latest_invoice'] });
  // 7 of the 31 days between the 7th of January and of February.
  expect(made.latest_invoice).toMatchObject({ total: Math.round((1500 * 7) / 31) });
  expect(made.items.data[0]?.current_period_end).toBe(anchor);
  const free = await subscribe(here, {
    billing_cycle_anchor: anchor,
    proration_behavior: 'none',
    expand: ['latest_invoice'],
  });
  expect([free.status, (free.latest_invoice as Stripe.Invoice).total]).toEqual(['active', 0]);
});

test('what is billed once comes with the first invoice; an invoice may be sent', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const once = await stripe.prices.create(
    { currency: 'eur', unit_amount: 500, product_data: { name: 'Mug' } },
    seller,
  );
  const made = await subscribe(here, {
    add_invoice_items: [{ price: once.id, quantity: 2 }],
    expand: ['latest_invoice'],
  });
  expect(made.latest_invoice).toMatchObject({ total: 2500, status: 'paid' });
  const sent = await subscribe(here, {
    collection_method: 'send_invoice',
    days_until_due: 10,
    expand: ['latest_invoice'],
  });
  expect(sent).toMatchObject({
    status: 'active',
    latest_invoice: { status: 'draft', due_date: start + 10 * day },
  });
});

test('what has paid becomes the default where that is asked', async () => {
  const here = await billing();
  const { stripe, seller, card } = here;
  const made = await subscribe(here, {
    payment_settings: { save_default_payment_method: 'on_subscription' },
  });
  const { default_payment_method } = await stripe.subscriptions.retrieve(made.id, {}, seller);
  expect(default_payment_method).toBe(card);
});

test('a customer shows its subscriptions on request', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribe(here);
  const expanded = { expand: ['subscriptions'] };
  const shown = await stripe.customers.retrieve(customer, expanded, seller);
  expect(shown).toMatchObject({ subscriptions: { total_count: 1, data: [{ id }] } });
  await stripe.subscriptions.cancel(id, {}, seller);
  const none = await stripe.customers.retrieve(customer, expanded, seller);
  expect(none).toMatchObject({ subscriptions: { data: [] } });
});

test('a detached card pays no more: the customer’s default does', async () => {
  const here = await billing();
  const { stripe, seller, card } = here;
  const { id } = await subscribe(here, { default_payment_method: card });
  const other = await give(here, 'pm_card_mastercard');
  await stripe.paymentMethods.detach(card, {}, seller);
  const { default_payment_method } = await stripe.subscriptions.retrieve(id, {}, seller);
  expect(default_payment_method).toBeNull();
  expect((await eventsSince(here, 0)).slice(-2)).toEqual([
    'payment_method.detached',
    'customer.subscription.updated',
  ]);
  await pass(here, 28 * day + hour);
  const [charge] = (await stripe.charges.list({ limit: 1 }, seller)).data;
  expect(charge).toMatchObject({ status: 'succeeded', payment_method: other });
});

test('one that nobody has paid is canceled with its invoice', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const made = await subscribe(here, { payment_behavior: 'default_incomplete' });
  await stripe.subscriptions.cancel(made.id, {}, seller);
  const invoice = await stripe.invoices.retrieve(String(made.latest_invoice), {}, seller);
  expect(invoice.status).toBe('void');
});

test('an invoice that was sent and not paid in time is overdue', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const sent = { collection_method: 'send_invoice', days_until_due: 10 };
  const made = await subscribe(here, sent);
  await pass(here, 10 * day);
  expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('past_due');
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ delinquent: true });
  const told = await eventsSince(here, 0);
  expect(told).toContain('invoice.sent');
  expect(told).toContain('invoice.overdue');
  await stripe.invoices.pay(String(made.latest_invoice), {}, seller);
  expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
});

test('a bank account is debited: active at once, paid some time later', async () => {
  const { stripe, jenny: customer } = await billing('pm_card_visa', {
    settings: { settleDelayMs: 0 },
  });
  const setup = await stripe.setupIntents.create({
    customer,
    payment_method: 'pm_usBankAccount_success',
    confirm: true,
    ...onlyBanks,
    ...agreed,
  });
  const id = String(setup.payment_method);
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Souk Plus' },
  });
  const made = await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id }],
    default_payment_method: id,
    off_session: true,
    expand: ['latest_invoice'],
  });
  expect(made).toMatchObject({ status: 'active', latest_invoice: { status: 'open' } });
  const invoice = await eventually(async () => {
    const found = await stripe.invoices.retrieve((made.latest_invoice as Stripe.Invoice).id);
    return found.status === 'paid' ? found : null;
  });
  expect(invoice.amount_paid).toBe(900);
});

test.each([
  [{ payment_behavior: 'pending_if_incomplete' }, /has no effect when creating a subscription/],
  [{ days_until_due: 3 }, /'days_until_due' if invoice collection method is 'send_invoice'/],
  [{ items: [] }, /Missing required param: items/],
  [{ trial_from_plan: true, trial_period_days: 3 }, /when `trial_from_plan=true`/],
  [{ application_fee_percent: 101 }, /between 0 and 100/],
  [{ billing_cycle_anchor: start - 1 }, /in the past/],
  [{ discounts: [{ coupon: 'x' }] }, /Coupons are not emulated/],
  [{ default_payment_method: 'pm_none' }, /No such PaymentMethod/],
])('refused: %j', async (given, message) => {
  const here = await billing();
  const error = await failure(subscribe(here, given as object));
  expect(error.statusCode).toBe(400);
  expect(error.message).toMatch(message);
});
