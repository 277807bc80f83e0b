/**
 * Invoice items: what stands to be billed, on an invoice or with the next one
 * (docs.stripe.com/api/invoiceitems).
 */
import type Stripe from 'stripe';
import { mergeMetadata } from '../server/metadata';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { textOf, times, wireDecimal } from './decimals';
import { fieldsOfItem, itemOf, newLine, type Line } from './invoice-lines';
import { findInvoice } from './invoice-records';
import { withLines, type Invoice } from './invoice-shape';
import { clockOf } from './moment';
import { priced, quantityOf, type GivenPricing, type Priced } from './pricing';

export type Item = Stripe.InvoiceItem;

export interface GivenItem extends GivenPricing {
  readonly description?: string | undefined;
  readonly discountable?: boolean | undefined;
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam> | undefined;
  readonly period?: { readonly end: number; readonly start: number } | undefined;
}

interface NewItem {
  readonly customer: Stripe.Customer;
  readonly invoice: string | null;
  readonly subscription: string | null;
}

/** An item of what is given. Nothing is kept. */
export function newItem(
  context: Context,
  given: GivenItem,
  what: Priced,
  { customer, invoice, subscription }: NewItem,
): Item {
  const now = context.now();
  return {
    id: context.id('ii_'),
    object: 'invoiceitem',
    amount: what.amount,
    currency: what.currency,
    customer: customer.id,
    customer_account: null,
    date: now,
    description: given.description ?? productName(context, what) ?? null,
    discountable: given.discountable ?? true,
    discounts: [],
    invoice,
    livemode: false,
    metadata: mergeMetadata(null, given.metadata),
    net_amount: what.amount,
    parent:
      subscription === null
        ? null
        : { subscription_details: { subscription }, type: 'subscription_details' },
    period: given.period ?? { end: now, start: now },
    pricing: what.pricing,
    proration: false,
    quantity: what.quantity,
    quantity_decimal: wireDecimal(String(what.quantity)),
    tax_rates: [],
    test_clock: clockOf(customer),
  } satisfies Item;
}

/** An item of a price is called by its product. */
function productName(context: Context, { pricing }: Priced): string | undefined {
  const product = pricing.price_details?.product;
  return product === undefined ? undefined : context.records.get('product', product)?.object.name;
}

/** The item with what is given over what was. Nothing is kept. */
export function changedItem(context: Context, before: Item, given: GivenItem): Item {
  const repriced = ['amount', 'price_data', 'pricing', 'unit_amount_decimal'] as const;
  const quantity = quantityOf(given);
  const what = repriced.some((way) => given[way] !== undefined)
    ? priced(
        context,
        { ...given, quantity: quantity ?? keptQuantity(before, given) },
        before.currency,
      )
    : quantity === undefined
      ? undefined
      : manyOf(before, quantity);
  return {
    ...before,
    ...(what
      ? {
          amount: what.amount,
          net_amount: what.amount,
          pricing: what.pricing,
          quantity: what.quantity,
          quantity_decimal: wireDecimal(String(what.quantity)),
        }
      : {}),
    description: given.description === undefined ? before.description : given.description || null,
    discountable: given.discountable ?? before.discountable,
    metadata: mergeMetadata(before.metadata, given.metadata),
    period: given.period ?? before.period,
  };
}

/** An amount is of one. */
function keptQuantity(before: Item, given: GivenItem): number {
  return given.amount === undefined ? before.quantity : 1;
}

function manyOf(before: Item, quantity: number): Priced {
  const { pricing, currency } = before;
  const unit = textOf(pricing?.unit_amount_decimal ?? '0');
  const shown = pricing ?? { type: 'price_details' as const, unit_amount_decimal: null };
  return { pricing: shown, currency, quantity, amount: times(unit, quantity) };
}

/** The items of a customer that wait for an invoice, in the order they get on it: newest first. */
export function pendingItems(context: Context, customer: string, currency: string): Item[] {
  return context.records
    .where('invoiceitem', 'customer', customer)
    .map(({ object }) => object)
    .filter((item) => item.invoice === null && item.currency === currency);
}

/** Puts items on a draft: lines that say the same. Keeps both, and says what it comes to now. */
export function putOnInvoice(context: Context, invoice: Invoice, items: readonly Item[]): Invoice {
  const { hidden } = findInvoice(context, invoice.id);
  const added: Line[] = [];
  for (const item of items) {
    context.records.put('invoiceitem', { ...item, invoice: invoice.id });
    added.push(newLine(context, invoice.id, fieldsOfItem(item)));
  }
  return withKept(context, invoice, [...hidden.lines, ...added]);
}

/** Keeps these lines for the invoice, and what they come to. */
export function withKept(context: Context, invoice: Invoice, lines: readonly Line[]): Invoice {
  const { hidden } = findInvoice(context, invoice.id);
  const after = withLines(invoice, lines);
  context.records.put('invoice', after, { ...hidden, lines });
  return after;
}

/** After an item has changed: so has its line, and what the invoice comes to. */
export function refreshLine(context: Context, item: Item): void {
  const id = idOf(item.invoice);
  if (id === null) return;
  const { object: invoice, hidden } = findInvoice(context, id);
  const lines = hidden.lines.map((line) =>
    itemOf(line) === item.id ? { ...line, ...changedLine(item) } : line,
  );
  withKept(context, invoice, lines);
}

function changedLine(item: Item): Partial<Line> {
  const fields = fieldsOfItem(item);
  return { ...fields, quantity_decimal: item.quantity_decimal, subtotal: fields.amount };
}
