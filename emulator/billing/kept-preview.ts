/**
 * Previews under their ids: what is not there can be looked at for 72 hours all the same, and its
 * lines be paged (docs.stripe.com/invoicing/preview).
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { idOf } from '../resources/payment-method-use';
import type { Context } from '../server/contract';
import { PREVIEW_SECONDS } from '../server/expiry';
import { itemOf, shownLines, type Line } from './invoice-lines';
import type { Invoice } from './invoice-shape';

/** An invoice that is not made, and all of its lines. */
export interface Previewed {
  readonly invoice: Invoice;
  readonly lines: readonly Line[];
}

export interface InvoicePreview extends Previewed {
  readonly id: string;
  readonly object: 'invoice_preview';
  /** Unix seconds by the emulator's clock. */
  readonly created: number;
  /** Prices that were made for it and are not there. */
  readonly prices: readonly Stripe.Price[];
}

/** An id as a previewed invoice has it. */
export function previewId(context: Context): string {
  return context.id('in_').replace(/^in_/, 'upcoming_in_');
}

/** The prices of lines, as long as they are there. */
export function pricesOf(context: Context, lines: readonly Line[]): Stripe.Price[] {
  return lines.flatMap(({ pricing }) => {
    const found = context.records.get('price', idOf(pricing?.price_details?.price) ?? '');
    return found ? [found.object] : [];
  });
}

/**
 * Keeps a preview by its id, once what was only tried out is undone.
 *
 * @param prices those of its lines, with the ones that were made for it
 */
export function keepPreview(
  context: Context,
  { invoice, lines }: Previewed,
  prices: readonly Stripe.Price[] = [],
): Invoice {
  const { id } = invoice;
  const named = nameLines(context, invoice, lines);
  const shown = { ...invoice, lines: shownLines(id, named) };
  const preview: InvoicePreview = {
    id,
    object: 'invoice_preview',
    created: Math.floor(context.emulatorMs() / 1000),
    invoice: shown,
    lines: named,
    prices: prices.filter((price) => !context.records.get('price', price.id)),
  };
  context.records.put('invoice_preview', preview, null);
  return shown;
}

export type PricedLine =
  Pick<Line, 'invoice' | 'pricing'> | Pick<Stripe.InvoiceItem, 'invoice' | 'pricing'>;

/** The price of a line or an invoice item; null for a bare amount. */
export function pricePaid(context: Context, { invoice, pricing }: PricedLine): Stripe.Price | null {
  const id = idOf(pricing?.price_details?.price);
  if (id === null) return null;
  const preview = context.records.get('invoice_preview', idOf(invoice) ?? '');
  const made = preview?.object.prices.find((price) => price.id === id);
  return context.records.get('price', id)?.object ?? made ?? null;
}

/** A preview of this account that is not older than 72 hours. */
export function findPreview(context: Context, id: string): InvoicePreview | undefined {
  const found = context.records.get('invoice_preview', id)?.object;
  const now = context.emulatorMs() / 1000;
  return found && now - found.created <= PREVIEW_SECONDS ? found : undefined;
}

/**
 * The lines under the ids that they have in each preview of the same, so that one can be paged by
 * asking again: after the item that waits, or after their place among what is made up. Formed as
 * documented ones are.
 */
function nameLines(context: Context, invoice: Invoice, lines: readonly Line[]): Line[] {
  const owner = invoice.parent?.subscription_details?.subscription ?? invoice.customer;
  let place = 0;
  return lines.map((line) => {
    const item = itemOf(line);
    const waits = item !== null && context.records.get('invoiceitem', item) !== undefined;
    const of = waits ? item : `${idOf(owner) ?? ''} ${(place += 1)}`;
    const digest = createHash('sha256').update(of).digest('hex');
    const id = `il_tmp_${digest.slice(0, 6)}${context.account.slice(-10)}${digest.slice(-8)}`;
    return { ...line, id, invoice: invoice.id };
  });
}
