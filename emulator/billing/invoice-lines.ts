/**
 * The lines of an invoice (docs.stripe.com/api/invoice-line-item/object). A line of an invoice item
 * says the same as the item.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { wireDecimal } from './decimals';
import type { Period } from './periods';
import type { Pricing } from './pricing';

export type Line = Stripe.InvoiceLineItem;

/** How many lines an invoice shows; the rest is listed. */
const shown = 10;

interface NewLine {
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly discountable: boolean;
  readonly metadata: Stripe.Metadata;
  readonly parent: Line['parent'];
  readonly period: Period;
  readonly pricing: Pricing | null;
  readonly quantity: number;
  readonly subscription: string | null;
}

/** A line of an invoice. */
export function newLine(context: Context, invoice: string, given: NewLine): Line {
  return {
    id: context.id('il_'),
    object: 'line_item',
    ...given,
    period: { end: given.period.end, start: given.period.start },
    discount_amounts: [],
    discounts: [],
    invoice,
    livemode: false,
    pretax_credit_amounts: [],
    quantity_decimal: wireDecimal(String(given.quantity)),
    subtotal: given.amount,
    taxes: [],
  };
}

/** What a line says of its item. */
export function fieldsOfItem(item: Stripe.InvoiceItem): NewLine {
  const { subscription = null, subscription_item } = item.parent?.subscription_details ?? {};
  const details = { proration: item.proration, proration_details: { credited_items: null } };
  return {
    amount: item.amount,
    currency: item.currency,
    description: item.description,
    discountable: item.discountable,
    metadata: item.metadata ?? {},
    parent:
      subscription_item === undefined
        ? {
            invoice_item_details: { invoice_item: item.id, subscription, ...details },
            subscription_item_details: null,
            type: 'invoice_item_details',
          }
        : {
            invoice_item_details: null,
            subscription_item_details: {
              invoice_item: item.id,
              subscription,
              subscription_item,
              ...details,
            },
            type: 'subscription_item_details',
          },
    period: item.period,
    pricing: item.pricing,
    quantity: item.quantity,
    subscription,
  };
}

/** The item behind a line; null for one of a subscription's period. */
export function itemOf({ parent }: Line): string | null {
  return (
    parent?.invoice_item_details?.invoice_item ??
    parent?.subscription_item_details?.invoice_item ??
    null
  );
}

/** `lines` as the invoice shows them. */
export function shownLines(invoice: string, lines: readonly Line[]): Stripe.ApiList<Line> {
  const list = {
    object: 'list',
    data: lines.slice(0, shown),
    has_more: lines.length > shown,
    total_count: lines.length,
    url: `/v1/invoices/${invoice}/lines`,
  };
  return list as Stripe.ApiList<Line>;
}

/** What a subscription's item costs for one period. */
export function periodLine(
  context: Context,
  invoice: string,
  item: Stripe.SubscriptionItem,
  given: Pick<NewLine, 'amount' | 'currency' | 'description' | 'period' | 'pricing'>,
): Line {
  return newLine(context, invoice, {
    ...given,
    discountable: true,
    metadata: item.metadata,
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
    quantity: item.quantity ?? 1,
    subscription: idOf(item.subscription),
  });
}
