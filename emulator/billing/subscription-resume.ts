/**
 * Taking up a subscription that rests (docs.stripe.com/api/subscriptions/resume): its invoice is made at
 * once, and what it brings waits as `pending_update` until that is paid, or was tried to be.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { refuseUnsupported } from '../resources/parameters';
import { collect } from './dunning';
import { noMethod } from './invoice-attempt';
import { finalizeInvoice } from './invoice-finalize';
import { findInvoice } from './invoice-records';
import { voidAtOnce } from './paused-collection';
import { boundary, periodAt } from './periods';
import { ownMethod } from './pending-setup';
import type { Resumption } from './records';
import { shareLeft } from './short-periods';
import { checkThere } from './subscription-over';
import { dropParked } from './subscription-parked';
import { planFor, resumedUntil } from './subscription-plans';
import { everyOf, findSubscription, keepSubscription } from './subscription-records';
import type { Subscription } from './subscription-records';
import { goOn } from './subscription-rest';
import { billSubscription, periodLines } from './subscription-invoices';

type Given = Stripe.SubscriptionResumeParams;

/**
 * Bills a period from now on. By default nothing is charged in this request, and `invoices.pay` is what
 * resumes it; recorded alike with and without a PaymentMethod: 200, still `paused`, with
 * `pending_update` for 23 hours. A second request while the first one's invoice is open takes its
 * place, as among pending updates (unconfirmed).
 */
export function resumeSubscription(
  context: Context,
  given: Subscription,
  parameters: Given,
): Subscription {
  checkResumable(context, given, parameters);
  const before = dropParked(context, given);
  const resumption = resumptionFor(context, before, parameters);
  const draft = billResumption(context, before, resumption, parameters);
  // "If Stripe doesn't generate a resumption invoice, the subscription becomes active immediately."
  if (draft) wait(context, before, draft, resumption, parameters);
  else goOn(context, before.id, 'active', resumption);
  return findSubscription(context, before.id).object;
}

/** Has it wait for the payment of this draft, which is final at once. */
function wait(
  context: Context,
  before: Subscription,
  draft: Stripe.Invoice,
  resumption: Resumption,
  given: Given,
): void {
  const expires_at = resumedUntil(context, resumption.on);
  const pending_update = pendingUpdate(resumption, expires_at, given);
  const waiting = { ...before, latest_invoice: draft.id, pending_update };
  keepSubscription(context, before, waiting, { parked: { invoice: draft.id, resumption } });
  planFor(context, before, 'expire_pending_update', expires_at);
  context.emit('invoice.created', draft);
  if (before.pause_collection?.behavior === 'void') voidAtOnce(context, draft);
  else finalizeInvoice(context, draft);
  const { object: open } = findInvoice(context, draft.id);
  if (open.status === 'open' && resumption.on === 'success') collect(context, open);
}

/** Sentences but the first are the emulator's own. */
function checkResumable(context: Context, before: Subscription, given: Given): void {
  checkThere(before);
  if (before.status !== 'paused') {
    // Recorded.
    throw invalidRequest('You can only resume a subscription if it is `paused`.');
  }
  refuseUnsupported({ ...given }, ['proration_date']);
  if (before.collection_method === 'send_invoice') {
    throw invalidRequest(
      'You can only resume a subscription whose collection method is `charge_automatically`.',
    );
  }
  if (given.payment_behavior !== 'resume_on_payment_success') return;
  if (before.billing_mode.type !== 'flexible') {
    const param = 'payment_behavior';
    throw invalidRequest('`resume_on_payment_success` needs the flexible billing mode.', { param });
  }
  // "Yes, when the customer has a default payment method … Otherwise, Stripe returns an error."
  if (ownMethod(context, before) === null) throw noMethod();
}

function resumptionFor(context: Context, before: Subscription, given: Given): Resumption {
  const now = context.now();
  const on = given.payment_behavior === 'resume_on_payment_success' ? 'success' : 'attempt';
  const every = everyOf(before);
  if (given.billing_cycle_anchor?.type !== 'unchanged') {
    return { start: now, end: boundary(now, every, 1), anchor: now, on };
  }
  const anchor = before.billing_cycle_anchor;
  return { start: now, end: periodAt(anchor, every, now).end, anchor, on };
}

/** The draft of it; null where it comes to nothing at all. */
function billResumption(
  context: Context,
  before: Subscription,
  { start, end, anchor, on }: Resumption,
  given: Given,
): Stripe.Invoice | null {
  const kept = given.billing_cycle_anchor?.type === 'unchanged';
  const share = kept ? shareLeft(periodAt(anchor, everyOf(before), start), start) : 1;
  const free = kept && given.proration_behavior === 'none';
  const draft = billSubscription(context, before, {
    // Recorded.
    reason: 'subscription_cycle',
    period: { start, end: start },
    lines: free ? () => [] : periodLines(context, before, { start, end }, share),
    pending: 'own',
    // "Invoice payment retries after payment failure": only by `resume_on_payment_success`.
    autoAdvance: on === 'success',
  });
  if (draft.lines.data.length > 0) return draft;
  context.records.remove('invoice', draft.id);
  return null;
}

function pendingUpdate(
  { anchor }: Resumption,
  expires_at: number,
  given: Given,
): Subscription['pending_update'] {
  return {
    billing_cycle_anchor: given.billing_cycle_anchor?.type === 'unchanged' ? null : anchor,
    cancel_at_period_end: null,
    discount: null,
    discounts: null,
    expires_at,
    metadata: null,
    subscription_items: null,
    trial_end: null,
    trial_from_plan: null,
  };
}
