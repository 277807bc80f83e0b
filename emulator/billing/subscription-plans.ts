/**
 * What a subscription will do by itself: renew, tell of its next invoice and of the end of its trial,
 * and end.
 */
import type { Context } from '../server/contract';
import { clockOf, plan, type BillingTask } from './moment';
import { boundary, type Period } from './periods';
import { periodOf, type Subscription } from './subscription-records';

const hour = 60 * 60;
const day = 24 * hour;

/**
 * How long before a renewal it is told of: Stripe's default
 * (docs.stripe.com/billing/subscriptions/webhooks).
 */
const notice = 7 * day;

/**
 * How long a first payment may take
 * (docs.stripe.com/billing/subscriptions/overview#subscription-lifecycle).
 */
const patience = 23 * hour;

/** Plans a task at a moment. */
export function planFor(
  context: Context,
  subscription: Subscription,
  task: BillingTask,
  at: number,
): void {
  plan(context, clockOf(subscription), { task, subject: subscription.id, at });
}

/** When the renewal at the end of a period is told of. */
export function upcomingAt({ end }: Period): number {
  return end - notice;
}

/** When the end of a trial is told of, if it lasts that long. */
export function trialTellingAt(trialEnd: number): number {
  return trialEnd - 3 * day;
}

/** Until when a resumption may wait for its payment (docs.stripe.com/billing/subscriptions/pause). */
export function resumedUntil(context: Context, on: 'attempt' | 'success'): number {
  const now = context.now();
  return on === 'attempt'
    ? now + patience
    : boundary(now, { interval: 'year', interval_count: 1 }, 1);
}

/** Plans what the running period brings. */
export function planPeriod(context: Context, subscription: Subscription): void {
  const period = periodOf(subscription);
  planFor(context, subscription, 'renew_subscription', period.end);
  const telling = upcomingAt(period);
  if (telling > context.now()) planFor(context, subscription, 'tell_upcoming', telling);
}

/** Plans the end of waiting for a first payment. */
export function planExpiry(context: Context, subscription: Subscription): void {
  planFor(context, subscription, 'expire_incomplete', context.now() + patience);
}

/** Plans what is said three days before a trial ends, or now when it ends sooner. */
export function planTrialEnd(context: Context, subscription: Subscription): void {
  const { trial_end } = subscription;
  if (trial_end === null) return;
  const at = Math.max(trialTellingAt(trial_end), context.now());
  planFor(context, subscription, 'tell_trial_end', at);
}

/**
 * Until when an update may wait for its payment: 23 hours, or to the end of the trial or the period
 * (docs.stripe.com/billing/subscriptions/pending-updates#expiration).
 */
export function parkedUntil(context: Context, subscription: Subscription): number {
  const now = context.now();
  const ends = [subscription.trial_end ?? now, periodOf(subscription).end];
  return Math.min(now + patience, ...ends.filter((end) => end > now));
}
