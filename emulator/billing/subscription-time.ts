/**
 * When a new subscription is billed: from when, after which trial, and on which day
 * (docs.stripe.com/billing/subscriptions/billing-cycle, …/trials).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { boundary, nextBoundary, type Every, type Period } from './periods';

const day = 24 * 60 * 60;

export interface SubscriptionTime {
  readonly anchor: number;
  readonly config: Stripe.Subscription.BillingCycleAnchorConfig | null;
  readonly trialEnd: number | null;
  /** The first period: of the trial, up to the anchor, or a whole one. */
  readonly period: Period;
  /** How much of a whole period the first one is billed as. */
  readonly share: number;
}

type Given = Pick<
  Stripe.SubscriptionCreateParams,
  | 'billing_cycle_anchor'
  | 'billing_cycle_anchor_config'
  | 'proration_behavior'
  | 'trial_end'
  | 'trial_from_plan'
  | 'trial_period_days'
>;

/** Reads the times of a new subscription from its parameters. */
export function timeOf(
  context: Context,
  given: Given,
  every: Every,
  planDays: number | null,
): SubscriptionTime {
  const now = context.now();
  const trialEnd = trialOf(given, now, planDays);
  const { anchor, config } = anchorOf(given, now, every, trialEnd);
  if (trialEnd !== null) {
    return { anchor, config, trialEnd, period: { start: now, end: trialEnd }, share: 0 };
  }
  if (anchor === now) {
    const period = { start: now, end: boundary(anchor, every, 1) };
    return { anchor, config, trialEnd, period, share: 1 };
  }
  const before = boundary(anchor, every, -1);
  const left = (anchor - now) / (anchor - before);
  const share = given.proration_behavior === 'none' ? 0 : Math.min(left, 1);
  return { anchor, config, trialEnd, period: { start: now, end: anchor }, share };
}

function trialOf(given: Given, now: number, planDays: number | null): number | null {
  const { trial_end, trial_from_plan, trial_period_days: days } = given;
  if (trial_from_plan === true) {
    if (trial_end !== undefined || days !== undefined) {
      throw invalidRequest(
        'You cannot set `trial_end` or `trial_period_days` when `trial_from_plan=true`.',
      );
    }
    return planDays === null || planDays === 0 ? null : now + planDays * day;
  }
  if (trial_end !== undefined && days !== undefined) {
    throw invalidRequest('You can only specify one of `trial_end` and `trial_period_days`.', {
      param: 'trial_period_days',
    });
  }
  if (days !== undefined) return days === 0 ? null : now + checkDays(days) * day;
  return trial_end === undefined || trial_end === 'now' ? null : checkTrialEnd(trial_end, now);
}

function checkDays(days: number): number {
  if (days > 0 && days <= 730) return days;
  throw invalidRequest('Invalid trial_period_days: the maximum number of trial days is 730.', {
    param: 'trial_period_days',
  });
}

/** A trial ends later than now, and within five years (texts unconfirmed). */
export function checkTrialEnd(end: number | string, now: number): number {
  const moment = Number(end);
  if (moment > now && moment <= now + 5 * 366 * day) return moment;
  throw invalidRequest(
    'Invalid timestamp: must be an integer Unix timestamp in the future, within five years.',
    { param: 'trial_end' },
  );
}

function anchorOf(
  { billing_cycle_anchor: at, billing_cycle_anchor_config: config }: Given,
  now: number,
  every: Every,
  trialEnd: number | null,
): Pick<SubscriptionTime, 'anchor' | 'config'> {
  if (at !== undefined && config !== undefined) {
    throw invalidRequest(
      'You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.',
    );
  }
  if (config) return { anchor: configured(config, now, every), config: shown(config) };
  if (at === undefined) return { anchor: trialEnd ?? now, config: null };
  if (at < now) {
    throw invalidRequest('`billing_cycle_anchor` cannot be in the past.', {
      param: 'billing_cycle_anchor',
    });
  }
  const natural = nextBoundary(trialEnd ?? now, every, trialEnd ?? now);
  if (at > natural) {
    throw invalidRequest(
      `\`billing_cycle_anchor\` cannot be later than next natural billing date (${natural}) for plan`,
      { param: 'billing_cycle_anchor' },
    );
  }
  return { anchor: at, config: null };
}

function shown(
  config: Stripe.SubscriptionCreateParams.BillingCycleAnchorConfig,
): Stripe.Subscription.BillingCycleAnchorConfig {
  const { day_of_month, hour = null, minute = null, month = null, second = null } = config;
  return { day_of_month, hour, minute, month, second };
}

/** The next moment that is on this day of the month, at this time; now's where it isn't said. */
function configured(
  config: Stripe.SubscriptionCreateParams.BillingCycleAnchorConfig,
  now: number,
  every: Every,
): number {
  const today = new Date(now * 1000);
  const { hour = today.getUTCHours(), minute = today.getUTCMinutes() } = config;
  const { second = today.getUTCSeconds() } = config;
  const yearly = every.interval === 'year' && config.month !== undefined;
  const month = yearly ? Number(config.month) - 1 : today.getUTCMonth();
  for (let count = 0; ; count += 1) {
    const first = new Date(
      Date.UTC(today.getUTCFullYear() + (yearly ? count : 0), month + (yearly ? 0 : count), 1),
    );
    const last = new Date(
      Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0),
    ).getUTCDate();
    first.setUTCDate(Math.min(config.day_of_month, last));
    first.setUTCHours(hour, minute, second);
    if (first.getTime() / 1000 >= now) return first.getTime() / 1000;
  }
}
