/**
 * What a buyer reads when Stripe, a bank or a network says no: a sentence and what to do next, by
 * Stripe's codes. The codes themselves are for engineers and never part of a sentence, and what
 * speaks of a lost, stolen or suspected card is told like any other decline.
 * https://docs.stripe.com/declines/codes https://docs.stripe.com/error-codes
 */
import type { Words } from '../language/words';
import { toldCode } from './decline-code';

export interface RefusalWords {
  readonly message: string;
  /** What to do next, in words. */
  readonly advice: string;
}

/** What is known of a refusal: Stripe's own fields. */
export interface Refusal {
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
}

/** What a refusal means to a buyer; its words stand under the same name in `messages/…/refusals.ts`. */
type Cause =
  | 'declined'
  | 'funds'
  | 'limit'
  | 'expired'
  | 'code'
  | 'number'
  | 'date'
  | 'address'
  | 'bankDown'
  | 'later'
  | 'currency'
  | 'unsupported'
  | 'account'
  | 'renewed'
  | 'amount'
  | 'twice'
  | 'stopped'
  | 'pin'
  | 'testCard'
  | 'realCard'
  | 'asked'
  | 'unproven'
  | 'overdue'
  | 'bankAccount'
  | 'microdeposits'
  | 'busy'
  | 'silent'
  | 'seller'
  | 'method'
  | 'tooSmall'
  | 'tooLarge'
  | 'outdated'
  | 'unknown';

/** Decline codes and error codes, by what they mean to a buyer. */
const codesOf: Partial<Record<Cause, string>> = {
  declined:
    'card_declined generic_decline call_issuer do_not_honor do_not_try_again no_action_taken payment_method_customer_decline payment_method_provider_decline payment_intent_payment_attempt_failed setup_attempt_failed',
  funds: 'insufficient_funds',
  limit:
    'card_velocity_exceeded withdrawal_count_limit_exceeded pin_try_exceeded card_decline_rate_limit_exceeded',
  expired: 'expired_card expired_payment_method',
  code: 'incorrect_cvc invalid_cvc',
  number: 'incorrect_number invalid_number invalid_card_type',
  date: 'invalid_expiry_month invalid_expiry_year invalid_expiry_month_past invalid_expiry_year_past',
  address: 'incorrect_zip incorrect_postal_code incorrect_address postal_code_invalid',
  bankDown:
    'processing_error issuer_not_available payment_method_provider_timeout payment_intent_payment_attempt_timeout',
  later: 'try_again_later approve_with_id reenter_transaction',
  currency: 'currency_not_supported payment_method_currency_mismatch invalid_card_currency',
  unsupported:
    'card_not_supported transaction_not_allowed not_permitted service_not_allowed transaction_not_approved invalid_transaction',
  account: 'invalid_account',
  renewed: 'new_account_information_available',
  amount: 'invalid_amount',
  twice: 'duplicate_transaction',
  stopped:
    'stop_payment_order revocation_of_authorization revocation_of_all_authorizations payment_intent_mandate_invalid setup_intent_mandate_invalid billing_invalid_mandate',
  pin: 'incorrect_pin invalid_pin offline_pin_required online_or_offline_pin_required',
  testCard: 'testmode_decline',
  realCard: 'live_mode_test_card test_mode_live_card',
  asked:
    'authentication_required authentication_not_handled mobile_device_authentication_required payment_intent_action_required subscription_payment_intent_requires_action invoice_payment_intent_requires_action',
  unproven:
    'authentication_failure payment_intent_authentication_failure setup_intent_authentication_failure three_d_secure_authentication_upstream_error three_d_secure_authentication_not_supported',
  overdue: 'payment_intent_payment_attempt_expired setup_intent_setup_attempt_expired',
  bankAccount:
    'account_closed no_account bank_account_declined bank_account_exists bank_account_restricted bank_account_unusable bank_account_invalid_details bank_ownership_changed could_not_process debit_not_authorized debit_disputed refer_to_customer payment_method_bank_account_blocked invalid_account_number account_number_invalid routing_number_invalid invalid_currency incorrect_account_holder_name incorrect_account_holder_tax_id incorrect_account_holder_address charge_exceeds_source_limit charge_exceeds_transaction_limit charge_exceeds_weekly_limit',
  microdeposits:
    'bank_account_unverified bank_account_verification_failed payment_method_microdeposit_failed payment_method_microdeposit_verification_attempts_exceeded payment_method_microdeposit_verification_timeout payment_method_microdeposit_verification_amounts_invalid payment_method_microdeposit_verification_amounts_mismatch payment_method_microdeposit_verification_descriptor_code_mismatch payment_method_microdeposit_processing_error',
  busy: 'rate_limit payment_intent_rate_limit_exceeded lock_timeout idempotency_key_in_use',
  seller:
    'account_invalid account_country_invalid_address country_unsupported platform_account_required transfers_not_allowed charge_not_enabled livemode_mismatch payment_method_unactivated insufficient_capabilities_for_transfer capability_not_active application_fees_not_allowed not_allowed_on_standard_account testmode_charges_only',
  method:
    'payment_method_not_available payment_intent_incompatible_payment_method payment_method_restricted sepa_unsupported_account payment_method_unsupported_type payment_method_invalid_parameter payment_method_invalid_parameter_testmode invalid_payment_method_type',
  tooSmall: 'amount_too_small charge_invalid_parameter_amount_too_small',
  tooLarge: 'amount_too_large',
  outdated:
    'setup_intent_unexpected_state payment_intent_unexpected_state intent_invalid_state client_secret_expired token_already_used',
};

const causeOf = new Map(
  Object.entries(codesOf).flatMap(([cause, codes]) =>
    codes.split(' ').map((code) => [code, cause as Cause] as const),
  ),
);

/** Where a buyer would rather be told first that no money has moved. */
const calming: ReadonlySet<Cause> = new Set<Cause>([
  'bankDown',
  'busy',
  'silent',
  'seller',
  'method',
  'tooSmall',
  'tooLarge',
  'unknown',
]);

/** Causes with another advice beside a form, in which what was typed still stands. */
const besideForm = (cause: Cause) =>
  cause === 'code' ||
  cause === 'number' ||
  cause === 'date' ||
  cause === 'address' ||
  cause === 'unknown';

/**
 * The sentences for a refusal, the decline code's before the error code's, and those of the error's
 * type for a code that is new to us. `saving` means a form in which what was typed still stands.
 */
export function refusalWords(
  refusal: Refusal,
  occasion: 'paying' | 'saving',
  t: Words<'refusals'>,
): RefusalWords {
  const cause = causeFor(refusal);
  if (occasion === 'saving') {
    return {
      message: t(cause === 'unknown' ? 'notSaved' : cause),
      advice: t(besideForm(cause) ? `${cause}Saving` : `${cause}Paying`),
    };
  }
  const advice = t(`${cause}Paying`);
  return { message: t(cause), advice: calming.has(cause) ? t('calm', { advice }) : advice };
}

function causeFor({ type, code, declineCode }: Refusal): Cause {
  const known =
    causeOf.get(toldCode(declineCode) ?? '') ??
    // A new decline code says more than the code beside it, which then only says "declined".
    (declineCode ? undefined : causeOf.get(toldCode(code) ?? ''));
  if (known) return known;
  switch (type) {
    case 'card_error':
      return 'declined';
    case 'api_error':
    case 'api_connection_error':
    case 'authentication_error':
      return 'silent';
    case 'rate_limit_error':
      return 'busy';
    default:
      return 'unknown';
  }
}
