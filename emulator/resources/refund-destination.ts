/**
 * What a refund of a destination charge takes back from the destination, and gives it
 * (docs.stripe.com/connect/destination-charges#issue-refunds).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import type { RefundHidden } from '../store/kinds';
import { findFee, giveFeeBack } from './fee-refunds';
import { idOf } from './payment-method-use';
import { feeShare } from './refund-fee';
import { reverseTransfer } from './transfer-reverse';

/**
 * Reverses the charge's transfer in proportion, and returns the platform's fee, as the refund asks.
 * `charge` shows the refund already. Returns the reversal's id, null when there is none.
 */
export function takeFromDestination(
  context: Context,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
  { returnsFee, reversesTransfer }: RefundHidden,
): string | null {
  const transfer = context.records.get('transfer', idOf(charge.transfer) ?? '')?.object;
  const left = transfer ? transfer.amount - transfer.amount_reversed : 0;
  const share = transfer
    ? Math.round((transfer.amount * refund.amount) / charge.amount_captured)
    : 0;
  const amount = charge.refunded ? left : Math.min(left, share);
  if (transfer && reversesTransfer === true && amount > 0) {
    return reverseTransfer(context, transfer, {
      amount,
      metadata: {},
      description: null,
      refund: refund.id,
      returnsFee,
    }).id;
  }
  const fee = returnsFee ? feeShare(context, charge, refund.amount, charge.refunded) : 0;
  if (fee > 0) giveFeeBack(context, findFee(context, idOf(charge.application_fee) ?? ''), fee);
  return null;
}
