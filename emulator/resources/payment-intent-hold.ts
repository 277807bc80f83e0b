/**
 * Holding more money for a PaymentIntent
 * (docs.stripe.com/payments/incremental-authorization).
 */
import type Stripe from 'stripe';
import { checkAmount } from '../rules/money';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { tellChange } from './changes';
import { unsettable } from './parameters';
import { takeAmountDetails } from './payment-amount-details';
import { heldCharge } from './payment-intent-cancel';
import { shared } from './payment-intent-capture';
import { unexpectedState } from './payment-intent-confirm';
import { paymentDetails, refuseDescriptor, refuseElsewhere } from './payment-intent-details';

type Intent = Stripe.PaymentIntent;

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
  tellChange(context, 'charge.updated', charge, larger);
  context.emit('payment_intent.amount_capturable_updated', after);
  return after;
}
