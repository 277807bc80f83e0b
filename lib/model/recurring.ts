/** What is paid again and again: plans, and where a subscription stands. */
import { assertNever } from './assert-never';

/** How often a plan is paid. https://docs.stripe.com/api/prices/object#price_object-recurring-interval */
export const intervals = ['week', 'month', 'year'] as const;
export type Interval = (typeof intervals)[number];

/** A period of so many weeks, months or years. */
export interface Period {
  readonly interval: Interval;
  readonly intervalCount: number;
}

/**
 * Where the start of a subscription stands, on our side: each step but the last names the call that
 * comes next, and each result is stored before that call is made.
 *
 *     created → customer → cloning → attaching → subscribing → started
 *
 * `started`: Stripe has the Subscription, and its `status` tells the rest. `declined`: the card was
 * refused before there was one. `failed`: it could not be started for another reason. `canceled`: its
 * buyer called it off before it began.
 */
export const startStates = [
  'created',
  'customer',
  'cloning',
  'attaching',
  'subscribing',
  'started',
  'declined',
  'failed',
  'canceled',
] as const;
export type StartState = (typeof startStates)[number];

/** True while one of our requests or jobs may still be driving the start. */
export function isStarting(state: StartState): boolean {
  switch (state) {
    case 'created':
    case 'customer':
    case 'cloning':
    case 'attaching':
    case 'subscribing':
      return true;
    case 'started':
    case 'declined':
    case 'failed':
    case 'canceled':
      return false;
    default:
      return assertNever(state);
  }
}

/** Stripe's own words. https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
const subscriptionStatuses = [
  'incomplete',
  'incomplete_expired',
  'trialing',
  'active',
  'past_due',
  'canceled',
  'unpaid',
  'paused',
] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

/**
 * True while something may still be charged for it: what has to be synced, and what keeps a saved
 * method from being removed without a word about it.
 */
export function isLive(status: SubscriptionStatus): boolean {
  switch (status) {
    case 'incomplete':
    case 'trialing':
    case 'active':
    case 'past_due':
    case 'unpaid':
    case 'paused':
      return true;
    case 'incomplete_expired':
    case 'canceled':
      return false;
    default:
      return assertNever(status);
  }
}

/** The statuses of `isLive`, for queries. */
export const liveStatuses = subscriptionStatuses.filter(isLive);

/** True of one that nothing is renewed of any more: a day that was set for its end may be far off. */
export const endsWithPeriod = (one: {
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelAt: Date | null;
  readonly currentPeriodEnd: Date | null;
}): boolean =>
  one.cancelAtPeriodEnd &&
  !(one.cancelAt && one.currentPeriodEnd && one.cancelAt > one.currentPeriodEnd);

/**
 * True of one whose seller has nothing collected for it at the end of this period; the day on which that
 * begins again may be known. https://docs.stripe.com/billing/subscriptions/pause-payment
 */
export const restsThen = (one: {
  readonly collectionPaused: boolean;
  readonly collectionResumesAt: Date | null;
  readonly currentPeriodEnd: Date | null;
}): boolean =>
  one.collectionPaused &&
  !(
    one.collectionResumesAt &&
    one.currentPeriodEnd &&
    one.collectionResumesAt <= one.currentPeriodEnd
  );

/** What a buyer may ask of a subscription. */
export type ChangeKind =
  'cancel_now' | 'cancel_at_period_end' | 'resume' | 'quantity' | 'keep_quantity' | 'pay_invoice';

export type ChangeState = 'requested' | 'done' | 'failed';

/** Why a mirror is brought up to date. */
export type SyncReason = 'method' | 'details' | 'buyer' | 'removed' | 'repair';

/**
 * Where one sync of one mirror stands; each state but the last three names what comes next:
 *
 *     waiting → cloning → attaching → pointing → paying → detaching → done
 *
 * `superseded`: a newer change of the same mirror came, and carries it out. `failed`: Stripe refused,
 * and trying again by itself is no use.
 */
export const syncStates = [
  'waiting',
  'cloning',
  'attaching',
  'pointing',
  'paying',
  'detaching',
  'done',
  'superseded',
  'failed',
] as const;
export type SyncState = (typeof syncStates)[number];

/** True while a sync still has calls to make. */
export function isSyncing(state: SyncState): boolean {
  switch (state) {
    case 'waiting':
    case 'cloning':
    case 'attaching':
    case 'pointing':
    case 'paying':
    case 'detaching':
      return true;
    case 'done':
    case 'superseded':
    case 'failed':
      return false;
    default:
      return assertNever(state);
  }
}
