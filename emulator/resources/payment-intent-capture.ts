/**
 * Taking the money that is held for a PaymentIntent, at once or in several captures
 * (docs.stripe.com/payments/place-a-hold-on-a-payment-method, docs.stripe.com/payments/multicapture).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { tellChange } from './changes';
import { calculatedDescriptor } from './plain-charge';
import { transferDataOf } from './destination-charge';
import { openDisputes } from './dispute-open';
import { takeAmountDetails } from './payment-amount-details';
import { heldCharge, released } from './payment-intent-cancel';
import { unexpectedState } from './payment-intent-confirm';
import {
  checkApplicationFee,
  checkSuffix,
  paymentDetails,
  refuseDescriptor,
  refuseElsewhere,
} from './payment-intent-details';
import { settleCapture } from './settlement';

type Intent = Stripe.PaymentIntent;

/** How often a PaymentIntent can be captured (docs.stripe.com/payments/multicapture#availability). */
const mostCaptures = 50;

/**
 * Takes the held money, all or part of it; the rest is released, unless `final_capture` is false.
 * The platform's fee is capped at what was captured
 * (docs.stripe.com/api/payment_intents/object#payment_intent_object-application_fee_amount).
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
  const final = given.final_capture !== false;
  const multiple = charge.payment_method_details?.card?.multicapture?.status === 'available';
  if (!final) checkMultiple(context, charge, multiple);
  refuseDescriptor(given.statement_descriptor);
  const started = charge.amount_captured > 0;
  const amount = given.amount_to_capture ?? before.amount_capturable;
  checkCaptured(amount, before.amount_capturable, started && final ? 0 : 1);
  const split = splitOf(context, before, charge, given, amount);
  const suffix = given.statement_descriptor_suffix
    ? checkSuffix(given.statement_descriptor_suffix)
    : before.statement_descriptor_suffix;
  const amount_received = charge.amount_captured + amount;
  const taken: Stripe.Charge = {
    ...charge,
    amount_captured: amount_received,
    application_fee_amount: split.fee,
    calculated_statement_descriptor: calculatedDescriptor(context, {
      ...before,
      statement_descriptor_suffix: suffix,
    }),
    statement_descriptor_suffix: suffix,
    transfer_data: charge.transfer_data && {
      ...charge.transfer_data,
      amount: split.transfer_data?.amount ?? null,
    },
  };
  const booked = settleCapture(context, final ? released(taken) : taken, {
    amount,
    fee: split.feeNow,
    share: split.shareNow,
  });
  context.records.put('charge', booked);
  const after: Intent = {
    ...before,
    amount_capturable: final ? 0 : before.amount_capturable - amount,
    amount_details: takeAmountDetails(
      context,
      { id: before.id, amount: amount_received },
      before.amount_details,
      given.amount_details,
    ),
    amount_received,
    application_fee_amount: split.fee,
    metadata: mergeMetadata(before.metadata, given.metadata),
    ...paymentDetails(given.payment_details, before.payment_details),
    statement_descriptor_suffix: suffix,
    status: final ? 'succeeded' : 'requires_capture',
    transfer_data: split.transfer_data,
  };
  keep(context, after, started, given);
  // Each capture of several is told, whatever is left to capture (multicapture#multicapture-webhooks).
  if (multiple) tellChange(context, 'charge.updated', charge, booked);
  if (final) {
    context.emit('charge.captured', booked);
    openDisputes(context, booked);
  }
  if (multiple) {
    const { amount_capturable } = before;
    context.emit('payment_intent.amount_capturable_updated', after, { amount_capturable });
  }
  if (final) context.emit('payment_intent.succeeded', after);
  return after;
}

/** Keeps the intent, and what its first capture said of the money's ways. */
function keep(
  context: Context,
  intent: Intent,
  started: boolean,
  given: Stripe.PaymentIntentCaptureParams,
): void {
  const hidden = context.records.get('payment_intent', intent.id)?.hidden;
  const named = {
    fee: given.application_fee_amount !== undefined,
    share: given.transfer_data?.amount !== undefined,
  };
  if (started || !hidden) context.records.put('payment_intent', intent);
  else context.records.put('payment_intent', intent, { ...hidden, firstCapture: named });
}

interface Split {
  /** The fee of all captures so far; null when there is none. */
  readonly fee: number | null;
  readonly transfer_data: NonNullable<Intent['transfer_data']> | null;
  /** What this capture takes of the fee and sends on, in minor units. */
  readonly feeNow: number;
  readonly shareNow: number | undefined;
}

/**
 * How a capture is shared. What a capture names is its own; what only the intent names is taken once,
 * by the first captures it fits into. What the first capture names, each later one must
 * (docs.stripe.com/payments/multicapture#connect; the sentence is unconfirmed).
 */
function splitOf(
  context: Context,
  before: Intent,
  charge: Stripe.Charge,
  given: Stripe.PaymentIntentCaptureParams,
  amount: number,
): Split {
  const started = charge.amount_captured > 0;
  const first = context.records.get('payment_intent', before.id)?.hidden.firstCapture;
  const feeGiven = given.application_fee_amount;
  const shareGiven = given.transfer_data?.amount;
  if (started && amount > 0) {
    if (first?.fee && feeGiven === undefined) throw named('application_fee_amount');
    if (first?.share && shareGiven === undefined) throw named('transfer_data[amount]');
  }
  const transfer_data = shared(context, before, given.transfer_data, {
    amount: started && shareGiven === undefined ? before.amount : amount,
    fee: feeGiven ?? before.application_fee_amount,
    // A fee above what is captured is taken as far as it goes.
    mostFee: before.amount,
  });
  const collected = started ? collectedFrom(context, charge) : 0;
  const sent = started ? sentFrom(context, charge) : 0;
  const wanted = transfer_data?.amount;
  return {
    fee: feeGiven === undefined ? before.application_fee_amount : collected + feeGiven,
    feeNow: feeGiven ?? Math.max(0, (before.application_fee_amount ?? 0) - collected),
    transfer_data:
      transfer_data && shareGiven !== undefined
        ? { ...transfer_data, amount: sent + shareGiven }
        : transfer_data,
    shareNow: shareGiven ?? (wanted === undefined ? undefined : Math.max(0, wanted - sent)),
  };
}

/** What the platform has taken in fees from a charge so far, in minor units. */
function collectedFrom(context: Context, charge: Stripe.Charge): number {
  const field = charge.transfer_data ? 'originating_transaction' : 'charge';
  return context
    .as(context.platform)
    .records.where('application_fee', field, charge.id)
    .reduce((sum, { object }) => sum + object.amount, 0);
}

/** What went on to the destination of a charge so far. */
function sentFrom(context: Context, charge: Stripe.Charge): number {
  return context.records
    .where('transfer', 'source_transaction', charge.id)
    .reduce((sum, { object }) => sum + object.amount, 0);
}

function named(param: string): Error {
  return invalidRequest(
    `Missing required param: ${param}. It was given for the first capture of this PaymentIntent, and so it must be for each.`,
    { code: 'parameter_missing', param },
  );
}

/** Who gets what of the amount: the platform's fee, or the destination's share. Throws 400. */
export function shared(
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

/** Throws unless the charge can be captured once more after this capture. */
function checkMultiple(context: Context, charge: Stripe.Charge, multiple: boolean): void {
  if (!multiple) {
    throw invalidRequest(
      'You can only set `final_capture` to false on a PaymentIntent whose charge can be captured several times: `payment_method_details[card][multicapture][status]` of this one is unavailable.',
      { param: 'final_capture' },
    );
  }
  const captures = context.records
    .where('balance_transaction', 'source', charge.id)
    .filter(({ object }) => object.type === 'charge');
  if (captures.length < mostCaptures) return;
  throw invalidRequest(
    `This PaymentIntent has been captured ${mostCaptures} times already: only a final capture is possible.`,
    { param: 'final_capture' },
  );
}

function checkCaptured(amount: number, capturable: number, least: number): void {
  if (amount < least) {
    throw invalidRequest(`This value must be greater than or equal to ${least}.`, {
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
