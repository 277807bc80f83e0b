/**
 * What an update makes of a subscription, before anything is kept or billed.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { withChangedItems } from './item-changes';
import { boundary, type Period } from './periods';
import { unitAmount } from './pricing';
import { prorationsOf } from './proration';
import { checkCancelAt } from './subscription-extras';
import type { GivenItem } from './subscription-items';
import { everyOf, inPeriod, periodOf, type Subscription } from './subscription-records';
import { withSettings, type GivenSettings } from './subscription-settings';
import { checkTrialEnd } from './subscription-time';

export type Given = Stripe.SubscriptionUpdateParams;

export interface Change {
  readonly after: Subscription;
  /** What has to be given back and paid for the rest of the period. */
  readonly prorations: readonly Stripe.InvoiceItem[];
  /** A period that begins now, and is billed now; null when the running one goes on. */
  readonly begins: Period | null;
}

/** Works out an update. Nothing is kept. */
export function changeOf(context: Context, before: Subscription, given: Given): Change {
  const now = context.now();
  const settled = withSettings(context, before, given as Partial<GivenSettings>);
  const changed = withChangedItems(context, settled, given.items as GivenItem[] | undefined);
  const timed = inTime(context, before, changed, given);
  const { subscription, begins } = timed;
  const paused = pauseOf(given.pause_collection, subscription.pause_collection);
  const after: Subscription = {
    ...canceling(context, subscription, given),
    pause_collection: paused,
  };
  const at = given.proration_date ?? now;
  if (given.proration_date !== undefined) checkProrationDate(at, periodOf(before));
  // One that rests after its trial has no running period to give anything back of.
  const unpaid = before.status === 'trialing' || before.status === 'paused';
  const free = given.proration_behavior === 'none' || unpaid;
  const prorations = free
    ? []
    : prorationsOf(
        context,
        before,
        after,
        at,
        begins ?? periodOf(timed.subscription),
        begins !== null,
      );
  return { after, prorations, begins };
}

/**
 * Whether all of its prices are of nothing: "switching to a paid subscription always resets the billing
 * cycle anchor"; a quantity of none does not.
 */
function isFree(context: Context, { currency, items }: Subscription): boolean {
  return items.data.every(({ price }) => Number(unitAmount(context, price, currency)) === 0);
}

/** Another interval, anchor or trial begins another period, and so does the first price to pay. */
function inTime(
  context: Context,
  before: Subscription,
  changed: Subscription,
  given: Given,
): { subscription: Subscription; begins: Period | null } {
  const now = context.now();
  const [was, is] = [everyOf(before), everyOf(changed)];
  const other = was.interval !== is.interval || was.interval_count !== is.interval_count;
  const { trial_end } = given;
  if (trial_end !== undefined && trial_end !== 'now') {
    const end = checkTrialEnd(trial_end, now);
    const trial = { trial_end: end, trial_start: before.trial_start ?? now };
    const start = before.status === 'trialing' ? periodOf(before).start : now;
    const subscription: Subscription = {
      ...inPeriod(changed, { start, end }),
      ...trial,
      billing_cycle_anchor: end,
      status: 'trialing',
    };
    return { subscription, begins: null };
  }
  // What rests "doesn't advance to a new billing period or generate invoices until it resumes".
  if (before.status === 'paused') return { subscription: changed, begins: null };
  const trialEnds = trial_end === 'now' && before.status === 'trialing';
  const anew = given.billing_cycle_anchor?.type === 'now';
  const first = isFree(context, before) && !isFree(context, changed);
  // Within a trial nothing is billed before its end, whatever the interval.
  const moves = trialEnds || anew || ((other || first) && before.status !== 'trialing');
  if (!moves) return { subscription: changed, begins: null };
  const begins = { start: now, end: boundary(now, is, 1) };
  return {
    subscription: {
      ...inPeriod(changed, begins),
      billing_cycle_anchor: now,
      ...(trialEnds ? { trial_end: now, status: 'active' } : {}),
    },
    begins,
  };
}

function canceling(context: Context, subscription: Subscription, given: Given): Subscription {
  const { end } = periodOf(subscription);
  const now = context.now();
  const { cancel_at, cancel_at_period_end } = given;
  if (cancel_at !== undefined && cancel_at_period_end !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: cancel_at, cancel_at_period_end.',
    );
  }
  if (cancel_at === undefined && cancel_at_period_end === undefined) {
    // Another period ends at another time.
    return subscription.cancel_at_period_end ? { ...subscription, cancel_at: end } : subscription;
  }
  const at =
    cancel_at_period_end === undefined
      ? checkCancelAt(cancel_at, periodOf(subscription), now)
      : cancel_at_period_end
        ? end
        : null;
  const details = subscription.cancellation_details;
  const reason = at === null ? null : ('cancellation_requested' as const);
  return {
    ...subscription,
    cancel_at: at,
    cancel_at_period_end: cancel_at_period_end === true || (at !== null && at === end),
    canceled_at: at === null ? null : now,
    cancellation_details: details ? { ...details, reason } : details,
  };
}

function pauseOf(
  given: Given['pause_collection'],
  before: Subscription['pause_collection'],
): Subscription['pause_collection'] {
  if (given === undefined) return before;
  if (given === '' || given === null) return null;
  return { behavior: given.behavior, resumes_at: given.resumes_at ?? null };
}

/** Prorations are of the running period (text unconfirmed). */
function checkProrationDate(at: number, { start, end }: Period): void {
  if (at >= start && at <= end) return;
  throw invalidRequest('Cannot specify proration date outside of current subscription period', {
    param: 'proration_date',
  });
}
