/** A change of a subscription: kept, billed, paid. */
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { actionRequired, attemptInvoice, methodOf, noMethod } from './invoice-attempt';
import { finalizeInvoice } from './invoice-finalize';
import { findInvoice } from './invoice-records';
import { voidAtOnce } from './paused-collection';
import { renewSetup } from './pending-setup';
import { keepProrations } from './proration';
import { changeOf, type Change, type Given } from './subscription-change';
import { wantsAction } from './subscription-create';
import { addInvoiceItems, endsUnprorated, type AddedItem } from './subscription-extras';
import { billSubscription, periodLines } from './subscription-invoices';
import { planFor, planPeriod, planTrialEnd } from './subscription-plans';
import {
  findSubscription,
  keepItems,
  keepSubscription,
  periodOf,
  type Subscription,
} from './subscription-records';

/** The change itself: kept, billed where it has to be, and told of once. */
export function applyUpdate(context: Context, before: Subscription, given: Given): Subscription {
  const change = changeOf(context, before, given);
  const { hidden } = findSubscription(context, before.id);
  const ends =
    given.cancel_at === undefined
      ? {}
      : { endsUnprorated: endsUnprorated(given, periodOf(change.after)) };
  context.records.put('subscription', change.after, { ...hidden, ...ends, creating: true });
  keepItems(context, change.after);
  keepProrations(context, change.prorations);
  addInvoiceItems(context, change.after, (given.add_invoice_items ?? []) as AddedItem[]);
  const now = given.proration_behavior === 'always_invoice' || change.begins !== null;
  if (now) billNow(context, change, given);
  renewSetup(context, before, given.payment_behavior ?? 'allow_incomplete');
  const changed = findSubscription(context, before.id);
  context.records.put('subscription', before, { ...changed.hidden, creating: false });
  const after = keepSubscription(context, before, changed.object);
  planChanges(context, before, after);
  return after;
}

/**
 * Makes what a change comes to an invoice of its own; null when it comes to nothing at all.
 *
 * @param share how much of a whole period the one that begins is billed as
 */
export function billChange(
  context: Context,
  subscription: Subscription,
  { after, begins }: Pick<Change, 'after' | 'begins'>,
  share = 1,
): string | null {
  const draft = billSubscription(context, subscription, {
    reason: 'subscription_update',
    period: { start: periodOf(subscription).start, end: context.now() },
    lines: begins ? periodLines(context, after, begins, share) : () => [],
    pending: 'own',
    autoAdvance: true,
  });
  if (draft.lines.data.length === 0) {
    context.records.remove('invoice', draft.id);
    return null;
  }
  context.emit('invoice.created', draft);
  if (after.pause_collection?.behavior === 'void') voidAtOnce(context, draft);
  else finalizeInvoice(context, draft);
  return draft.id;
}

function billNow(context: Context, change: Change, given: Given): void {
  const latest_invoice = billChange(context, change.after, change);
  if (latest_invoice === null) return;
  const { object: subscription } = findSubscription(context, change.after.id);
  context.records.put('subscription', { ...subscription, latest_invoice });
  payNow(context, latest_invoice, given);
}

/** Attempts the payment of an update as `payment_behavior` says. */
export function payNow(context: Context, id: string, given: Given): void {
  const { object: open } = findInvoice(context, id);
  if (open.status !== 'open' || open.collection_method === 'send_invoice') return;
  const { payment_behavior: behavior = 'allow_incomplete', off_session = false } = given;
  const owner = open.parent?.subscription_details?.subscription;
  const { object } = findSubscription(context, idOf(owner) ?? '');
  if (behavior === 'default_incomplete') {
    if (object.status === 'active') {
      context.records.put('subscription', { ...object, status: 'past_due' });
    }
    return;
  }
  if (methodOf(context, open) === null) throw noMethod();
  const session = off_session ? 'off' : 'on';
  const { invoice, error } = attemptInvoice(context, open, { session, automatic: false });
  const unpaid = error ?? (invoice.status === 'open' ? actionRequired() : null);
  if (behavior === 'error_if_incomplete' && unpaid) {
    throw unpaid.body.code === 'invoice_payment_intent_requires_action'
      ? wantsAction()
      : Object.assign(unpaid, { keep: false });
  }
  // What waits for the buyer is as overdue as what was declined.
  const late = findSubscription(context, object.id).object;
  if (unpaid && late.status === 'active') {
    context.records.put('subscription', { ...late, status: 'past_due' });
  }
}

/** Plans what another period, trial or end of a subscription brings. */
export function planChanges(context: Context, before: Subscription, after: Subscription): void {
  if (periodOf(after).end !== periodOf(before).end) planPeriod(context, after);
  if (after.trial_end !== before.trial_end && after.status === 'trialing') {
    planTrialEnd(context, after);
  }
  if (after.cancel_at !== null && after.cancel_at !== before.cancel_at) {
    planFor(context, after, 'cancel_subscription', after.cancel_at);
  }
  const { resumes_at: resumes = null } = after.pause_collection ?? {};
  if (resumes !== null && resumes !== before.pause_collection?.resumes_at) {
    planFor(context, after, 'resume_collection', resumes);
  }
}
