import type { Words } from '../../language/words';
import { toldCode } from '../../model/decline-code';
import type { Problem } from '../../model/views';
import type { StoredProblem } from '../../store/schema';

/**
 * What buyer and operator read, by Stripe's `failure_reason` or the code of its refusal. As with
 * declines, that a card is lost or stolen is told to nobody.
 * https://docs.stripe.com/refunds#failed-refunds and https://docs.stripe.com/error-codes
 */
const texts = {
  expired_or_canceled_card: ['notTakenExpired', 'anotherWay'],
  declined: ['notTaken', 'anotherWay'],
  insufficient_funds: ['tooLittle', 'soukSees'],
  balance_insufficient: ['hasTooLittle', 'soukSees'],
  charge_for_pending_refund_disputed: ['disputedBefore', 'bankDecidesNow'],
  charge_disputed: ['takenAlready', 'bankDecidesNow'],
  charge_already_refunded: ['backAlready', 'nothingLeft'],
  merchant_request: ['refundStopped', 'askAgain'],
  canceled: ['refundStopped', 'askAgain'],
  answer_mismatch: ['refundChecked', 'refundMismatch'],
  nothing_refunded: ['refundNotThrough', 'askAgain'],
  unknown: ['refundUnknown', 'anotherWay'],
} as const;

const isKnown = (code: string | null): code is keyof typeof texts =>
  code !== null && Object.hasOwn(texts, code);

/** A stored problem of a refund in a neutral sentence and what to do next, with its codes. */
export function refundProblemFor(
  { code, declineCode, requestId }: StoredProblem,
  t: Words<'states'>,
): Problem {
  const [message, advice] = texts[isKnown(code) ? code : 'unknown'];
  return {
    message: t(message),
    advice: t(advice),
    code: toldCode(code),
    declineCode: toldCode(declineCode),
    requestId,
  };
}

/** A refund that never came to be, in the shape of Stripe's problems. */
export function nothingRefunded(message: string, requestId: string | null = null): StoredProblem {
  return { type: 'souk', code: 'nothing_refunded', declineCode: null, message, requestId };
}
