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

function feeOf(context: Context, charge: Stripe.Charge): Stripe.ApplicationFee | undefined {
  const platform = context.as(context.platform);
  return platform.records.get('application_fee', idOf(charge.application_fee) ?? '')?.object;
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
  const fee = feeOf(context, charge);
  if (!fee) return 0;
  const left = fee.amount - fee.amount_refunded;
  const share = Math.round((fee.amount * amount) / charge.amount_captured);
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
  const fee = feeOf(context, charge);
  if (!fee || amount === 0) return [];
  refundFee(context.as(context.platform), fee, amount);
  return [
    {
      amount: -amount,
      application: applicationId(context.platform),
      currency: charge.currency,
      description: 'Application fee refund',
      type: 'application_fee',
    },
  ];
}
