/**
 * `payment_method_options[us_bank_account]` of intents: what is not given stays as it was, or as
 * Stripe's defaults (docs.stripe.com/api/payment_intents/object).
 */
import type Stripe from 'stripe';

type PaymentGiven = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.UsBankAccount;
type SetupGiven = Stripe.SetupIntentConfirmParams.PaymentMethodOptions.UsBankAccount;
type Connections = PaymentGiven['financial_connections'];
export type PaymentBankOptions = Stripe.PaymentIntent.PaymentMethodOptions.UsBankAccount;
export type SetupBankOptions = Stripe.SetupIntent.PaymentMethodOptions.UsBankAccount;

/** Shown once given, absent before. */
const echoed = ['setup_future_usage', 'target_date', 'transaction_purpose'] as const;

type Given = Omit<Partial<PaymentGiven & SetupGiven>, 'mandate_options'> & {
  mandate_options?: { collection_method?: string };
};

/**
 * The bank options of an intent that takes bank accounts, under their name; nothing for the others.
 *
 * @param types the intent's `payment_method_types`
 */
export function bankOptions<B extends PaymentBankOptions | SetupBankOptions>(
  types: readonly string[],
  given: object | '' | null | undefined,
  before: B | undefined,
): { us_bank_account?: B } {
  if (!types.includes('us_bank_account')) return {};
  const bank: Given = given ? given : {};
  const was: Partial<PaymentBankOptions> = before ?? {};
  const shown = echoed.flatMap((name) => {
    // An emptied one is unset.
    const value: unknown = bank[name] === undefined ? was[name] : bank[name];
    return value === undefined || value === '' || value === null ? [] : [[name, value]];
  });
  const connections = connectionsOf(bank.financial_connections) ?? was.financial_connections;
  const collection =
    bank.mandate_options?.collection_method ?? was.mandate_options?.collection_method;
  const options = {
    ...(connections ? { financial_connections: connections } : {}),
    mandate_options: collection ? { collection_method: collection } : {},
    ...Object.fromEntries(shown),
    verification_method: bank.verification_method ?? was.verification_method ?? 'automatic',
  };
  // The two kinds of intents differ in `echoed` alone, which only payments take.
  return { us_bank_account: options as B };
}

function connectionsOf(given: Connections): PaymentBankOptions['financial_connections'] {
  if (!given) return undefined;
  const { filters, permissions, prefetch, return_url } = given;
  return {
    ...(filters ? { filters } : {}),
    permissions: permissions ?? ['payment_method'],
    prefetch: prefetch ?? null,
    ...(return_url ? { return_url } : {}),
  };
}
