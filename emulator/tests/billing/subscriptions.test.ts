/** How subscriptions begin (docs.stripe.com/billing/subscriptions/overview). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { atTheBank, failure } from '../resources/scene';
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
