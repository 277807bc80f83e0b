/**
 * Finding and keeping invoices.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import { previousAttributes } from '../resources/changes';
import { idOf } from '../resources/payment-method-use';
import type { Stored } from '../store/kinds';
import type { Line } from './invoice-lines';
import type { Invoice } from './invoice-shape';
import { atClock, clockOf } from './moment';

/** An invoice of this account; Stripe's `resource_missing` when there is none. */
export function findInvoice(
  context: Context,
  id: string,
  param = 'invoice',
  status = 404,
): Stored<'invoice'> {
  const found = context.records.get('invoice', id);
  if (!found) throw noSuch('invoice', id, param, status);
  return found;
}

/** The same with the context at the invoice's time. */
export function invoiceAt(
  context: Context,
  id: string,
): { here: Context; invoice: Invoice; lines: readonly Line[] } {
  const { object, hidden } = findInvoice(context, id);
  return { here: atClock(context, clockOf(object)), invoice: object, lines: hidden.lines };
}

/** Throws unless the invoice is still a draft. The sentence is the recorded one for deleting. */
export function checkDraft(invoice: Invoice, what: string): void {
  if (invoice.status === 'draft') return;
  throw invalidRequest(`You can only ${what} draft invoices.`);
}

/** Keeps a changed invoice, and tells of it where that is asked and anything changed. */
export function keepInvoice(
  context: Context,
  before: Invoice,
  after: Invoice,
  tell: 'told' | 'untold' = 'told',
): Invoice {
  context.records.put('invoice', after);
  const previous = tell === 'told' ? previousAttributes(before, after) : undefined;
  if (previous) context.emit('invoice.updated', after, previous);
  return after;
}

/** Who is billed, also when the customer is deleted by now. */
export function billed(context: Context, invoice: Invoice): Stripe.Customer {
  const id = idOf(invoice.customer) ?? '';
  const found = context.records.get('customer', id);
  if (!found) throw noSuch('customer', id, 'customer', 404);
  return found.object;
}

/** Changes a customer, and tells of it. */
export function changeCustomer(
  context: Context,
  before: Stripe.Customer,
  change: Partial<Stripe.Customer>,
): Stripe.Customer {
  const after = { ...before, ...change };
  const previous = previousAttributes(before, after);
  if (!previous) return before;
  context.records.put('customer', after);
  context.emit('customer.updated', after, previous);
  return after;
}
