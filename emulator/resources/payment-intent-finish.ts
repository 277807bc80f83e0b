/**
 * The ends of a PaymentIntent beside success: capture of a hold, and cancellation
 * (docs.stripe.com/payments/place-a-hold-on-a-payment-method).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { openDisputes } from './dispute-open';
import { refuseUnsupported } from './parameters';
import { endWaiting, unexpectedState } from './payment-intent-confirm';
import { checkApplicationFee, checkSuffix, refuseDescriptor } from './payment-intent-shape';
import { idOf } from './payment-method-use';
import { settle } from './settlement';

type Intent = Stripe.PaymentIntent;

/** Takes the held money, all or part of it; the rest is released. */
export function capturePayment(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentCaptureParams,
): Intent {
  refuseUnsupported({ ...given }, ['hooks', 'payment_details', 'transfer_data']);
  if (given.final_capture === false) refuseUnsupported({ ...given }, ['final_capture']);
  const charge = heldCharge(context, before);
  if (before.status !== 'requires_capture' || !charge) {
    throw unexpectedState(
      context,
      before,
      `This PaymentIntent could not be captured because it has a status of ${before.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    );
  }
  refuseDescriptor(given.statement_descriptor);
  const amount = given.amount_to_capture ?? before.amount_capturable;
  if (amount < 1 || amount > before.amount_capturable) {
    throw invalidRequest(
      amount < 1
        ? 'This value must be greater than or equal to 1.'
        : 'The amount_to_capture cannot be greater than the amount_capturable of the PaymentIntent.',
      {
        code: amount < 1 ? 'parameter_invalid_integer' : 'amount_too_large',
        param: 'amount_to_capture',
      },
    );
  }
  const fee = given.application_fee_amount ?? before.application_fee_amount;
  checkApplicationFee(context, fee, amount);
  const suffix = given.statement_descriptor_suffix
    ? checkSuffix(given.statement_descriptor_suffix)
    : before.statement_descriptor_suffix;
  context.records.put('charge', {
    ...charge,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    application_fee_amount: fee,
    captured: true,
    statement_descriptor_suffix: suffix,
  });
  const captured = settle(context, charge.id);
  const after: Intent = {
    ...before,
    amount_capturable: 0,
    amount_received: amount,
    application_fee_amount: fee,
    metadata: mergeMetadata(before.metadata, given.metadata),
    statement_descriptor_suffix: suffix,
    status: 'succeeded',
  };
  context.records.put('payment_intent', after);
  context.emit('charge.captured', captured);
  openDisputes(context, captured);
  context.emit('payment_intent.succeeded', after);
  return after;
}

function heldCharge(context: Context, intent: Intent): Stripe.Charge | undefined {
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

/** Ends an intent that has taken no money; held money is released. */
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
  const charge = heldCharge(context, before);
  if (before.status === 'requires_capture' && charge) {
    const released = { ...charge, amount_refunded: charge.amount, refunded: true };
    context.records.put('charge', released);
    context.emit('charge.refunded', released);
  }
  const after: Intent = {
    ...before,
    amount_capturable: 0,
    canceled_at: context.now(),
    cancellation_reason: given.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  context.emit('payment_intent.canceled', after);
  return after;
}
