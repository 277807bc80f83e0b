/**
 * Where a subscription begins with nothing to pay, its PaymentMethod is collected, or authenticated,
 * by a SetupIntent (docs.stripe.com/billing/subscriptions/deferred-payment).
 */
import type Stripe from 'stripe';
import { StripeError, type Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { cancelSetup } from '../resources/setup-intent-cancel';
import { confirmSetup } from '../resources/setup-intent-confirm';
import { newSetupIntent } from '../resources/setup-intent-shape';
import { wouldAsk } from './asks-buyer';
import { billed } from './invoice-records';
import type { Invoice } from './invoice-shape';
import { findSubscription, keepSubscription, type Subscription } from './subscription-records';

const waiting: ReadonlySet<Stripe.SetupIntent.Status> = new Set([
  'requires_action',
  'requires_confirmation',
  'requires_payment_method',
]);

/** The PaymentMethod its invoices would be paid with. */
export function ownMethod(context: Context, subscription: Subscription): string | null {
  const customer = billed(context, { customer: subscription.customer } as Invoice);
  return (
    idOf(subscription.default_payment_method) ??
    idOf(subscription.default_source) ??
    idOf(customer.invoice_settings.default_payment_method) ??
    idOf(customer.default_source)
  );
}

/**
 * Opens the SetupIntent where one is needed: there is no PaymentMethod, or its bank wants to see the
 * buyer.
 */
export function openSetup(context: Context, id: string, behavior: string): void {
  const { object: before } = findSubscription(context, id);
  const method = ownMethod(context, before);
  if (method !== null && (behavior === 'default_incomplete' || !wouldAsk(context, method))) return;
  const customer = idOf(before.customer) ?? '';
  const draft = newSetupIntent(context, { customer, usage: 'off_session' });
  const intent: Stripe.SetupIntent = { ...draft, payment_method: method };
  const status = method === null ? 'requires_payment_method' : 'requires_confirmation';
  const kept = { ...intent, status } as Stripe.SetupIntent;
  context.records.put('setup_intent', kept, { challenge: null, returnUrl: null });
  context.emit('setup_intent.created', kept);
  keepSubscription(context, before, { ...before, pending_setup_intent: intent.id });
  if (method === null) return;
  try {
    confirmSetup(context, kept, { use_stripe_sdk: true });
  } catch (error) {
    // A refused card leaves the SetupIntent waiting for another.
    if (!(error instanceof StripeError)) throw error;
  }
}

/**
 * An update has brought another PaymentMethod: its bank is asked in place of the one before, by a
 * SetupIntent that can be used for "updating a subscription's payment method" (SDK,
 * `Subscription.pending_setup_intent`). What is to be paid now asks by its own payment. That the
 * SetupIntent of the method before is canceled is unconfirmed: nobody would be charged to it any more.
 */
export function renewSetup(context: Context, before: Subscription, behavior: string): void {
  const { object: changed } = findSubscription(context, before.id);
  const method = ownMethod(context, changed);
  if (method === ownMethod(context, before)) return;
  keepSubscription(context, changed, withoutSetup(context, changed));
  if (method === null || isDue(context, before, changed)) return;
  openSetup(context, before.id, behavior);
}

/** Whether the update is paid for now, or there is something to catch up or to go on with. */
function isDue(context: Context, before: Subscription, after: Subscription): boolean {
  if (after.status !== 'active' && after.status !== 'trialing') return true;
  const id = idOf(after.latest_invoice);
  if (id === null || id === idOf(before.latest_invoice)) return false;
  return (context.records.get('invoice', id)?.object.amount_due ?? 0) > 0;
}

/** The subscription with nothing to set up any more; a SetupIntent that waited is canceled. */
export function withoutSetup(context: Context, subscription: Subscription): Subscription {
  const id = idOf(subscription.pending_setup_intent);
  if (id === null) return subscription;
  const intent = context.records.get('setup_intent', id)?.object;
  if (intent && waiting.has(intent.status)) cancelSetup(context, intent, null);
  return { ...subscription, pending_setup_intent: null };
}

/** The buyer has done what was asked: the PaymentMethod is the subscription's. */
export function onSetupSucceeded(context: Context, intent: Stripe.SetupIntent): void {
  const customer = idOf(intent.customer);
  if (customer === null) return;
  for (const { object } of context.records.where('subscription', 'customer', customer)) {
    if (idOf(object.pending_setup_intent) !== intent.id) continue;
    const default_payment_method = idOf(intent.payment_method);
    keepSubscription(context, object, {
      ...object,
      default_payment_method,
      pending_setup_intent: null,
    });
  }
}
