/**
 * Invoices that nobody will pay (docs.stripe.com/invoicing/overview#invoice-statuses).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { cancelPayment } from '../resources/payment-intent-cancel';
import { idOf } from '../resources/payment-method-use';
import { itemOf } from './invoice-lines';
import { settleBalance } from './invoice-finalize';
import { intentOf, paymentsOf } from './invoice-intent';
import { billed, changeCustomer, checkDraft, findInvoice, keepInvoice } from './invoice-records';
import type { Invoice } from './invoice-shape';

function checkOpen(invoice: Invoice, also: readonly string[] = []): void {
  if (invoice.status === 'open' || also.includes(invoice.status ?? '')) return;
  throw invalidRequest("You can only pass in open invoices. This invoice isn't open.");
}

/** Gives up the payments an invoice waits for. */
export function dropPayments(context: Context, invoice: Invoice): void {
  const intent = intentOf(context, invoice);
  for (const payment of paymentsOf(context, invoice.id)) {
    if (payment.status !== 'open') continue;
    const canceled: Stripe.InvoicePayment = {
      ...payment,
      status: 'canceled',
      status_transitions: { ...payment.status_transitions, canceled_at: context.now() },
    };
    context.records.put('invoice_payment', canceled);
  }
  if (!intent || intent.status === 'succeeded' || intent.status === 'canceled') return;
  cancelPayment(context, intent, { cancellation_reason: 'void_invoice' } as object);
}

/**
 * As if it had never been: it can't be paid any more, and the customer has the credit back that went
 * into it (docs.stripe.com/changelog/2019-12-03/customer-balances-returned-voided-invoices).
 */
export function voidInvoice(context: Context, before: Invoice): Invoice {
  checkOpen(before, ['uncollectible']);
  dropPayments(context, before);
  const after: Invoice = {
    ...before,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'void',
    status_transitions: { ...before.status_transitions, voided_at: context.now() },
  };
  keepInvoice(context, before, after, 'untold');
  const { ending_balance, starting_balance } = after;
  const applied = (ending_balance ?? starting_balance) - starting_balance;
  settleBalance(context, after, -applied, 'unapplied_from_invoice');
  context.emit('invoice.voided', after);
  return after;
}

/** A bad debt: it is not asked for any more, and can still be paid. */
export function markUncollectible(context: Context, before: Invoice): Invoice {
  checkOpen(before);
  const after: Invoice = {
    ...before,
    auto_advance: false,
    next_payment_attempt: null,
    status: 'uncollectible',
    status_transitions: {
      ...before.status_transitions,
      marked_uncollectible_at: context.now(),
    },
  };
  keepInvoice(context, before, after, 'untold');
  context.emit('invoice.marked_uncollectible', after);
  changeCustomer(context, billed(context, after), { delinquent: false });
  return after;
}

/** Takes a draft away. That its items wait for another invoice again is unconfirmed. */
export function deleteInvoice(context: Context, before: Invoice): Stripe.DeletedInvoice {
  checkDraft(before, 'delete');
  if (before.parent?.subscription_details) {
    throw invalidRequest('You can only delete invoices that were not made by a subscription.');
  }
  for (const line of findInvoice(context, before.id).hidden.lines) {
    const id = itemOf(line);
    const item = id === null ? undefined : context.records.get('invoiceitem', id)?.object;
    if (item && idOf(item.invoice) === before.id) {
      context.records.put('invoiceitem', { ...item, invoice: null });
    }
  }
  context.records.remove('invoice', before.id);
  context.emit('invoice.deleted', before);
  return { id: before.id, object: 'invoice', deleted: true };
}
