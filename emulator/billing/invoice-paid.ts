/**
 * An invoice is paid: by its PaymentIntent, because there is nothing to pay, or by means that Stripe
 * does not see.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { billed, changeCustomer, findInvoice, keepInvoice } from './invoice-records';
import type { Invoice } from './invoice-shape';
import { atClock, clockOf } from './moment';

/** Keeps the invoice as paid, with its events. */
function markPaid(
  context: Context,
  before: Invoice,
  means: 'payment' | 'nothing' | 'elsewhere',
): Invoice {
  const after: Invoice = {
    ...before,
    amount_paid: before.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: means === 'payment' ? Math.max(before.attempt_count, 1) : before.attempt_count,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'paid',
    status_transitions: { ...before.status_transitions, paid_at: context.now() },
    ...(means === 'elsewhere' ? { amount_paid_off_stripe: before.amount_due } : {}),
  };
  keepInvoice(context, before, after, means === 'nothing' ? 'untold' : 'told');
  const customer = billed(context, after);
  changeCustomer(context, customer, { delinquent: false });
  return after;
}

/** The events of an invoice that is paid, of which the last sets its subscription going. */
function tellPaid(context: Context, invoice: Invoice): void {
  context.emit('invoice.paid', invoice);
  context.emit('invoice.payment_succeeded', invoice);
}

/** Paid without a charge. */
export function payWithout(
  context: Context,
  before: Invoice,
  means: 'nothing' | 'elsewhere',
): Invoice {
  const after = markPaid(context, before, means);
  tellPaid(context, after);
  return after;
}

/** A PaymentIntent has succeeded: if it is an invoice's, the invoice is paid. */
export function onPaymentSucceeded(given: Context, intent: Stripe.PaymentIntent): void {
  const link = given.records.get('invoiced_intent', intent.id)?.object;
  if (!link) return;
  const { object: before } = findInvoice(given, link.invoice);
  const context = atClock(given, clockOf(before));
  const payment = context.records.get('invoice_payment', link.invoice_payment)?.object;
  if (!payment || payment.status !== 'open') return;
  const paid: Stripe.InvoicePayment = {
    ...payment,
    amount_paid: intent.amount_received,
    status: 'paid',
    status_transitions: { ...payment.status_transitions, paid_at: context.now() },
  };
  context.records.put('invoice_payment', paid);
  // Paid by other means meanwhile, or given up: the money is there all the same.
  if (before.status !== 'open' && before.status !== 'uncollectible') return;
  if (intent.amount_received < before.amount_remaining) {
    const left = before.amount_remaining - intent.amount_received;
    const amount_paid = before.amount_paid + intent.amount_received;
    keepInvoice(context, before, { ...before, amount_paid, amount_remaining: left });
    context.emit('invoice_payment.paid', paid);
    return;
  }
  const after = markPaid(context, before, 'payment');
  context.emit('invoice_payment.paid', paid);
  tellPaid(context, after);
}

/** A PaymentIntent has failed: so has the attempt to pay its invoice. */
export function onPaymentFailed(given: Context, intent: Stripe.PaymentIntent): void {
  const link = given.records.get('invoiced_intent', intent.id)?.object;
  if (!link) return;
  const { object: before } = findInvoice(given, link.invoice);
  if (before.status !== 'open') return;
  tellFailed(atClock(given, clockOf(before)), before);
}

/** An attempt has failed, or there was nothing to attempt it with. */
export function tellFailed(context: Context, before: Invoice): Invoice {
  const attempt_count = Math.max(before.attempt_count, 1);
  const after: Invoice = { ...before, attempted: true, attempt_count };
  keepInvoice(context, before, after, 'untold');
  context.emit('invoice.payment_failed', after);
  return after;
}

/** The buyer has to do something before the invoice is paid. */
export function onPaymentAction(given: Context, intent: Stripe.PaymentIntent): void {
  const link = given.records.get('invoiced_intent', intent.id)?.object;
  if (!link) return;
  const { object: invoice } = findInvoice(given, link.invoice);
  if (invoice.status !== 'open') return;
  atClock(given, clockOf(invoice)).emit('invoice.payment_action_required', invoice);
}
