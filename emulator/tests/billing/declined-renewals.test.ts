/** Renewals that are not paid (docs.stripe.com/billing/revenue-recovery). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { atTheBank } from '../resources/scene';
import {
  at,
  type Billing,
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
  subscribe,
} from './billing-scene';

/** The PaymentIntent of the latest invoice. */
async function intentOf(here: Billing, id: string): Promise<Stripe.PaymentIntent> {
  const { stripe, seller } = here;
  const invoice = (await latest(here, id)).id;
  const { data } = await stripe.invoicePayments.list({ invoice }, seller);
  const intent = String(data[0]?.payment.payment_intent);
  return stripe.paymentIntents.retrieve(intent, {}, seller);
}

/** Gives a subscription a card whose bank asks every time: what waits to be set up then. */
async function payWithAsking({ stripe, seller, customer }: Billing, id: string) {
  const card = 'pm_card_authenticationRequired';
  const method = await stripe.paymentMethods.attach(card, { customer }, seller);
  const given = { default_payment_method: method.id, expand: ['pending_setup_intent'] };
  const { pending_setup_intent } = await stripe.subscriptions.update(id, given, seller);
  return pending_setup_intent as Stripe.SetupIntent | null;
}

describe('a renewal that is declined', () => {
  const twice = { dunning: { retryDays: [2, 5], end: 'cancel' } } as const;

  test('is past due, tried again, and canceled in the end', async () => {
    const here = await billing('pm_card_visa', { settings: twice });
    const { stripe, seller, customer } = here;
    const { id } = await subscribe(here);
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
    const { id } = await subscribe(here);
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
    const { id } = await subscribe(here);
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
    const { id } = await subscribe(here);
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
    const { emulator } = here;
    const { id } = await subscribe(here);
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
    expect((await read(here, id)).status).toBe('past_due');
    await atTheBank(emulator, await intentOf(here, id), 'authenticate');
    expect(await read(here, id)).toMatchObject({
      status: 'active',
      latest_invoice: { status: 'paid' },
    });
  });

  test('asks for the buyer once: whoever confirms the payment has no card to set up', async () => {
    const here = await billing();
    const { id } = await subscribe(here);
    const setup = await payWithAsking(here, id);
    expect(setup?.status).toBe('requires_action');
    await passTo(here, february + hour);
    expect(await read(here, id)).toMatchObject({
      ...{ status: 'past_due', pending_setup_intent: setup?.id },
    });
    await atTheBank(here.emulator, await intentOf(here, id), 'authenticate');
    expect(await read(here, id)).toMatchObject({ status: 'active', pending_setup_intent: null });
    const left = await here.stripe.setupIntents.retrieve(String(setup?.id), {}, here.seller);
    expect(left.status).toBe('canceled');
  });

  test('is what another card confirms, with nothing to set up beside it', async () => {
    const here = await billing();
    const { id } = await subscribe(here);
    await give(here, 'pm_card_chargeCustomerFail');
    await passTo(here, february + hour);
    expect(await payWithAsking(here, id)).toBeNull();
    expect((await read(here, id)).status).toBe('past_due');
  });

  test('finds a card that has expired meanwhile', async () => {
    const here = await billing();
    const { stripe, seller, card } = here;
    const { id } = await subscribe(here);
    await stripe.paymentMethods.update(card, { card: { exp_month: 2, exp_year: 2026 } }, seller);
    await passTo(here, at('2026-03-31T12:00:00Z'));
    const { latest_invoice, status } = await read(here, id);
    expect(status).toBe('past_due');
    const { data } = await stripe.charges.list({ limit: 1 }, seller);
    expect(data[0]?.failure_code).toBe('expired_card');
    expect((latest_invoice as Stripe.Invoice).status).toBe('open');
  });
});
