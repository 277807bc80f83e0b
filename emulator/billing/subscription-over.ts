/** A subscription that is over (docs.stripe.com/billing/subscriptions/cancel). */
import { noSuch, type Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { voidInvoice } from './invoice-end';
import { subscriptionOf } from './invoice-shape';
import { detailed, findSubscription, periodOf, type Subscription } from './subscription-records';
import { cancellationDetails } from './subscription-settings';

type Reason = 'cancellation_requested' | 'payment_failed';

const ended: ReadonlySet<string> = new Set(['canceled', 'incomplete_expired']);

/** Whether it is over. */
export function hasEnded({ status }: Subscription): boolean {
  return ended.has(status);
}

/** Stripe does not find what is over, where something is to be done with it (recorded). */
export function checkThere(subscription: Subscription): void {
  if (hasEnded(subscription)) throw noSuch('subscription', subscription.id, 'id');
}

/** Ends it now, with its event. Its open invoices are not tried again. */
export function endSubscription(
  context: Context,
  before: Subscription,
  reason: Reason,
): Subscription {
  const now = context.now();
  // "Whether this subscription will … or did … cancel at the end of the current billing period."
  const ran = reason === 'cancellation_requested' && periodOf(before).end <= now;
  const after: Subscription = {
    ...detailed({ ...before, status: 'canceled' }),
    canceled_at: before.canceled_at ?? now,
    cancel_at: null,
    cancel_at_period_end: before.cancel_at_period_end && ran,
    cancellation_details: {
      ...cancellationDetails(undefined, before.cancellation_details),
      reason,
    },
    ended_at: now,
    pending_update: null,
  };
  const { hidden } = findSubscription(context, before.id);
  context.records.put('subscription', after, { ...hidden, parked: null });
  if (hidden.parked) dropUpdate(context, after, hidden.parked.invoice);
  stopCollecting(context, after);
  context.emit('customer.subscription.deleted', after);
  return after;
}

/**
 * What waited for its payment will never be made, so nobody can pay for it any more: wherever an update
 * is given up, "Stripe voids the invoice" (docs.stripe.com/billing/subscriptions/pending-updates). That
 * the end of its subscription gives it up, too, and at once, is unconfirmed.
 */
function dropUpdate(context: Context, after: Subscription, id: string): void {
  const invoice = context.records.get('invoice', id)?.object;
  if (invoice?.status === 'open' || invoice?.status === 'uncollectible') {
    voidInvoice(context, invoice);
  }
  context.emit('customer.subscription.pending_update_expired', after);
}

/** Invoices of a subscription that is over wait to be paid by hand. */
function stopCollecting(context: Context, { id, customer }: Subscription): void {
  for (const { object } of context.records.where('invoice', 'customer', idOf(customer) ?? '')) {
    if (subscriptionOf(object) !== id) continue;
    if (object.status !== 'open' && object.status !== 'draft') continue;
    context.records.put('invoice', {
      ...object,
      auto_advance: false,
      automatically_finalizes_at: null,
      next_payment_attempt: null,
    });
  }
}
