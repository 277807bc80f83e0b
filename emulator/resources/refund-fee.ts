/**
 * The part of a refund that the platform returns
 * (docs.stripe.com/connect/direct-charges#issue-refunds).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { refundFee } from './fee-refunds';
import { applicationId } from './merchant';
import { idOf } from './payment-method-use';

/**
 * Returns the application fee in proportion to `amount`, all that is left of it once the charge is
 * refunded whole. `charge` shows the refund already. The result is what the account's entry shows:
 * a fee that came back.
 */
export function returnFee(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
): Stripe.BalanceTransaction.FeeDetail[] {
  const platform = context.as(context.platform);
  const fee = platform.records.get('application_fee', idOf(charge.application_fee) ?? '')?.object;
  if (!fee) return [];
  const left = fee.amount - fee.amount_refunded;
  const share = Math.round((fee.amount * amount) / charge.amount_captured);
  const returned = charge.refunded ? left : Math.min(left, share);
  if (returned === 0) return [];
  refundFee(platform, fee, returned);
  return [
    {
      amount: -returned,
      application: applicationId(context.platform),
      currency: charge.currency,
      description: 'Application fee refund',
      type: 'application_fee',
    },
  ];
}
