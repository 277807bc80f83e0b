/**
 * Money that is held for a PaymentIntent: taking it, and holding more
 * (docs.stripe.com/payments/place-a-hold-on-a-payment-method,
 * docs.stripe.com/payments/incremental-authorization).
 */
import type Stripe from 'stripe';
import { checkAmount } from '../rules/money';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { calculatedDescriptor } from './charge-shape';
import { transferDataOf } from './destination-charge';
import { openDisputes } from './dispute-open';
import { unsettable } from './parameters';
import { takeAmountDetails } from './payment-amount-details';
import { heldCharge } from './payment-intent-cancel';
import { unexpectedState } from './payment-intent-confirm';
import {
  checkApplicationFee,
  checkSuffix,
  paymentDetails,
  refuseDescriptor,
  refuseElsewhere,
} from './payment-intent-details';
import { settle } from './settlement';

type Intent = Stripe.PaymentIntent;

/**
 * Takes the held money, all or part of it; the rest is released. The platform's fee is capped at
 * what was captured (docs.stripe.com/api/payment_intents/object#payment_intent_object-application_fee_amount).
 */
export function capturePayment(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentCaptureParams,
): Intent {
  refuseElsewhere(given);
  const charge = heldCharge(context, before);
  if (before.status !== 'requires_capture' || !charge) {
    throw unexpectedState(
      context,
      before,
      `This PaymentIntent could not be captured because it has a status of ${before.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    );
  }
  if (given.final_capture === false) {
    throw invalidRequest(
      'You can only set `final_capture` to false on a PaymentIntent whose charge can be captured several times: `payment_method_details[card][multicapture][status]` of this one is unavailable.',
      { param: 'final_capture' },
    );
  }
  refuseDescriptor(given.statement_descriptor);
  const amount = given.amount_to_capture ?? before.amount_capturable;
  checkCaptured(amount, before.amount_capturable);
  const fee = given.application_fee_amount ?? before.application_fee_amount;
  const transfer_data = shared(context, before, given.transfer_data, {
    amount,
    fee,
    // A fee above what is captured is taken as far as it goes.
    mostFee: before.amount,
  });
  const suffix = given.statement_descriptor_suffix
    ? checkSuffix(given.statement_descriptor_suffix)
    : before.statement_descriptor_suffix;
  // Settlement looks there for what goes on to a destination.
  context.records.put('payment_intent', { ...before, transfer_data });
  context.records.put('charge', {
    ...charge,
    amount_captured: amount,
    amount_refunded: charge.amount - amount,
    application_fee_amount: fee,
    calculated_statement_descriptor: calculatedDescriptor(context, {
      ...before,
      statement_descriptor_suffix: suffix,
    }),
    captured: true,
    statement_descriptor_suffix: suffix,
  });
  const captured = settle(context, charge.id);
  const after: Intent = {
    ...before,
    amount_capturable: 0,
    amount_details: takeAmountDetails(
      context,
      { id: before.id, amount },
      before.amount_details,
      given.amount_details,
    ),
    amount_received: amount,
    application_fee_amount: fee,
    metadata: mergeMetadata(before.metadata, given.metadata),
    ...paymentDetails(given.payment_details, before.payment_details),
    statement_descriptor_suffix: suffix,
    status: 'succeeded',
    transfer_data,
  };
  context.records.put('payment_intent', after);
  context.emit('charge.captured', captured);
  openDisputes(context, captured);
  context.emit('payment_intent.succeeded', after);
  return after;
}

/** Who gets what of the amount: the platform's fee, or the destination's share. Throws 400. */
function shared(
  context: Context,
  { transfer_data: before }: Intent,
  given: { amount?: number } | undefined,
  { amount, fee, mostFee }: { amount: number; fee: number | null; mostFee: number },
): NonNullable<Intent['transfer_data']> | null {
  const share = { amount, application_fee_amount: fee };
  const transfer_data = transferDataOf(context, given, before ?? null, share);
  checkApplicationFee(context, fee, mostFee, transfer_data);
  return transfer_data;
}

function checkCaptured(amount: number, capturable: number): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount_to_capture',
    });
  }
  if (amount <= capturable) return;
  throw invalidRequest(
    'The amount_to_capture cannot be greater than the amount_capturable of the PaymentIntent.',
    { code: 'amount_too_large', param: 'amount_to_capture' },
  );
}

/**
 * Holds more than before: the issuer is asked for the difference. Only where the payment asked for
 * it with `payment_method_options[card][request_incremental_authorization]` (sentences unconfirmed).
 */
export function incrementAuthorization(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentIncrementAuthorizationParams,
): Intent {
  refuseElsewhere(given);
  refuseDescriptor(given.statement_descriptor);
  const charge = heldCharge(context, before);
  const card = charge?.payment_method_details?.card;
  if (before.status !== 'requires_capture' || !charge || !card) {
    throw unexpectedState(
      context,
      before,
      `This PaymentIntent's authorization could not be incremented because it has a status of ${before.status}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`,
    );
  }
  if (card.incremental_authorization?.status !== 'available') {
    throw unexpectedState(
      context,
      before,
      'This PaymentIntent is not eligible for incremental authorization. Request it with `payment_method_options[card][request_incremental_authorization]` when you confirm.',
    );
  }
  if (given.amount <= before.amount) {
    throw invalidRequest(
      `The amount must be greater than the currently authorized amount of ${before.amount}.`,
      { param: 'amount' },
    );
  }
  checkAmount(given.amount, before.currency);
  const fee = given.application_fee_amount ?? before.application_fee_amount;
  const transfer_data = shared(context, before, given.transfer_data, {
    amount: given.amount,
    fee,
    mostFee: given.amount,
  });
  const larger: Stripe.Charge = {
    ...charge,
    amount: given.amount,
    application_fee_amount: fee,
    description: unsettable(given.description, charge.description),
    metadata: mergeMetadata(charge.metadata, given.metadata),
    payment_method_details: {
      type: 'card',
      card: {
        ...card,
        amount_authorized: given.amount,
        ...(card.overcapture
          ? { overcapture: { ...card.overcapture, maximum_amount_capturable: given.amount } }
          : {}),
      },
    },
  };
  context.records.put('charge', larger);
  const after: Intent = {
    ...before,
    amount: given.amount,
    amount_capturable: given.amount,
    amount_details: takeAmountDetails(
      context,
      { id: before.id, amount: given.amount },
      before.amount_details,
      given.amount_details,
    ),
    application_fee_amount: fee,
    description: unsettable(given.description, before.description),
    metadata: mergeMetadata(before.metadata, given.metadata),
    ...paymentDetails(given.payment_details, before.payment_details),
    transfer_data,
  };
  context.records.put('payment_intent', after);
  context.emit('charge.updated', larger, previousAttributes(charge, larger));
  context.emit('payment_intent.amount_capturable_updated', after);
  return after;
}
