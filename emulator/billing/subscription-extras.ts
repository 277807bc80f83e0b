/**
 * What may come with a subscription: one-off items on its next invoice, and a day on which it ends.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { newItem } from './invoice-items';
import { findCustomer } from '../resources/payment-method-use';
import type { Period } from './periods';
import { priced, type GivenPricing } from './pricing';
import type { Subscription } from './subscription-records';

/** One of `add_invoice_items`. */
export interface AddedItem {
  readonly discountable?: boolean;
  readonly metadata?: Stripe.MetadataParam;
  readonly period?: unknown;
  readonly price?: string;
  readonly price_data?: GivenPricing['price_data'];
  readonly quantity?: number;
}

/** Keeps items that are billed with the subscription's next invoice. */
export function addInvoiceItems(
  context: Context,
  subscription: Subscription,
  given: readonly AddedItem[],
): void {
  const customer = findCustomer(context, idOf(subscription.customer) ?? '');
  for (const { price, period, ...rest } of given) {
    if (period !== undefined) {
      throw invalidRequest(
        "The parameter 'add_invoice_items[period]' is not supported by this emulator.",
        { param: 'add_invoice_items[period]' },
      );
    }
    const pricing = price === undefined ? rest : { ...rest, pricing: { price } };
    const what = priced(context, pricing, subscription.currency);
    const about = { customer, invoice: null, subscription: subscription.id };
    const item = newItem(context, rest, what, about);
    context.records.put('invoiceitem', item, null);
    context.emit('invoiceitem.created', item);
  }
}

/** When a subscription ends by itself: a moment to come, or a name for one; null for never. */
export function checkCancelAt(
  given: Stripe.Emptyable<number | string> | undefined,
  period: Period,
  now: number,
): number | null {
  if (given === undefined || given === '' || given === null) return null;
  if (given === 'max_period_end' || given === 'min_period_end') return period.end;
  const at = Number(given);
  if (Number.isInteger(at) && at > now) return at;
  throw invalidRequest('`cancel_at` must be a timestamp in the future.', { param: 'cancel_at' });
}

/**
 * Whether nothing is given back on that day: "If set to a date before the current period ends, this will
 * cause a proration if prorations have been enabled …. If set during a future period, this will always
 * cause a proration" (the SDK's `cancel_at`).
 */
export function endsUnprorated(
  { cancel_at, proration_behavior }: Pick<Stripe.SubscriptionUpdateParams, EndFields>,
  { end }: Period,
): boolean {
  return proration_behavior === 'none' && Number(cancel_at) < end;
}

type EndFields = 'cancel_at' | 'proration_behavior';
