/**
 * Subscriptions with the status `paused`: nothing is billed and no period follows until they are resumed
 * (docs.stripe.com/billing/subscriptions/pause). It is another thing than paused collection.
 */
import type { Context } from '../server/contract';
import { boundary } from './periods';
import type { Resumption } from './records';
import { planPeriod } from './subscription-plans';
import {
  everyOf,
  findSubscription,
  inPeriod,
  keepItems,
  keepSubscription,
  type Subscription,
} from './subscription-records';

type Reason = NonNullable<Subscription['status_details']>['paused']['subscription']['type'];

/** Has a subscription rest from now on, and says why. */
export function rest(
  context: Context,
  before: Subscription,
  resting: Subscription,
  type: Reason,
): Subscription {
  const paused = {
    subscription: { type },
    transitioned_at: context.now(),
    type: 'subscription' as const,
  };
  const after: Subscription = { ...resting, status: 'paused', status_details: { paused } };
  keepItems(context, after);
  keepSubscription(context, before, after);
  context.emit('customer.subscription.paused', after);
  return after;
}

/**
 * Takes it up in the period that was billed. One that is paid for after that period is over begins then:
 * Stripe does not say so, but what has rested meanwhile shall not be billed for that.
 */
export function goOn(
  context: Context,
  id: string,
  status: 'active' | 'past_due',
  { start, end, anchor }: Resumption,
): void {
  const { object: before } = findSubscription(context, id);
  const now = context.now();
  const late = end <= now;
  const period = late ? { start: now, end: boundary(now, everyOf(before), 1) } : { start, end };
  const after: Subscription = {
    ...inPeriod(before, period),
    billing_cycle_anchor: late ? now : anchor,
    pending_update: null,
    status,
  };
  keepItems(context, after);
  const kept = keepSubscription(context, before, after, { parked: null });
  planPeriod(context, kept);
  if (before.pending_update) context.emit('customer.subscription.pending_update_applied', kept);
  context.emit('customer.subscription.resumed', kept);
}

/** How a subscription goes on that waits for this invoice; undefined where none does. */
export function resumptionOf(
  context: Context,
  id: string,
  invoice: string,
): Resumption | undefined {
  const { parked } = findSubscription(context, id).hidden;
  return parked?.invoice === invoice ? parked.resumption : undefined;
}
