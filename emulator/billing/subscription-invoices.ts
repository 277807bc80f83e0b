/**
 * What a subscription bills: its first period, each following one, and what changes between
 * (docs.stripe.com/billing/invoices/subscription).
 */
import type Stripe from 'stripe';
import { inMajorUnits } from '../rules/money';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { times } from './decimals';
import { putOnInvoice, pendingItems, withKept } from './invoice-items';
import { periodLine, type Line } from './invoice-lines';
import { billed, findInvoice } from './invoice-records';
import { taxOf } from './automatic-tax';
import { newInvoice, type Invoice } from './invoice-shape';
import type { Period } from './periods';
import { packages, pricingOf, unitAmount } from './pricing';
import type { Item } from './subscription-items';
import { periodOf, type Subscription } from './subscription-records';

const day = 24 * 60 * 60;

export interface Billing {
  readonly reason: 'subscription_create' | 'subscription_cycle' | 'subscription_update';
  /** Over which items were collected that wait for it. */
  readonly period: Period;
  /** What the items cost; none where only what waits is billed. */
  readonly lines: (invoice: string) => Line[];
  /** Whether what else waits to be billed to the customer comes with it. */
  readonly pending: 'all' | 'own';
  readonly autoAdvance: boolean;
}

/** A draft of a subscription, kept but not told of. */
export function billSubscription(
  context: Context,
  subscription: Subscription,
  billing: Billing,
): Invoice {
  const customer = billed(context, { customer: subscription.customer } as Invoice);
  const { settings, collection_method } = {
    settings: subscription.payment_settings,
    ...subscription,
  };
  const sent = collection_method === 'send_invoice';
  const draft = newInvoice(context, customer, {
    billing_reason: billing.reason,
    currency: subscription.currency,
    auto_advance: billing.autoAdvance,
    automatic_tax: taxOf(subscription),
    collection_method,
    custom_fields:
      subscription.invoice_settings.custom_fields ?? customer.invoice_settings.custom_fields,
    description: subscription.invoice_settings.description,
    due_date: sent ? context.now() + (subscription.days_until_due ?? 30) * day : null,
    footer: subscription.invoice_settings.footer ?? customer.invoice_settings.footer,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: {
      default_mandate: null,
      // The same options under another name.
      payment_method_options: (settings?.payment_method_options ??
        null) as Invoice['payment_settings']['payment_method_options'],
      payment_method_types: settings?.payment_method_types ?? null,
    },
    period_end: billing.period.end,
    period_start: billing.period.start,
  });
  const percent = subscription.application_fee_percent;
  const fee = percent === null ? null : { percent };
  context.records.put('invoice', draft, { lines: [], fee, failed: null, spent: null });
  const waited = putOnInvoice(context, draft, waiting(context, subscription, billing.pending));
  const { lines } = findInvoice(context, draft.id).hidden;
  return withKept(context, waited, [...lines, ...billing.lines(draft.id)]);
}

function waiting(
  context: Context,
  { id, customer, currency }: Subscription,
  which: Billing['pending'],
): Stripe.InvoiceItem[] {
  return pendingItems(context, idOf(customer) ?? '', currency).filter(({ parent }) => {
    const owner = parent?.subscription_details?.subscription;
    return owner === undefined ? which === 'all' : owner === id;
  });
}

/** What all items cost for a period; `share` of it where it is not a whole one. */
export function periodLines(
  context: Context,
  subscription: Subscription,
  period: Period = periodOf(subscription),
  share = 1,
): (invoice: string) => Line[] {
  const { currency } = subscription;
  return (invoice) =>
    newestFirst(subscription).map((item) => {
      const unit = unitAmount(context, item.price, currency);
      const amount = Math.round(itemAmount(context, item, currency) * share);
      const description = describe(context, item, currency);
      const pricing = pricingOf(item.price, unit);
      return periodLine(context, invoice, item, { amount, currency, description, period, pricing });
    });
}

/** A free period. */
export function trialLines(
  context: Context,
  subscription: Subscription,
  period: Period,
): (invoice: string) => Line[] {
  const { currency } = subscription;
  return (invoice) =>
    newestFirst(subscription).map((item) => {
      const description = `Trial period for ${nameOf(context, item)}`;
      const pricing = pricingOf(item.price, '0');
      const free = { amount: 0, currency, description, period, pricing };
      return periodLine(context, invoice, item, free);
    });
}

/** "Subscription items in reverse chronological order" (the SDK's `Invoice.lines`). */
function newestFirst({ items }: Subscription): Item[] {
  return [...items.data].reverse();
}

/** What an item costs for a whole period, in minor units. */
export function itemAmount(context: Context, item: Item, currency: string): number {
  const { price, quantity = 1 } = item;
  return times(unitAmount(context, price, currency), packages(price, quantity));
}

/** The product's name. */
export function nameOf(context: Context, { price }: Item): string {
  const id = idOf(price.product) ?? '';
  return context.records.get('product', id)?.object.name ?? id;
}

/** `1 × Coffee (at €15.00 / month)`. */
function describe(context: Context, item: Item, currency: string): string {
  const { interval = 'month', interval_count = 1 } = item.price.recurring ?? {};
  const often = interval_count === 1 ? interval : `${interval_count} ${interval}s`;
  const unit = times(unitAmount(context, item.price, currency), 1);
  const each = inMajorUnits(unit, currency);
  return `${item.quantity ?? 1} × ${nameOf(context, item)} (at ${each} / ${often})`;
}
