/**
 * Taking up a subscription that was paused when its trial ended without a PaymentMethod
 * (docs.stripe.com/api/subscriptions/resume).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { refuseUnsupported } from '../resources/parameters';
import { noMethod } from './invoice-attempt';
import { boundary, periodAt } from './periods';
import { ownMethod } from './pending-setup';
import { shareLeft } from './short-periods';
import { planPeriod } from './subscription-plans';
import {
  everyOf,
  findSubscription,
  inPeriod,
  keepItems,
  keepSubscription,
  type Subscription,
} from './subscription-records';
import { billChange, payNow } from './subscription-apply';

/** Bills a period from now on; once that is paid, the subscription is active. */
export function resumeSubscription(
  context: Context,
  before: Subscription,
  given: Stripe.SubscriptionResumeParams,
): Subscription {
  if (before.status !== 'paused') {
    throw invalidRequest(
      `The subscription ${before.id} cannot be resumed: only a subscription with the status paused can.`,
    );
  }
  refuseUnsupported({ ...given }, ['proration_date']);
  if (ownMethod(context, before) === null) throw noMethod();
  const now = context.now();
  const every = everyOf(before);
  const kept = given.billing_cycle_anchor?.type === 'unchanged';
  const whole = periodAt(before.billing_cycle_anchor, every, now);
  const begins = kept
    ? { start: now, end: whole.end }
    : { start: now, end: boundary(now, every, 1) };
  const anchor = kept ? before.billing_cycle_anchor : now;
  const resumed = { ...inPeriod(before, begins), billing_cycle_anchor: anchor };
  keepItems(context, resumed);
  context.records.put('subscription', resumed);
  const free = kept && given.proration_behavior === 'none';
  const share = kept ? (free ? 0 : shareLeft(whole, now)) : 1;
  const latest_invoice = billChange(context, resumed, { after: resumed, begins }, share);
  const billed = { ...resumed, latest_invoice: latest_invoice ?? before.latest_invoice };
  context.records.put('subscription', before);
  keepSubscription(context, before, billed);
  planPeriod(context, billed);
  if (latest_invoice !== null) payNow(context, latest_invoice, given as object);
  return findSubscription(context, before.id).object;
}
