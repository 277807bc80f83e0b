/**
 * `payment_method_options[customer_balance]` of PaymentIntents
 * (docs.stripe.com/payments/bank-transfers/accept-a-payment).
 */
import type Stripe from 'stripe';

type Given = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.CustomerBalance;
export type BalanceOptions = Stripe.PaymentIntent.PaymentMethodOptions.CustomerBalance;

/** The options of an intent that takes bank transfers, under their name; nothing for the others. */
export function balanceOptions(
  types: readonly string[],
  given: Given | '' | null | undefined,
  before: BalanceOptions | undefined,
): { customer_balance?: BalanceOptions } {
  if (!types.includes('customer_balance')) return {};
  const { bank_transfer: asked, funding_type, setup_future_usage } = given || {};
  const transfer = asked
    ? {
        ...(asked.eu_bank_transfer ? { eu_bank_transfer: asked.eu_bank_transfer } : {}),
        ...(asked.requested_address_types
          ? { requested_address_types: asked.requested_address_types }
          : {}),
        type: asked.type,
      }
    : before?.bank_transfer;
  const usage = setup_future_usage ?? before?.setup_future_usage;
  return {
    customer_balance: {
      ...(transfer ? { bank_transfer: transfer } : {}),
      funding_type: funding_type ?? before?.funding_type ?? null,
      ...(usage ? { setup_future_usage: usage } : {}),
    } as BalanceOptions,
  };
}
