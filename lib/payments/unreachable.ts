import { refuse } from '../model/result';
import { faultText, readFailure } from '../stripe/failure';

/**
 * The refusal for a call that Stripe did not answer: nothing is lost, as every key is stored, and
 * the buyer may try again. Whether anything was charged is not known yet, so it is not said. Anything
 * else is a fault and is thrown on, but for `also`.
 */
export function unreachable(error: unknown, also?: 'unclear') {
  const kind = readFailure(error)?.kind;
  if (kind !== 'unanswered' && (!kind || kind !== also)) throw error;
  console.error(`[payments] ${faultText(error)}`);
  return refuse(
    'unreachable',
    'We cannot reach our payment service. Nothing is lost; please try again in a moment.',
  );
}
