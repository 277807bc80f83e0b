/**
 * A period ends and the next begins (docs.stripe.com/billing/subscriptions/billing-cycle): a draft is
 * made of it, which is collected an hour later.
 */
import type { Context } from '../server/contract';
import { planAdvance, tellDraft } from './draft-hour';
import { restsAt, voidAtOnce } from './paused-collection';
import { nextBoundary, type Period } from './periods';
import { keepPreview } from './kept-preview';
import { upcomingInvoice } from './preview';
import { endSubscription } from './subscription-over';
import { renewalLines } from './short-periods';
import { billSubscription } from './subscription-invoices';
import { planPeriod, trialTellingAt, upcomingAt } from './subscription-plans';
import { withoutMethod } from './trial-over';
import {
  everyOf,
  inPeriod,
  keepItems,
  keepSubscription,
  periodOf,
  type Subscription,
} from './subscription-records';

const renewing: ReadonlySet<string> = new Set(['active', 'past_due', 'trialing', 'unpaid']);

/** The task at the end of a period. */
export function renewSubscription(context: Context, id: string, at: number): void {
  const before = context.records.get('subscription', id)?.object;
  if (!before || !renewing.has(before.status) || periodOf(before).end !== at) return;
  if (before.cancel_at_period_end || (before.cancel_at !== null && before.cancel_at <= at)) {
    endSubscription(context, before, 'cancellation_requested');
    return;
  }
  const trialOver = before.status === 'trialing';
  if (trialOver && withoutMethod(context, before)) return;
  renew(context, before, trialOver ? 'active' : before.status);
}

function renew(context: Context, before: Subscription, status: string): void {
  const last = periodOf(before);
  const anchor = before.billing_cycle_anchor;
  const next: Period = { start: last.end, end: nextBoundary(anchor, everyOf(before), last.end) };
  const renewed = { ...inPeriod(before, next), status };
  // An unpaid one is billed, and nobody is asked to pay
  // (docs.stripe.com/billing/subscriptions/overview#unpaid-subscriptions).
  const waits = status === 'unpaid' || before.pause_collection?.behavior === 'keep_as_draft';
  const drafted = billSubscription(context, renewed, {
    reason: 'subscription_cycle',
    period: last,
    lines: renewalLines(context, renewed, next),
    pending: 'all',
    autoAdvance: !waits,
  });
  if (drafted.lines.data.length === 0) {
    context.records.remove('invoice', drafted.id);
    keepItems(context, renewed);
    keepSubscription(context, before, renewed);
    planPeriod(context, renewed);
    return;
  }
  const voids = before.pause_collection?.behavior === 'void';
  const draft = voids ? drafted : planAdvance(context, drafted);
  tellDraft(context, draft);
  const after = { ...renewed, latest_invoice: draft.id };
  keepItems(context, after);
  keepSubscription(context, before, after);
  planPeriod(context, after);
  if (voids) voidAtOnce(context, draft);
}

/**
 * The task some days before a renewal, unless that has moved since: once for each, also where a period
 * that was ended by a pause goes on to its old end.
 */
export function tellUpcoming(context: Context, id: string, at: number): void {
  const found = context.records.get('subscription', id);
  if (!found || !renewing.has(found.object.status)) return;
  const { hidden, object: subscription } = found;
  if (subscription.cancel_at_period_end || at !== upcomingAt(periodOf(subscription))) return;
  // "Stripe won't send any upcoming invoice emails or webhooks for these invoices".
  if (restsAt(subscription, periodOf(subscription).end)) return;
  const { start, end } = periodOf(subscription);
  if (hidden.toldUpcoming === end) return;
  const next = upcomingInvoice(context, subscription);
  // One that ends before, and leaves nothing to be billed.
  if (next.lines.length === 0) return;
  // Where the next period begins without one, it is told of in that, unless that is too short.
  if (upcomingAt({ start, end: next.invoice.period_end }) > end) return;
  context.records.put('subscription', subscription, { ...hidden, toldUpcoming: end });
  const upcoming = keepPreview(context, next);
  // "The received Invoice object will not have an invoice ID": its lines are found by their `url`.
  const { id: _, ...unnamed } = upcoming;
  context.emit('invoice.upcoming', unnamed);
}

/** The task three days before a trial ends: once for each end that it is given. */
export function tellTrialEnd(context: Context, id: string, at: number): void {
  const found = context.records.get('subscription', id);
  if (found?.object.status !== 'trialing') return;
  const { hidden, object: subscription } = found;
  const { trial_end } = subscription;
  if (trial_end === null || hidden.toldTrialEnd === trial_end || at < trialTellingAt(trial_end)) {
    return;
  }
  context.records.put('subscription', subscription, { ...hidden, toldTrialEnd: trial_end });
  context.emit('customer.subscription.trial_will_end', subscription);
}

/** The task of the day collection is taken up again. */
export function resumeCollection(context: Context, id: string, at: number): void {
  const before = context.records.get('subscription', id)?.object;
  if (before?.pause_collection?.resumes_at !== at) return;
  keepSubscription(context, before, { ...before, pause_collection: null });
}
