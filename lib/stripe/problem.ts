import { toldCode } from '../model/decline-code';
import { refusalWords, type RefusalWords } from '../model/refusal-words';
import type { Problem } from '../model/views';
import type { StoredProblem } from '../store/schema';

/** Words for problems of our own making; those of Stripe are in `refusal-words.ts`. */
const ownWords: Readonly<Record<string, RefusalWords>> = {
  method_removed: {
    message: 'What you chose was removed from the wallet before the seller was paid.',
    advice: 'Nothing was charged. Pay with something else.',
  },
  answer_mismatch: {
    message: 'We are checking this payment.',
    advice: 'Please do not pay again. What Stripe told us did not match this order.',
  },
  nothing_charged: {
    message: 'The payment did not go through.',
    advice: 'Nothing was charged. Try again.',
  },
  hold_lost: {
    message: 'The bank let the held money go before it was taken.',
    advice: 'Nothing was charged for this seller. You can order anew.',
  },
  not_changed: {
    message: 'Nothing was changed.',
    advice: 'Nothing was charged either. Look at how it stands, and ask again.',
  },
  bank_waits: {
    message: 'The bank is waiting for you.',
    advice: 'Nothing is charged until you confirm. You can also pay another way.',
  },
};

/**
 * A stored problem as the buyer may read it: a neutral sentence and what to do next. The codes go
 * along for engineers, but those that must not be told are told as `generic_decline`.
 */
export function problemFor(stored: StoredProblem): Problem {
  const own = stored.type === 'souk' ? ownWords[stored.code ?? ''] : undefined;
  return {
    ...(own ?? refusalWords(stored, 'paying')),
    code: toldCode(stored.code),
    declineCode: toldCode(stored.declineCode),
    requestId: stored.requestId,
  };
}

/** A problem of our own making, in the shape of Stripe's. */
export function ownProblem(
  code:
    | 'method_removed'
    | 'answer_mismatch'
    | 'nothing_charged'
    | 'hold_lost'
    | 'bank_waits'
    | 'not_changed',
  message: string,
  requestId: string | null = null,
): StoredProblem {
  return { type: 'souk', code, declineCode: null, message, requestId };
}
