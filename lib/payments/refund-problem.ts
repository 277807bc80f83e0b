import { toldCode } from '../model/decline-code';
import type { Problem } from '../model/views';
import type { StoredProblem } from '../store/schema';

interface Words {
  readonly message: string;
  readonly advice: string;
}

const notTaken = 'The bank did not take the money back.';
const anotherWay = 'Write to Souk: we will find another way to give it back.';
const askAgain = 'Nothing was given back. You can ask again.';

/**
 * What buyer and operator read, by Stripe's `failure_reason` or the code of its refusal. As with
 * declines, that a card is lost or stolen is told to nobody.
 * https://docs.stripe.com/refunds#failed-refunds and https://docs.stripe.com/error-codes
 */
const words: Readonly<Record<string, Words>> = {
  expired_or_canceled_card: {
    message: `${notTaken} The card has expired or was canceled.`,
    advice: anotherWay,
  },
  declined: { message: notTaken, advice: anotherWay },
  insufficient_funds: {
    message: 'The seller’s account had too little money for it.',
    advice: 'You can ask again; Souk will see to it.',
  },
  balance_insufficient: {
    message: 'The seller’s account has too little money for it.',
    advice: 'You can ask again; Souk will see to it.',
  },
  charge_for_pending_refund_disputed: {
    message: 'The payment was disputed with the bank before it could be given back.',
    advice: 'The bank decides now who gets the money.',
  },
  charge_disputed: {
    message: 'The bank has taken this payment back already, so it cannot be refunded as well.',
    advice: 'The bank decides now who gets the money.',
  },
  charge_already_refunded: {
    message: 'All of this payment was given back already.',
    advice: 'There is nothing left to give back.',
  },
  merchant_request: { message: 'The refund was stopped.', advice: askAgain },
  canceled: { message: 'The refund was stopped.', advice: askAgain },
  answer_mismatch: {
    message: 'We are checking this refund.',
    advice: 'What Stripe told us did not match this order.',
  },
  nothing_refunded: { message: 'The refund did not go through.', advice: askAgain },
};

/** A stored problem of a refund in a neutral sentence and what to do next, with its codes. */
export function refundProblemFor({ code, declineCode, requestId }: StoredProblem): Problem {
  const known = words[code ?? ''] ?? {
    message: 'The money could not be given back.',
    advice: anotherWay,
  };
  return { ...known, code: toldCode(code), declineCode: toldCode(declineCode), requestId };
}

/** A refund that never came to be, in the shape of Stripe's problems. */
export function nothingRefunded(message: string, requestId: string | null = null): StoredProblem {
  return { type: 'souk', code: 'nothing_refunded', declineCode: null, message, requestId };
}
