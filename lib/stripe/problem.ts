import { toldCode } from '../model/decline-code';
import type { Problem } from '../model/views';
import type { StoredProblem } from '../store/schema';

interface Words {
  readonly message: string;
  readonly advice: string;
}

const declined: Words = {
  message: 'The bank declined this card.',
  advice: 'Try another card, or ask your bank why.',
};
const otherCard = 'Try another card.';

/**
 * What the buyer reads, by Stripe's `decline_code` or else `code`. Codes that speak of a lost, stolen
 * or suspected card are left out on purpose: whoever holds the card must not learn of it.
 * https://docs.stripe.com/declines/codes
 */
const words: Readonly<Record<string, Words>> = {
  insufficient_funds: {
    message: 'There is not enough money on this card.',
    advice: 'Try another card, or try again when there is.',
  },
  expired_card: { message: 'This card has expired.', advice: otherCard },
  incorrect_cvc: {
    message: 'The security code of this card is wrong.',
    advice: 'Check the number on the back and save the card again, or try another card.',
  },
  incorrect_number: {
    message: 'The card number is wrong.',
    advice: 'Check it, or try another card.',
  },
  incorrect_zip: {
    message: 'The postal code does not match this card.',
    advice: 'Check it and save the card again, or try another card.',
  },
  invalid_expiry_month: { message: 'The expiry date is wrong.', advice: 'Check it.' },
  invalid_expiry_year: { message: 'The expiry date is wrong.', advice: 'Check it.' },
  processing_error: {
    message: 'The bank could not be reached.',
    advice: 'Nothing was charged. Try again in a moment.',
  },
  issuer_not_available: {
    message: 'The bank could not be reached.',
    advice: 'Nothing was charged. Try again in a moment.',
  },
  try_again_later: {
    message: 'The bank declined this card for now.',
    advice: 'Try again in a moment, or try another card.',
  },
  card_velocity_exceeded: {
    message: 'This card has reached a limit of its bank.',
    advice: 'Try another card, or try again later.',
  },
  withdrawal_count_limit_exceeded: {
    message: 'This card has reached a limit of its bank.',
    advice: 'Try another card, or try again later.',
  },
  currency_not_supported: {
    message: 'This card cannot pay in this currency.',
    advice: otherCard,
  },
  card_not_supported: { message: 'This card cannot be used for this.', advice: otherCard },
  authentication_required: {
    message: 'The bank wants you to confirm this payment.',
    advice: 'Try another card; confirming here comes soon.',
  },
  setup_intent_authentication_failure: {
    message: 'The bank could not confirm that this is you.',
    advice: 'Try again, or try another card.',
  },
  payment_intent_authentication_failure: {
    message: 'The bank could not confirm that this is you.',
    advice: 'Try again, or try another card.',
  },
  // Ours, not Stripe's: see lib/payments.
  method_removed: {
    message: 'This card was removed from the wallet before the seller was paid.',
    advice: 'Nothing was charged. Try another card.',
  },
  answer_mismatch: {
    message: 'We are checking this payment.',
    advice: 'Please do not pay again. What Stripe told us did not match this order.',
  },
  nothing_charged: {
    message: 'The payment did not go through.',
    advice: 'Nothing was charged. Try again.',
  },
  account_invalid: {
    message: 'This seller cannot be paid at the moment.',
    advice: 'Nothing was charged. Try again later.',
  },
};

/**
 * A stored problem as the buyer may read it: a neutral sentence and what to do next. The codes go
 * along for engineers, but those that must not be told are told as `generic_decline`.
 */
export function problemFor(stored: StoredProblem): Problem {
  const declineCode = toldCode(stored.declineCode);
  return {
    ...wordsFor(stored, declineCode),
    code: toldCode(stored.code),
    declineCode,
    requestId: stored.requestId,
  };
}

function wordsFor(stored: StoredProblem, declineCode: string | null): Words {
  const known = words[declineCode ?? ''] ?? words[stored.code ?? ''];
  if (known) return known;
  if (stored.type === 'card_error') return declined;
  return {
    message: 'This payment could not be made.',
    advice: 'Nothing was charged. Try another card, or try again later.',
  };
}

/** A problem of our own making, in the shape of Stripe's. */
export function ownProblem(
  code: 'method_removed' | 'answer_mismatch' | 'nothing_charged',
  message: string,
  requestId: string | null = null,
): StoredProblem {
  return { type: 'souk', code, declineCode: null, message, requestId };
}
