/**
 * `payment_method_options[card]` of intents: what is not given stays as it was, or as Stripe's
 * defaults (docs.stripe.com/api/payment_intents/object#payment_intent_object-payment_method_options).
 */
import type Stripe from 'stripe';

type PaymentOptions = Stripe.PaymentIntent.PaymentMethodOptions.Card;
type PaymentGiven = Stripe.PaymentIntentConfirmParams.PaymentMethodOptions.Card;
type SetupOptions = Stripe.SetupIntent.PaymentMethodOptions.Card;
type SetupGiven = Stripe.SetupIntentConfirmParams.PaymentMethodOptions.Card;

/** Shown once given, absent before. */
const echoed = [
  'capture_method',
  'request_extended_authorization',
  'request_incremental_authorization',
  'request_multicapture',
  'request_overcapture',
  'require_cvc_recollection',
  'setup_credential_usage',
  'setup_future_usage',
  'statement_descriptor_suffix_kana',
  'statement_descriptor_suffix_kanji',
  'stored_credential_usage',
] as const;

function mandateOptions(
  given: Partial<NonNullable<PaymentGiven['mandate_options']>> & { currency?: string },
): object {
  const { amount, amount_type, interval, reference, start_date } = given;
  return {
    amount,
    amount_type,
    ...(given.currency === undefined ? {} : { currency: given.currency }),
    description: given.description ?? null,
    end_date: given.end_date ?? null,
    interval,
    interval_count: given.interval_count ?? null,
    reference,
    start_date,
    supported_types: given.supported_types ?? null,
  };
}

/** What is asked for; which plans there are depends on the card (`installments.ts`). */
function installments(
  given: PaymentGiven['installments'],
  before: PaymentOptions['installments'],
): PaymentOptions['installments'] {
  if (!given) return before;
  const { enabled = before?.enabled ?? true, plan } = given;
  const chosen = plan === undefined ? (before?.plan ?? null) : plan || null;
  return {
    available_plans: enabled ? (before?.available_plans ?? []) : null,
    enabled,
    // Each plan there is counts months.
    plan: chosen && ({ count: null, interval: 'month', ...chosen } as typeof chosen as never),
  };
}

/** The card options of a PaymentIntent. */
export function paymentCardOptions(
  given: PaymentGiven | '' | null | undefined,
  before: PaymentOptions | undefined,
): PaymentOptions {
  const card: PaymentGiven = given ? given : {};
  const shown = echoed.flatMap((name) => {
    // An emptied one is unset.
    const value = card[name] === undefined ? before?.[name] : card[name];
    return value === undefined || value === '' || value === null ? [] : [[name, value]];
  });
  return {
    installments: installments(card.installments, before?.installments ?? null),
    mandate_options: card.mandate_options
      ? (mandateOptions(card.mandate_options) as PaymentOptions['mandate_options'])
      : (before?.mandate_options ?? null),
    network: card.network ?? before?.network ?? null,
    request_three_d_secure:
      card.request_three_d_secure ?? before?.request_three_d_secure ?? 'automatic',
    ...Object.fromEntries(shown),
  };
}

/** The card options of a SetupIntent. */
export function setupCardOptions(
  given: SetupGiven | '' | null | undefined,
  before: SetupOptions | undefined,
): SetupOptions {
  const card: SetupGiven = given ? given : {};
  const usage = card.setup_credential_usage ?? before?.setup_credential_usage;
  return {
    mandate_options: card.mandate_options
      ? (mandateOptions(card.mandate_options) as SetupOptions['mandate_options'])
      : (before?.mandate_options ?? null),
    network: card.network ?? before?.network ?? null,
    request_three_d_secure:
      card.request_three_d_secure ?? before?.request_three_d_secure ?? 'automatic',
    ...(usage ? { setup_credential_usage: usage } : {}),
  };
}
