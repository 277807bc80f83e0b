/**
 * The end of a PaymentIntent that takes no more money: canceled by the merchant, or by itself once
 * its hold has expired (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { returnFunds } from './balance-payment';
import { callOffDebit } from './bank-debit';
import { openDisputes } from './dispute-open';
import { endWaiting, unexpectedState } from './payment-intent-confirm';
import { idOf } from './payment-method-use';

type Intent = Stripe.PaymentIntent;

/** The charge that holds the money of an intent in `requires_capture`. */
export function heldCharge(context: Context, intent: Intent): Stripe.Charge | undefined {
  const id = idOf(intent.latest_charge);
  return id === null ? undefined : context.records.get('charge', id)?.object;
}

const cancelable = [
  'requires_payment_method',
  'requires_capture',
  'requires_reauthorization',
  'requires_confirmation',
  'requires_action',
  'expired',
  'processing',
];

/**
 * Ends an intent that has taken no money; held money is released. That leaves no refund, and the
 * charge as it was: neither refunded nor captured
 * (docs.stripe.com/changelog/basil/2025-03-31/remove-refund-from-partial-capture-and-payment-cancellation-flow).
 */
export function cancelPayment(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentCancelParams,
): Intent {
  if (!cancelable.includes(before.status)) {
    throw unexpectedState(
      context,
      before,
      `You cannot cancel this PaymentIntent because it has a status of ${before.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable.join(', ')}.`,
    );
  }
  endWaiting(context, before);
  returnFunds(context, before);
  callOffDebit(context, before);
  const charge = heldCharge(context, before);
  if (charge && charge.amount_captured > 0) return closeCaptured(context, before, charge);
  return end(context, before, given.cancellation_reason ?? null);
}

/** The charge once what is left of its hold is released: nothing more is captured. */
export function released(charge: Stripe.Charge): Stripe.Charge {
  const refunded = charge.amount_captured > 0 && charge.amount_refunded === charge.amount_captured;
  return { ...charge, captured: true, refunded };
}

/**
 * A PaymentIntent that has taken a part already succeeds with that part
 * (docs.stripe.com/payments/multicapture#close-payment).
 */
function closeCaptured(context: Context, before: Intent, charge: Stripe.Charge): Intent {
  const closed = released(charge);
  const after: Intent = { ...before, amount_capturable: 0, status: 'succeeded' };
  context.records.put('charge', closed);
  context.records.put('payment_intent', after);
  context.emit('charge.captured', closed);
  openDisputes(context, closed);
  context.emit('payment_intent.amount_capturable_updated', after, {
    amount_capturable: before.amount_capturable,
  });
  context.emit('payment_intent.succeeded', after);
  return after;
}

/**
 * The intent as it is by now: a hold that was not captured in time is released, and its intent
 * canceled with the reason `expired`. As with `cancelPayment`, its charge stays as it was.
 */
export function releaseExpired(context: Context, intent: Intent): Intent {
  if (intent.status !== 'requires_capture') return intent;
  const charge = heldCharge(context, intent);
  const until = charge?.payment_method_details?.card?.capture_before;
  if (!charge || until === undefined || until > context.now()) return intent;
  if (charge.amount_captured > 0) return closeCaptured(context, intent, charge);
  context.emit('charge.expired', charge);
  return end(context, intent, 'expired');
}

/** The task that looks after a hold when nobody asks for its intent. */
export function releaseHold(context: Context, { intent }: { intent: string }): void {
  const found = context.records.get('payment_intent', intent);
  if (found) releaseExpired(context, found.object);
}

function end(context: Context, before: Intent, reason: Intent['cancellation_reason']): Intent {
  const after: Intent = {
    ...before,
    amount_capturable: 0,
    canceled_at: context.now(),
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  context.emit('payment_intent.canceled', after);
  return after;
}
