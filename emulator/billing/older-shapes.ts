/**
 * What invoices, their lines and subscriptions said of themselves before 2025-03-31.basil
 * (docs.stripe.com/changelog/basil): under names that are gone from the SDK's types, so the types
 * here are of that time. Each function answers the fields that are not there any more.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { textOf, wholeOf, wireDecimal } from './decimals';
import { feeOf, paymentsOf } from './invoice-intent';
import { itemOf, type Line } from './invoice-lines';
import { subscriptionOf, type Invoice } from './invoice-shape';
import { idOf } from '../resources/payment-method-use';
import { pricePaid, type PricedLine } from './kept-preview';
import { planOf } from '../resources/plan-shape';
import { periodOf, type Subscription } from './subscription-records';

/** `Invoice` of 2025-02-24.acacia and before. */
interface OlderInvoice {
  readonly application_fee_amount: number | null;
  readonly charge: string | null;
  readonly discount: null;
  readonly paid: boolean;
  readonly paid_out_of_band: boolean;
  readonly payment_intent: string | null;
  readonly quote: null;
  readonly rendering_options: null;
  readonly subscription: string | null;
  readonly subscription_details: { readonly metadata: Stripe.Metadata | null };
  readonly tax: null;
  readonly total_tax_amounts: readonly [];
  readonly transfer_data: null;
}

/** An invoice named its payment, rather than the payments that name it. */
export function olderInvoice(context: Context, invoice: Invoice): OlderInvoice {
  const intent = invoiceIntent(context, invoice);
  const known = context.records.get('invoice', invoice.id);
  return {
    application_fee_amount: known ? feeOf(context, invoice) : null,
    charge: idOf(intent?.latest_charge),
    discount: null,
    paid: invoice.status === 'paid',
    paid_out_of_band: invoice.status === 'paid' && (invoice.amount_paid_off_stripe ?? 0) > 0,
    payment_intent: intent?.id ?? null,
    quote: null,
    rendering_options: null,
    subscription: subscriptionOf(invoice),
    subscription_details: { metadata: invoice.parent?.subscription_details?.metadata ?? null },
    tax: null,
    total_tax_amounts: [],
    transfer_data: null,
  };
}

/** The PaymentIntent of an invoice, also of one that is given up; a draft has none. */
export function invoiceIntent(context: Context, invoice: Invoice): Stripe.PaymentIntent | null {
  if (invoice.status === 'draft') return null;
  const payment = paymentsOf(context, invoice.id).find(({ is_default }) => is_default);
  const id = idOf(payment?.payment.payment_intent);
  return id === null ? null : (context.records.get('payment_intent', id)?.object ?? null);
}

/** The charge that was last made for an invoice. */
export function invoiceCharge(context: Context, invoice: Invoice): Stripe.Charge | null {
  const id = idOf(invoiceIntent(context, invoice)?.latest_charge);
  return id === null ? null : (context.records.get('charge', id)?.object ?? null);
}

/** The invoice that a PaymentIntent pays. */
export function paidInvoice(context: Context, intent: string | null): Invoice | null {
  const link = intent === null ? undefined : context.records.get('invoiced_intent', intent);
  return link ? (context.records.get('invoice', link.object.invoice)?.object ?? null) : null;
}

/** What `InvoiceLineItem` and `InvoiceItem` of 2025-02-24.acacia and before said of their price. */
interface OlderPricing {
  readonly plan: Stripe.Plan | null;
  readonly price: Stripe.Price | null;
  readonly tax_rates: readonly [];
  readonly unit_amount_excluding_tax: string | null;
}

/** The same, with where the line is from. */
interface OlderLine extends OlderPricing {
  readonly invoice_item?: string;
  readonly proration: boolean;
  readonly proration_details: { readonly credited_items: null };
  readonly subscription: string | null;
  readonly subscription_item?: string;
  readonly tax_amounts: readonly [];
  readonly type: 'invoiceitem' | 'subscription';
}

/** A line showed its price, and said where it is from. */
export function olderLine(context: Context, line: Line): OlderLine {
  const details =
    line.parent?.subscription_item_details ?? line.parent?.invoice_item_details ?? undefined;
  const item = itemOf(line);
  const subscribed = line.parent?.subscription_item_details?.subscription_item;
  return {
    ...olderPricing(context, line),
    ...(item === null ? {} : { invoice_item: item }),
    proration: details?.proration ?? false,
    proration_details: { credited_items: null },
    subscription: idOf(line.subscription),
    ...(subscribed === undefined ? {} : { subscription_item: subscribed }),
    tax_amounts: [],
    type: item === null ? 'subscription' : 'invoiceitem',
  };
}

/** `InvoiceItem` of 2025-02-24.acacia and before. */
interface OlderItem extends OlderPricing {
  readonly subscription: string | null;
  readonly subscription_item?: string;
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
}

/** An invoice item said what one costs. */
export function olderItem(context: Context, item: Stripe.InvoiceItem): OlderItem {
  const { subscription = null, subscription_item } = item.parent?.subscription_details ?? {};
  const { unit_amount_excluding_tax: unit, ...pricing } = olderPricing(context, item);
  return {
    ...pricing,
    subscription,
    ...(subscription_item === undefined ? {} : { subscription_item }),
    unit_amount: unit === null ? null : wholeOf(unit),
    unit_amount_decimal: unit,
    unit_amount_excluding_tax: unit,
  };
}

function olderPricing(context: Context, line: PricedLine): OlderPricing {
  const price = pricePaid(context, line);
  const unit = line.pricing?.unit_amount_decimal ?? null;
  return {
    plan: price?.recurring ? planOf(price) : null,
    price,
    tax_rates: [],
    unit_amount_excluding_tax: unit === null ? null : String(wireDecimal(textOf(unit))),
  };
}

/** `Subscription` of 2025-02-24.acacia and before: its items have one period. */
interface OlderSubscription {
  readonly current_period_end: number;
  readonly current_period_start: number;
  readonly discount: null;
}

/** A subscription said its period itself. */
export function olderSubscription(subscription: Subscription): OlderSubscription {
  const { end, start } = periodOf(subscription);
  return { current_period_end: end, current_period_start: start, discount: null };
}

/** What of the period has changed, as `previous_attributes` said it. */
export function olderPeriod(
  subscription: Subscription,
  previous: Partial<Subscription>,
): Partial<OlderSubscription> {
  if (!previous.items?.data) return {};
  const now = periodOf(subscription);
  const { end, start } = periodOf(previous as Subscription);
  return {
    ...(end === now.end ? {} : { current_period_end: end }),
    ...(start === now.start ? {} : { current_period_start: start }),
  };
}
