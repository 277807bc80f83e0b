/**
 * Updates that wait for their payment (docs.stripe.com/billing/subscriptions/pending-updates).
 */
import { invalidRequest, StripeError, type Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { voidInvoice } from './invoice-end';
import { keepProrations } from './proration';
import { changeOf, type Given } from './subscription-change';
import { parkedUntil, planFor } from './subscription-plans';
import { findSubscription, keepSubscription, type Subscription } from './subscription-records';
import { applyUpdate, billChange, payNow } from './subscription-apply';

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

/** Makes the update if it is paid at once, else has it wait 23 hours for its payment. */
export function parkUpdate(context: Context, before: Subscription, given: Given): Subscription {
  const refused = Object.keys(given).find((name) => !supported.has(name));
  if (refused !== undefined) {
    throw invalidRequest(
      `You cannot pass \`${refused}\` when \`payment_behavior\` is set to \`pending_if_incomplete\`.`,
      { param: refused },
    );
  }
  try {
    return applyUpdate(context, before, { ...given, payment_behavior: 'error_if_incomplete' });
  } catch (error) {
    if (!(error instanceof StripeError) || error.status !== 402) throw error;
  }
  // As if it had not been tried: what follows tries it once more, and keeps that.
  context.undo();
  return park(context, before, given);
}

function park(context: Context, before: Subscription, given: Given): Subscription {
  const change = changeOf(context, before, given);
  keepProrations(context, change.prorations);
  const invoice = billChange(context, before, change);
  if (invoice === null) return before;
  const expires_at = parkedUntil(context);
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
  const { expand: _, payment_behavior: __, ...asked } = given;
  const parked = { invoice, given: asked };
  keepSubscription(context, before, waiting, { parked });
  planFor(context, before, 'expire_pending_update', expires_at);
  payNow(context, invoice, { ...given, payment_behavior: 'allow_incomplete' });
  const { object } = findSubscription(context, before.id);
  return keepSubscription(context, object, { ...object, status: before.status });
}

/** The payment has come. */
export function applyParked(context: Context, id: string): void {
  const { object: before, hidden } = findSubscription(context, id);
  if (!hidden.parked) return;
  const free = { ...before, pending_update: null };
  context.records.put('subscription', free, { ...hidden, parked: null });
  // The same items are meant, which have their ids by now; all of it is paid.
  const items = before.pending_update?.subscription_items ?? [];
  const given = hidden.parked.given as Given;
  const { billing_cycle_anchor: _, ...rest } = given;
  const after = applyUpdate(context, free, {
    ...rest,
    items: given.items ? given.items : items.map((item) => ({ id: item.id })),
    proration_behavior: 'none',
  });
  context.emit('customer.subscription.pending_update_applied', after);
}

/** The task of an update that was not paid in time. */
export function expireParked(context: Context, id: string, at: number): void {
  const found = context.records.get('subscription', id);
  if (!found?.hidden.parked || found.object.pending_update?.expires_at !== at) return;
  const { object: before, hidden } = found;
  const invoice = context.records.get('invoice', idOf(before.latest_invoice) ?? '')?.object;
  context.records.put('subscription', before, { ...hidden, parked: null });
  if (invoice?.status === 'open') voidInvoice(context, invoice);
  const after = keepSubscription(context, before, { ...before, pending_update: null });
  context.emit('customer.subscription.pending_update_expired', after);
}
