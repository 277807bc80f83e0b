/**
 * Periods that are less than a whole one: up to the first anchor, from a trial to the anchor, or from the
 * end of a pause (docs.stripe.com/billing/subscriptions/billing-cycle).
 */
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { pendingItems } from './invoice-items';
import type { Line } from './invoice-lines';
import { periodAt, type Period } from './periods';
import { periodLines } from './subscription-invoices';
import type { Item } from './subscription-items';
import { everyOf, findSubscription, type Subscription } from './subscription-records';

/** The part of a period that is left at a moment. */
export function shareLeft({ start, end }: Period, at: number): number {
  return Math.min(Math.max((end - at) / (end - start), 0), 1);
}

/**
 * The whole period that a first one, or one after a pause, is the end of: prices are for that, and it
 * was billed as its share of it.
 */
export function wholeOf(subscription: Subscription, period: Period): Period {
  const whole = periodAt(subscription.billing_cycle_anchor, everyOf(subscription), period.end - 1);
  return whole.end === period.end ? whole : period;
}

/**
 * Whether a short period was free, as `proration_behavior: none` makes it. "Flexible billing mode
 * calculates credit prorations based on the original amount previously debited to a customer"
 * (docs.stripe.com/billing/subscriptions/billing-mode/compare); the classic mode by the price.
 */
export function wasFree(
  context: Context,
  { billing_mode, currency, customer: billed }: Subscription,
  { id }: Item,
  period: Period,
): boolean {
  if (billing_mode.type !== 'flexible') return false;
  const customer = idOf(billed) ?? '';
  const waiting = pendingItems(context, customer, currency).map(
    ({ amount, parent, period: { end } }) =>
      amount > 0 && end === period.end && parent?.subscription_details?.subscription_item === id,
  );
  const made = context.records
    .where('invoice', 'customer', customer)
    .flatMap(({ hidden }) => hidden.lines)
    .map(
      ({ amount, parent, period: { end } }) =>
        amount > 0 &&
        end === period.end &&
        parent?.subscription_item_details?.subscription_item === id,
    );
  return ![...waiting, ...made].includes(true);
}

/**
 * What a period that begins by itself costs. "A free period followed by a prorated period" is a trial up
 * to some time before the anchor: `proration_behavior: none` makes the rest free, without an invoice.
 */
export function renewalLines(
  context: Context,
  subscription: Subscription,
  period: Period,
): (invoice: string) => Line[] {
  const share = shareLeft(wholeOf(subscription, period), period.start);
  const { stubIsFree = false } = findSubscription(context, subscription.id).hidden;
  return share < 1 && stubIsFree ? () => [] : periodLines(context, subscription, period, share);
}
