/**
 * What a change in the middle of a period costs: the rest of the old is given back, the rest of the
 * new is charged, to the second (docs.stripe.com/billing/subscriptions/prorations).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { wireDecimal } from './decimals';
import { clockOf } from './moment';
import type { Period } from './periods';
import { pricingOf, unitAmount } from './pricing';
import { shareLeft, wasFree, wholeOf } from './short-periods';
import type { Item } from './subscription-items';
import { itemAmount, nameOf } from './subscription-invoices';
import { periodOf, type Subscription } from './subscription-records';

/** One side of a change: an item as it was, or as it is from then on. */
interface Side {
  readonly item: Item;
  readonly period: Period;
  readonly sign: 1 | -1;
}

function prorated(
  context: Context,
  subscription: Subscription,
  at: number,
  { item, period, sign }: Side,
): Stripe.InvoiceItem {
  const { currency } = subscription;
  const whole = wholeOf(subscription, period);
  const short = whole.start < period.start;
  const free = sign < 0 && short && wasFree(context, subscription, item, period);
  const share = free ? 0 : shareLeft(whole, Math.max(at, period.start));
  const amount = Math.round(itemAmount(context, item, currency) * share) * sign;
  const { quantity = 1 } = item;
  const many = quantity === 1 ? '' : `${quantity} × `;
  const unit = unitAmount(context, item.price, currency);
  const id = context.id('ii_');
  return {
    id,
    object: 'invoiceitem',
    // Nothing is never less than nothing.
    amount: amount === 0 ? 0 : amount,
    currency,
    customer: idOf(subscription.customer) ?? '',
    customer_account: null,
    date: at,
    description: `${sign < 0 ? 'Unused' : 'Remaining'} time on ${many}${nameOf(context, item)} after ${dateText(at)}`,
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: item.metadata,
    net_amount: amount === 0 ? 0 : amount,
    parent: {
      subscription_details: { subscription: subscription.id, subscription_item: item.id },
      type: 'subscription_details',
    },
    period: { end: period.end, start: Math.max(at, period.start) },
    pricing: pricingOf(item.price, unit),
    proration: true,
    proration_details: { credited_items: null, discount_amounts: [] },
    quantity,
    quantity_decimal: wireDecimal(String(quantity)),
    tax_rates: [],
    test_clock: clockOf(subscription),
  } satisfies Stripe.InvoiceItem;
}

/** `05 Mar 2026`. */
function dateText(at: number): string {
  const [, text = ''] = /^\w+, (\d+ \w+ \d+)/.exec(new Date(at * 1000).toUTCString()) ?? [];
  return text;
}

/**
 * What differs between two states of the items of a subscription: credits first.
 *
 * @param begins whether another period begins, which is billed as one: also where it is as long as the old
 */
export function prorationsOf(
  context: Context,
  before: Subscription,
  after: Subscription,
  at: number,
  newPeriod: Period = periodOf(before),
  begins = false,
): Stripe.InvoiceItem[] {
  const period = periodOf(before);
  const moved = begins || newPeriod.start !== period.start || newPeriod.end !== period.end;
  const same = (one: Item, other: Item | undefined): boolean =>
    !moved && other?.price.id === one.price.id && (other.quantity ?? 1) === (one.quantity ?? 1);
  const was = new Map(before.items.data.map((item) => [item.id, item]));
  const is = new Map(after.items.data.map((item) => [item.id, item]));
  const credits = before.items.data
    .filter((item) => !same(item, is.get(item.id)))
    .map((item) => prorated(context, before, at, { item, period, sign: -1 }));
  // A period that begins now is billed as one, not as the rest of another.
  const debits = moved
    ? []
    : after.items.data
        .filter((item) => !same(item, was.get(item.id)))
        .map((item) => prorated(context, after, at, { item, period, sign: 1 }));
  return [...credits, ...debits];
}

/** Keeps prorations as items that wait for an invoice. */
export function keepProrations(context: Context, items: readonly Stripe.InvoiceItem[]): void {
  for (const item of items) {
    context.records.put('invoiceitem', item, null);
    context.emit('invoiceitem.created', item);
  }
}
