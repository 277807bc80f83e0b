import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { englishWords } from '../language/texts';
import { refusalWords as wordsOf, type Refusal } from './refusal-words';

const english = englishWords('refusals');
const refusalWords = (refusal: Refusal, occasion: 'paying' | 'saving') =>
  wordsOf(refusal, occasion, english);

// https://docs.stripe.com/declines/codes, with those of bank debits.
const declineCodes = `
  approve_with_id authentication_not_handled authentication_required call_issuer card_not_supported
  card_velocity_exceeded currency_not_supported do_not_honor do_not_try_again duplicate_transaction
  expired_card fraudulent generic_decline incorrect_address incorrect_cvc incorrect_number
  incorrect_pin incorrect_zip insufficient_funds invalid_account invalid_amount invalid_cvc
  invalid_expiry_month invalid_expiry_year invalid_number invalid_pin issuer_not_available lost_card
  merchant_blacklist mobile_device_authentication_required new_account_information_available
  no_action_taken not_permitted offline_pin_required online_or_offline_pin_required pickup_card
  pin_try_exceeded processing_error reenter_transaction restricted_card
  revocation_of_all_authorizations revocation_of_authorization security_violation
  service_not_allowed stolen_card stop_payment_order test_mode_live_card testmode_decline
  transaction_not_allowed try_again_later withdrawal_count_limit_exceeded
  account_closed bank_account_restricted debit_not_authorized no_account
`
  .trim()
  .split(/\s+/);

/** Every error code that the SDK knows: what an intent's last error may bear. */
const errorCodes = (() => {
  const types = path.resolve('node_modules/stripe/esm/resources/PaymentIntents.d.ts');
  const [, list = ''] =
    /namespace LastPaymentError \{\s*type Code = ([^;]+);/.exec(readFileSync(types, 'utf8')) ?? [];
  return [...list.matchAll(/'([a-z0-9_]+)'/g)].map(([, code]) => code as string);
})();

const errorTypes = [
  'api_connection_error',
  'api_error',
  'authentication_error',
  'card_error',
  'idempotency_error',
  'invalid_request_error',
  'rate_limit_error',
  'validation_error',
  'a_type_of_tomorrow',
];

const every: Refusal[] = [
  ...declineCodes.map((declineCode) => ({
    type: 'card_error',
    code: 'card_declined',
    declineCode,
  })),
  ...[...errorCodes, 'a_code_of_tomorrow'].flatMap((code) =>
    ['card_error', 'invalid_request_error'].map((type) => ({ type, code, declineCode: null })),
  ),
  ...errorTypes.map((type) => ({ type, code: null, declineCode: null })),
];

const paying = (declineCode: string | null, code = 'card_declined', type = 'card_error') =>
  refusalWords({ type, code, declineCode }, 'paying');

describe('what a buyer is told of a refusal', () => {
  it('is a sentence and a next step for every code there is, and for those of tomorrow', () => {
    expect(errorCodes.length).toBeGreaterThan(200);
    for (const refusal of every) {
      for (const occasion of ['paying', 'saving'] as const) {
        const { message, advice } = refusalWords(refusal, occasion);
        for (const text of [message, advice]) {
          expect(text, JSON.stringify(refusal)).toMatch(/^[A-Z].{8,}\.$/);
          expect(text, JSON.stringify(refusal)).not.toMatch(/_|lost|stolen|fraud|blacklist|pick/i);
        }
      }
    }
  });

  it.each([
    'lost_card',
    'stolen_card',
    'pickup_card',
    'restricted_card',
    'fraudulent',
    'merchant_blacklist',
    'security_violation',
  ])('of %s is what is told of any decline', (code) => {
    expect(paying(code)).toEqual(paying('generic_decline'));
  });

  it.each([
    ['insufficient_funds', /not enough money/],
    ['card_velocity_exceeded', /limit/],
    ['withdrawal_count_limit_exceeded', /limit/],
    ['expired_card', /expired/],
    ['incorrect_cvc', /security code/],
    ['invalid_cvc', /security code/],
    ['incorrect_number', /number/],
    ['incorrect_zip', /postal code/],
    ['incorrect_address', /address/],
    ['processing_error', /could not be reached/],
    ['issuer_not_available', /could not be reached/],
    ['try_again_later', /for now/],
    ['currency_not_supported', /currency/],
    ['card_not_supported', /purchase like this/],
    ['duplicate_transaction', /same payment/],
    ['new_account_information_available', /new number/],
    ['stop_payment_order', /does not let this shop/],
    ['offline_pin_required', /PIN/],
    ['test_mode_live_card', /test cards only/],
    ['authentication_required', /confirm/],
    ['do_not_honor', /declined/],
  ])('of %s names the cause', (code, says) => {
    expect(paying(code).message).toMatch(says);
  });

  it('follows the decline code, and the error code where there is none', () => {
    expect(paying(null, 'expired_card').message).toContain('expired');
    expect(paying('a_code_of_tomorrow').message).toBe('The bank declined this card.');
    expect(paying('a_code_of_tomorrow', 'expired_card').message).toBe(
      'The bank declined this card.',
    );
  });

  it('does not call a refused request a decline, and says that no money has moved', () => {
    for (const type of ['invalid_request_error', 'idempotency_error', 'a_type_of_tomorrow']) {
      const refused = paying(null, 'resource_missing', type);
      expect(refused.message).toBe('This payment could not be made.');
      expect(refused.advice).toContain('Nothing was charged');
    }
    expect(paying(null, 'rate_limit', 'invalid_request_error').message).toContain('busy');
    expect(paying(null, '', 'api_error').message).toContain('could not be reached');
  });

  it('speaks of the form where one still stands', () => {
    const saved = (declineCode: string) =>
      refusalWords({ type: 'card_error', code: 'card_declined', declineCode }, 'saving');
    expect(saved('incorrect_cvc').advice).toBe('Check the code, or use another card.');
    expect(paying('incorrect_cvc').advice).toContain('Save the card again');
    const unknown = { type: 'invalid_request_error', code: 'missing', declineCode: null };
    expect(refusalWords(unknown, 'saving').message).toBe('This could not be saved.');
  });
});
