/**
 * Stripe's fees on the direct charges of accounts whose platform pays for them: the account sees
 * none, the platform is billed (docs.stripe.com/connect/direct-charges-fee-payer-behavior).
 */
import type { Context } from '../server/contract';
import { book } from './ledger';
import { merchant } from './merchant';

/** Whether Stripe bills the platform for what happens on the context's account. */
export function platformPays(context: Context): boolean {
  return context.connected && merchant(context).controller?.fees?.payer === 'application';
}

/** Bills the platform for a fee, in minor units, that came of `source` on the context's account. */
export function billPlatform(
  context: Context,
  fee: { amount: number; currency: string; what: string; source: string },
): void {
  if (fee.amount === 0) return;
  book(context.as(context.platform), {
    amount: -fee.amount,
    currency: fee.currency,
    type: 'stripe_fee',
    reporting_category: 'fee',
    description: `${fee.what} for ${fee.source} on ${context.account}`,
    source: fee.source,
  });
}
