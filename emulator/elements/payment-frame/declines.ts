import type { ApiError } from '../api-client/api-error';
import type { DeclineNotice } from '../channel/contracts';
import type { Texts } from '../locales/texts';

/**
 * Codes whose message the Payment Element itself shows, and under which field; all others are the
 * page's to show (docs.stripe.com/payments/payment-element#errors).
 */
const inline: Readonly<Record<string, 'number' | 'expiry' | 'cvc' | 'postalCode'>> = {
  generic_decline: 'number',
  insufficient_funds: 'number',
  fraudulent: 'number',
  lost_card: 'number',
  stolen_card: 'number',
  card_velocity_exceeded: 'number',
  incorrect_zip: 'postalCode',
  incorrect_cvc: 'cvc',
  invalid_cvc: 'cvc',
  invalid_expiry_month: 'expiry',
  invalid_expiry_year: 'expiry',
  expired_card: 'expiry',
};

/** The field an error belongs to, or undefined when the form keeps silent about it. */
export function declinedField(
  notice: DeclineNotice,
): 'number' | 'expiry' | 'cvc' | 'postalCode' | undefined {
  return inline[notice.declineCode ?? ''] ?? inline[notice.code ?? ''];
}

/** An API error with its message in the page's language, where that language knows it. */
export function localized(error: ApiError, texts: Texts): ApiError {
  const message = texts.declines[error.decline_code ?? ''] ?? texts.declines[error.code ?? ''];
  return message ? { ...error, message } : error;
}

export function noticeOf(error: ApiError): DeclineNotice {
  return {
    ...(error.code ? { code: error.code } : {}),
    ...(error.decline_code ? { declineCode: error.decline_code } : {}),
    ...(error.message ? { message: error.message } : {}),
  };
}
