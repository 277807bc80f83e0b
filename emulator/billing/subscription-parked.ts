/**
 * Updates that wait for their payment (docs.stripe.com/billing/subscriptions/pending-updates).
 */
import { invalidRequest, StripeError, type Context } from '../server/contract';
import { voidInvoice } from './invoice-end';
import { keepProrations } from './proration';
import { changeOf, type Given } from './subscription-change';
import { parkedUntil, planFor } from './subscription-plans';
import { goOn } from './subscription-rest';
import {
  findSubscription,
  keepItems,
  keepSubscription,
  periodOf,
  withItems,
  type Subscription,
} from './subscription-records';
import { applyUpdate, billChange, payNow, planChanges } from './subscription-apply';

/** What can wait (docs.stripe.com/billing/subscriptions/pending-updates-reference). */
const supported: ReadonlySet<string> = new Set([
  'billing_cycle_anchor',
  'expand',
  'items',
  'off_session',
  'payment_behavior',
  'proration_behavior',
  'proration_date',
  'trial_end',
]);

/**
 * What an ordinary update may not change under one that waits. Stripe says that it expires what waits
 * for a conflicting `cancel_at_period_end`; that it does so for these too is unconfirmed, but what was
 * prorated for other items or another period would be paid for nothing.
 */
const conflicting: ReadonlySet<string> = new Set(['billing_cycle_anchor', 'items', 'trial_end']);

/**
 * Makes the update if it is paid at once, else has it wait for its payment. It takes the place of one
 * that waits already, whose invoice is void from then on. That this is told of as two changes of the
 * subscription is unconfirmed.
 */
export function parkUpdate(context: Context, before: Subscription, given: Given): Subscription {
  const refused = Object.keys(given).find((name) => !supported.has(name));
  if (refused !== undefined) {
    throw invalidRequest(
      `You cannot pass \`${refused}\` when \`payment_behavior\` is set to \`pending_if_incomplete\`.`,
      { param: refused },
    );
  }
  try {
    const free = dropParked(context, before);
    return applyUpdate(context, free, { ...given, payment_behavior: 'error_if_incomplete' });
  } catch (error) {
    if (!(error instanceof StripeError) || error.status !== 402) throw error;
  }
  // As if it had not been tried: what follows tries it once more, and keeps that.
  context.undo();
  return park(context, dropParked(context, before), given);
}

function park(context: Context, before: Subscription, given: Given): Subscription {
  const change = changeOf(context, before, given);
  keepProrations(context, change.prorations);
  const invoice = billChange(context, before, change);
  if (invoice === null) return before;
  const expires_at = parkedUntil(context, before);
  const waiting: Subscription = {
    ...before,
    latest_invoice: invoice,
    pending_update: {
      billing_cycle_anchor: change.begins?.start ?? null,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at,
      metadata: null,
      subscription_items: change.after.items.data,
      trial_end: given.trial_end === undefined ? null : change.after.trial_end,
      trial_from_plan: null,
    },
  };
  keepSubscription(context, before, waiting, { parked: { invoice } });
  planFor(context, before, 'expire_pending_update', expires_at);
  payNow(context, invoice, { ...given, payment_behavior: 'allow_incomplete' });
  const { object } = findSubscription(context, before.id);
  return keepSubscription(context, object, { ...object, status: before.status });
}

/**
 * The payment has come: what waited is made of the subscription, in the period that was billed. Nothing
 * is billed again.
 */
export function applyParked(context: Context, id: string): void {
  const { object: before, hidden } = findSubscription(context, id);
  const { pending_update: update } = before;
  if (!hidden.parked || !update) return;
  if (hidden.parked.resumption) {
    goOn(context, id, 'active', hidden.parked.resumption);
    return;
  }
  const items = update.subscription_items ?? before.items.data;
  const settled = withItems(
    { ...before, ...timesOf(context, before), pending_update: null },
    items,
  );
  const after = settled.cancel_at_period_end
    ? { ...settled, cancel_at: periodOf(settled).end }
    : settled;
  keepItems(context, after);
  keepSubscription(context, before, after, { parked: null });
  planChanges(context, before, after);
  context.emit('customer.subscription.pending_update_applied', after);
}

/** The anchor, trial and status that an update brings. */
function timesOf(
  context: Context,
  { billing_cycle_anchor: anchor, pending_update, status, trial_start }: Subscription,
): Partial<Subscription> {
  const { billing_cycle_anchor = null, trial_end = null } = pending_update ?? {};
  if (trial_end === null) return { billing_cycle_anchor: billing_cycle_anchor ?? anchor };
  const goesOn = trial_end > context.now();
  return {
    billing_cycle_anchor: billing_cycle_anchor ?? trial_end,
    status: goesOn ? 'trialing' : status === 'trialing' ? 'active' : status,
    trial_end,
    trial_start: trial_start ?? context.now(),
  };
}

/**
 * Gives up the update that waits, if any, with its invoice. Who voids the invoice does the same, of
 * which Stripe names no event but that the subscription has changed
 * (docs.stripe.com/billing/subscriptions/pending-updates#canceling-changing).
 */
export function dropParked(context: Context, before: Subscription): Subscription {
  const { hidden } = findSubscription(context, before.id);
  if (!hidden.parked) return before;
  const invoice = context.records.get('invoice', hidden.parked.invoice)?.object;
  context.records.put('subscription', before, { ...hidden, parked: null });
  if (invoice?.status === 'open' || invoice?.status === 'uncollectible') {
    voidInvoice(context, invoice);
  }
  const { object } = findSubscription(context, before.id);
  return keepSubscription(context, object, { ...object, pending_update: null });
}

/** Gives up an update that an ordinary one does not leave room for. */
export function dropConflicting(
  context: Context,
  before: Subscription,
  given: Given,
): Subscription {
  const conflicts = Object.keys(given).some((name) => conflicting.has(name));
  return conflicts && before.pending_update ? expire(context, before) : before;
}

/** The task of an update that was not paid in time. */
export function expireParked(context: Context, id: string, at: number): void {
  const found = context.records.get('subscription', id);
  if (!found?.hidden.parked || found.object.pending_update?.expires_at !== at) return;
  expire(context, found.object);
}

function expire(context: Context, before: Subscription): Subscription {
  const after = dropParked(context, before);
  context.emit('customer.subscription.pending_update_expired', after);
  return after;
}
