/**
 * Changing the lines of a draft (docs.stripe.com/api/invoices/add_lines). A line is changed with its
 * item; what a subscription bills for its period keeps its price.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { idOf } from '../resources/payment-method-use';
import {
  changedItem,
  newItem,
  putOnInvoice,
  refreshLine,
  withKept,
  type GivenItem,
} from './invoice-items';
import { itemOf, type Line } from './invoice-lines';
import { billed, checkDraft, findInvoice } from './invoice-records';
import type { Invoice } from './invoice-shape';
import { priced } from './pricing';
import { refuseBeyond } from './refusals';

/** Adds lines: of items that wait for an invoice, and new ones. */
export function addLines(
  context: Context,
  invoice: Invoice,
  { lines, invoice_metadata }: Stripe.InvoiceAddLinesParams,
): Invoice {
  checkDraft(invoice, 'add lines to');
  refuseBeyond({ lines });
  const customer = billed(context, invoice);
  const items = lines.map(({ invoice_item, ...given }) => {
    if (invoice_item !== undefined) return waiting(context, invoice, invoice_item);
    const what = priced(context, given as GivenItem, invoice.currency);
    const about = { customer, invoice: null, subscription: null };
    const item = newItem(context, given as GivenItem, what, about);
    context.records.put('invoiceitem', item, null);
    return item;
  });
  const after = putOnInvoice(context, invoice, items);
  return withMetadata(context, after, invoice_metadata);
}

function waiting(context: Context, invoice: Invoice, id: string): Stripe.InvoiceItem {
  const item = context.records.get('invoiceitem', id)?.object;
  if (!item) throw noSuch('invoiceitem', id, 'lines[invoice_item]', 400);
  const fits =
    item.invoice === null &&
    item.currency === invoice.currency &&
    idOf(item.customer) === idOf(invoice.customer);
  if (fits) return item;
  throw invalidRequest(`The invoice item ${id} cannot be put on the invoice ${invoice.id}.`, {
    param: 'lines[invoice_item]',
  });
}

/** Takes lines off: their items go, too, or wait for another invoice. */
export function removeLines(
  context: Context,
  invoice: Invoice,
  { lines, invoice_metadata }: Stripe.InvoiceRemoveLinesParams,
): Invoice {
  checkDraft(invoice, 'remove lines from');
  let left = findInvoice(context, invoice.id).hidden.lines;
  for (const { id, behavior } of lines) {
    const line = lineOf(left, id);
    const item = itemOf(line);
    const kept = item === null ? undefined : context.records.get('invoiceitem', item)?.object;
    if (kept && behavior === 'delete') context.records.remove('invoiceitem', kept.id);
    else if (kept) context.records.put('invoiceitem', { ...kept, invoice: null });
    left = left.filter((one) => one !== line);
  }
  return withMetadata(context, withKept(context, invoice, left), invoice_metadata);
}

/** Changes lines by their ids. */
export function updateLines(
  context: Context,
  invoice: Invoice,
  { lines, invoice_metadata }: Stripe.InvoiceUpdateLinesParams,
): Invoice {
  for (const { id, ...given } of lines) updateLine(context, invoice, id, given);
  return withMetadata(context, findInvoice(context, invoice.id).object, invoice_metadata);
}

/** Changes one line, with its item. */
export function updateLine(
  context: Context,
  invoice: Invoice,
  id: string,
  given: Stripe.InvoiceUpdateLineItemParams,
): Line {
  checkDraft(invoice, 'change lines of');
  refuseBeyond(given);
  const { lines } = findInvoice(context, invoice.id).hidden;
  const line = lineOf(lines, id);
  const item = itemOf(line);
  const kept = item === null ? undefined : context.records.get('invoiceitem', item)?.object;
  if (kept) {
    const after = changedItem(context, kept, given as GivenItem);
    context.records.put('invoiceitem', after);
    refreshLine(context, after);
  } else {
    const changed = changedPeriodLine(line, given);
    withKept(
      context,
      invoice,
      lines.map((one) => (one === line ? changed : one)),
    );
  }
  return lineOf(findInvoice(context, invoice.id).hidden.lines, id);
}

function changedPeriodLine(line: Line, given: Stripe.InvoiceUpdateLineItemParams): Line {
  for (const name of ['amount', 'price_data', 'pricing', 'quantity', 'quantity_decimal'] as const) {
    if (given[name] === undefined) continue;
    throw invalidRequest(
      `The parameter '${name}' is not supported by this emulator for a line of a subscription's period.`,
      { param: name },
    );
  }
  return {
    ...line,
    description: given.description === undefined ? line.description : given.description || null,
    discountable: given.discountable ?? line.discountable,
    metadata: mergeMetadata(line.metadata, given.metadata),
    period: given.period ?? line.period,
  };
}

function lineOf(lines: readonly Line[], id: string): Line {
  const found = lines.find((line) => line.id === id);
  if (!found) throw noSuch('line_item', id, 'line_item', 404);
  return found;
}

function withMetadata(
  context: Context,
  invoice: Invoice,
  given: Stripe.Emptyable<Stripe.MetadataParam> | undefined,
): Invoice {
  if (given === undefined) return invoice;
  const after = { ...invoice, metadata: mergeMetadata(invoice.metadata, given) };
  context.records.put('invoice', after);
  return after;
}
