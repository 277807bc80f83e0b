import type Stripe from 'stripe';
import type { Words } from '../language/words';
import { toldCode } from '../model/decline-code';
import { refusalWords, type RefusalWords } from '../model/refusal-words';
import type { Problem } from '../model/views';
import type { StoredProblem } from '../store/schema';

/** Problems of our own making, as `messages/…/refusals.ts` names them; Stripe's: `refusal-words.ts`. */
const ownNames = {
  method_removed: 'methodRemoved',
  answer_mismatch: 'answerMismatch',
  not_as_ordered: 'notAsOrdered',
  nothing_charged: 'nothingCharged',
  hold_lost: 'holdLost',
  not_changed: 'notChanged',
  no_card: 'noCard',
  bank_waits: 'bankWaits',
  bank_unanswered: 'bankUnanswered',
} as const;

type OwnCode = keyof typeof ownNames;

const isOwn = (code: string | null): code is OwnCode => code !== null && code in ownNames;

/**
 * A stored problem as the buyer may read it: a neutral sentence and what to do next. The codes go
 * along for engineers, but those that must not be told are told as `generic_decline`.
 */
export function problemFor(stored: StoredProblem, t: Words<'refusals'>): Problem {
  return {
    ...(stored.type === 'souk' && isOwn(stored.code)
      ? ownText(stored.code, t)
      : refusalWords(stored, 'paying', t)),
    code: toldCode(stored.code),
    declineCode: toldCode(stored.declineCode),
    requestId: stored.requestId,
  };
}

function ownText(code: OwnCode, t: Words<'refusals'>): RefusalWords {
  const name = ownNames[code];
  return { message: t(name), advice: t(`${name}Paying`) };
}

/**
 * What a PaymentIntent says of its last try that failed; null when none has.
 * https://docs.stripe.com/api/payment_intents/object#payment_intent_object-last_payment_error
 */
export function lastProblem({
  last_payment_error: error,
}: Pick<Stripe.PaymentIntent, 'last_payment_error'>): StoredProblem | null {
  if (!error) return null;
  return {
    type: error.type,
    code: error.code ?? null,
    declineCode: error.decline_code ?? null,
    message: error.message ?? '',
    requestId: null,
  };
}

/** A problem of our own making, in the shape of Stripe's. */
export function ownProblem(
  code: OwnCode,
  message: string,
  requestId: string | null = null,
): StoredProblem {
  return { type: 'souk', code, declineCode: null, message, requestId };
}
