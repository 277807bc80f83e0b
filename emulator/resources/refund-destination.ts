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
 * Reverses the charge's transfer in proportion, and returns the platform's fee, as the refund asks;
 * of a charge with several captures all that is left of each. `charge` shows the refund already.
 * Returns the first reversal's id, null when there is none.
 */
export function takeFromDestination(
  context: Context,
  charge: Stripe.Charge,
  refund: Stripe.Refund,
  { returnsFee, reversesTransfer }: RefundHidden,
): string | null {
  const reversals = transfersOf(context, charge).flatMap((transfer) => {
    const left = transfer.amount - transfer.amount_reversed;
    const share = Math.round((transfer.amount * refund.amount) / charge.amount_captured);
    const amount = charge.refunded ? left : Math.min(left, share);
    if (reversesTransfer !== true || amount === 0) return [];
    const plan = { amount, metadata: {}, description: null, refund: refund.id, returnsFee };
    return [reverseTransfer(context, transfer, plan).id];
  });
  const [first] = reversals;
  if (first !== undefined) return first;
  const fee = returnsFee ? feeShare(context, charge, refund.amount, charge.refunded) : 0;
  if (fee > 0) giveFeeBack(context, findFee(context, idOf(charge.application_fee) ?? ''), fee);
  return null;
}

/** What sent the money of a destination charge on, oldest first: one transfer for each capture. */
function transfersOf(context: Context, charge: Stripe.Charge): Stripe.Transfer[] {
  const first = context.records.get('transfer', idOf(charge.transfer) ?? '')?.object;
  if (!first) return [];
  if (charge.payment_method_details?.card?.multicapture?.status !== 'available') return [first];
  // No other transfer can name such a charge before its last capture.
  return context.records
    .where('transfer', 'source_transaction', charge.id)
    .map(({ object }) => object)
    .filter(({ destination }) => idOf(destination) === idOf(first.destination))
    .reverse();
}
