/**
 * Giving back a charge without a PaymentIntent that holds money and has taken none: the hold is
 * released (docs.stripe.com/refunds).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { idOf } from './payment-method-use';

/**
 * Releases the whole hold. No money moves, so nothing is booked.
 *
 * @throws 400 for a part of it
 */
export function releaseCharge(
  context: Context,
  charge: Stripe.Charge,
  given: Stripe.RefundCreateParams,
): Stripe.Refund {
  if (charge.refunded) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  if (given.amount !== undefined && given.amount !== charge.amount) {
    throw invalidRequest(
      'You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount.',
      { param: 'amount', validation: false },
    );
  }
  const refund: Stripe.Refund = {
    id: context.id('re_', charge.id),
    object: 'refund',
    amount: charge.amount,
    balance_transaction: null,
    charge: charge.id,
    created: context.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: { card: { type: 'reversal' }, type: 'card' },
    metadata: mergeMetadata(null, given.metadata),
    payment_intent: null,
    payment_method: charge.payment_method,
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  };
  const after = { ...charge, amount_refunded: charge.amount, refunded: true };
  context.records.put('refund', refund, { returnsFee: false });
  context.records.put('charge', after);
  context.emit('refund.created', refund);
  context.emit('charge.refunded', after, previousAttributes(charge, after));
  return refund;
}
