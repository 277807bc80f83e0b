/**
 * The part of a refund that the platform returns
 * (docs.stripe.com/connect/direct-charges#issue-refunds,
 * docs.stripe.com/connect/destination-charges#issue-refunds).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { refundFee } from './fee-refunds';
import { applicationId } from './merchant';
import { idOf } from './payment-method-use';

/** The fees of a charge, oldest first: one, or one for each of its captures. */
function feesOf(context: Context, charge: Stripe.Charge): Stripe.ApplicationFee[] {
  const first = idOf(charge.application_fee);
  if (first === null) return [];
  const { records } = context.as(context.platform);
  const all = records.where('application_fee', 'charge', charge.id).map(({ object }) => object);
  if (all.length > 0) return all.reverse();
  // That of a destination charge names the payment on the destination.
  const found = records.get('application_fee', first)?.object;
  return found ? [found] : [];
}

/**
 * How much of a charge's application fee belongs to `amount` of it, in minor units: in proportion,
 * and all that is left once the charge is given back whole.
 */
export function feeShare(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
  whole: boolean,
): number {
  const fees = feesOf(context, charge);
  const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);
  const left = sum(fees.map((fee) => fee.amount - fee.amount_refunded));
  const taken = sum(fees.map((fee) => fee.amount));
  const share = Math.round((taken * amount) / charge.amount_captured);
  return whole ? left : Math.min(left, share);
}

/**
 * Returns `amount` of a charge's application fee on the platform. The result is what the entry of
 * the account that paid the fee shows: a fee that came back.
 */
export function returnFeeOf(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
): Stripe.BalanceTransaction.FeeDetail[] {
  if (amount === 0) return [];
  let rest = amount;
  for (const fee of feesOf(context, charge)) {
    const part = Math.min(rest, fee.amount - fee.amount_refunded);
    if (part > 0) refundFee(context.as(context.platform), fee, part);
    rest -= part;
  }
  if (rest === amount) return [];
  return [
    {
      amount: rest - amount,
      application: applicationId(context.platform),
      currency: charge.currency,
      description: 'Application fee refund',
      type: 'application_fee',
    },
  ];
}
