/**
 * The bank's side of 3D Secure: a challenge waits while the buyer is at the bank's page, and
 * answering it moves the intent on (docs.stripe.com/payments/3d-secure/authentication-flow).
 */
import { noSuch, type Context } from '../server/contract';
import { finishPayment } from '../resources/payment-intent-confirm';
import { finishSetup } from '../resources/setup-intent-confirm';
import type { Challenge } from './challenge';

export type ChallengeOutcome = 'authenticate' | 'fail' | 'cancel';

export type { Challenge };

const statuses = { authenticate: 'authenticated', fail: 'failed', cancel: 'canceled' } as const;

/** Finds a challenge of the context's account by its `src_…` or `threeds2_…` id. */
export function findChallenge(context: Context, id: string): Challenge | undefined {
  const found = context.records.get('challenge', id);
  if (found) return found.object;
  return context.records.where('challenge', 'threeds2', id)[0]?.object;
}

/**
 * Takes the buyer's (or the bank's) answer and finalises the intent at once: it succeeds, is
 * declined, or fails authentication. A challenge already answered is returned unchanged, and one
 * whose lookup fails ends in that error whatever is answered.
 */
export function answerChallenge(
  context: Context,
  id: string,
  outcome: ChallengeOutcome,
): Challenge {
  const challenge = findChallenge(context, id);
  if (!challenge) throw noSuch('source', id, 'source');
  if (challenge.status !== 'pending') return challenge;
  const answered: Challenge = {
    ...challenge,
    status: challenge.lookupFails ? 'errored' : statuses[outcome],
  };
  context.records.put('challenge', answered, null);
  if (answered.intent.startsWith('seti_')) finishSetup(context, answered);
  else finishPayment(context, answered);
  return answered;
}
