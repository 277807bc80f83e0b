/**
 * The end of a subscription: at once, when its time has come, or because nobody paid
 * (docs.stripe.com/billing/subscriptions/cancel).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { collect } from './dunning';
import { voidInvoice } from './invoice-end';
import { findInvoice } from './invoice-records';
import { keepProrations, prorationsOf } from './proration';
import { refuseBeyond } from './refusals';
import { billChange } from './subscription-apply';
import { checkThere, endSubscription, hasEnded } from './subscription-over';
import { keepSubscription, periodOf, withItems, type Subscription } from './subscription-records';
import { cancellationDetails } from './subscription-settings';

/** Cancels at once; `prorate` gives back what is left of the period, `invoice_now` bills it. */
export function cancelNow(
  context: Context,
  before: Subscription,
  given: Stripe.SubscriptionCancelParams,
): Subscription {
  refuseBeyond(given);
  checkThere(before);
  const details = cancellationDetails(given.cancellation_details, before.cancellation_details);
  const noted = { ...before, cancellation_details: details };
  if (before.status === 'incomplete') voidLatest(context, before);
  if (given.prorate === true && before.status !== 'trialing') {
    const nothing = withItems(noted, []);
    keepProrations(context, prorationsOf(context, noted, nothing, context.now()));
  }
  const last = given.invoice_now === true ? lastInvoice(context, noted) : null;
  const latest_invoice = last ?? before.latest_invoice;
  return endSubscription(context, { ...noted, latest_invoice }, 'cancellation_requested');
}

/** Bills what waits; its credit goes to the customer's balance. */
export function lastInvoice(context: Context, subscription: Subscription): string | null {
  const id = billChange(context, subscription, { after: subscription, begins: null });
  if (id === null) return null;
  const { object: open } = findInvoice(context, id);
  if (open.status === 'open') collect(context, open);
  return id;
}

/** A first invoice that nobody has paid is not asked for any more. */
function voidLatest(context: Context, { latest_invoice }: Subscription): void {
  const invoice = context.records.get('invoice', idOf(latest_invoice) ?? '')?.object;
  if (invoice?.status === 'open') voidInvoice(context, invoice);
}

/** The task of a first payment that did not come in time. */
export function expireIncomplete(context: Context, id: string): void {
  const before = context.records.get('subscription', id)?.object;
  if (before?.status !== 'incomplete') return;
  voidLatest(context, before);
  const after: Subscription = {
    ...before,
    ended_at: context.now(),
    status: 'incomplete_expired',
  };
  keepSubscription(context, before, after);
}

/**
 * The task of the day it was to end. What is left of the period is given back, as `cancel_at` "will cause
 * a proration". That it waits for an invoice from that day on, and not from when the day was set, is
 * unconfirmed: so nothing has to be undone where the day is taken back.
 */
export function cancelWhenDue(context: Context, id: string, at: number): void {
  const found = context.records.get('subscription', id);
  if (!found || hasEnded(found.object) || found.object.cancel_at !== at) return;
  const { hidden, object: before } = found;
  const early = before.status === 'active' && periodOf(before).end > at;
  if (early && hidden.endsUnprorated !== true) {
    keepProrations(context, prorationsOf(context, before, withItems(before, []), at));
  }
  endSubscription(context, before, 'cancellation_requested');
}

/** Subscriptions end with their customer. */
export function onCustomerDeleted(context: Context, customer: Stripe.Customer): void {
  for (const { object } of context.records.where('subscription', 'customer', customer.id)) {
    if (!hasEnded(object)) endSubscription(context, object, 'cancellation_requested');
  }
}
