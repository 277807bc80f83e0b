/**
 * Taking the money that a charge without a PaymentIntent holds, and its end when nobody does
 * (docs.stripe.com/api/charges/capture).
 */
import type Stripe from 'stripe';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { calculatedDescriptor } from './plain-charge';
import { openDisputes } from './dispute-open';
import { checkEmail, onlyOne, unsettable } from './parameters';
import { checkApplicationFee, checkSuffix } from './payment-intent-details';
import { idOf } from './payment-method-use';
import { settle } from './settlement';

/** Whether the hold of a charge is over, captured or not. */
function expired(context: Context, charge: Stripe.Charge): boolean {
  const until = charge.payment_method_details?.card?.capture_before;
  return until !== undefined && until <= context.now();
}

/**
 * Captures a charge once, all or part of it; the rest is released. Throws 400 for one that is
 * captured, was made by a PaymentIntent, has failed, was given back or waited too long.
 */
export function captureCharge(
  context: Context,
  charge: Stripe.Charge,
  given: Stripe.ChargeCaptureParams,
): Stripe.Charge {
  checkCapturable(context, charge);
  onlyOne({ ...given }, ['application_fee', 'application_fee_amount']);
  const amount = given.amount ?? charge.amount;
  checkAmount(amount, charge.amount);
  const share = given.transfer_data?.amount;
  if (share !== undefined && !charge.transfer_data) {
    throw missingParameter('transfer_data[destination]');
  }
  if (given.transfer_group !== undefined && charge.transfer_group !== null) {
    // unconfirmed: the sentence; that it is refused is documented.
    throw invalidRequest('The transfer_group of this charge is set already.', {
      param: 'transfer_group',
    });
  }
  const fee =
    given.application_fee_amount ?? given.application_fee ?? charge.application_fee_amount;
  const destination = idOf(charge.transfer_data?.destination);
  checkApplicationFee(context, fee, charge.amount, destination ? { destination } : null);
  checkEmail(given.receipt_email, 'receipt_email');
  const words = given.statement_descriptor_suffix ?? given.statement_descriptor;
  const suffix = words ? checkSuffix(words) : charge.statement_descriptor_suffix;
  const taken: Stripe.Charge = {
    ...charge,
    amount_captured: amount,
    application_fee_amount: fee,
    calculated_statement_descriptor: calculatedDescriptor(context, {
      on_behalf_of: charge.on_behalf_of,
      statement_descriptor_suffix: suffix,
    }),
    captured: true,
    receipt_email: unsettable(given.receipt_email, charge.receipt_email),
    statement_descriptor_suffix: suffix,
    transfer_data: charge.transfer_data && {
      ...charge.transfer_data,
      amount: share ?? charge.transfer_data.amount,
    },
    transfer_group: given.transfer_group ?? charge.transfer_group,
  };
  context.records.put('charge', taken);
  const captured = settle(context, charge.id);
  context.emit('charge.captured', captured);
  openDisputes(context, captured);
  return context.records.get('charge', charge.id)?.object ?? captured;
}

function checkCapturable(context: Context, charge: Stripe.Charge): void {
  const intent = idOf(charge.payment_intent);
  if (charge.captured) {
    throw invalidRequest(`Charge ${charge.id} has already been captured.`, {
      code: 'charge_already_captured',
    });
  }
  if (intent !== null) {
    throw invalidRequest(
      `This uncaptured Charge was created by a PaymentIntent (${intent}). You must capture the PaymentIntent instead.`,
    );
  }
  if (charge.status !== 'succeeded') {
    // unconfirmed: the sentence.
    throw invalidRequest(`Charge ${charge.id} has failed and cannot be captured.`, {
      validation: false,
    });
  }
  if (charge.refunded) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (!expired(context, charge)) return;
  throw invalidRequest(
    `The charge ${charge.id} cannot be captured as the authorization has expired or the charge has already been captured.`,
    { code: 'charge_expired_for_capture' },
  );
}

function checkAmount(amount: number, held: number): void {
  if (amount < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  }
  if (amount <= held) return;
  throw invalidRequest(
    'You cannot capture a charge for an amount that is greater than the amount that was authorized.',
    { code: 'amount_too_large', param: 'amount' },
  );
}

/** The task that tells of a hold nobody captured. The charge stays as it was. */
export function expireCharge(context: Context, { charge: id }: { charge: string }): void {
  const charge = context.records.get('charge', id)?.object;
  if (charge && !charge.captured && !charge.refunded) context.emit('charge.expired', charge);
}
