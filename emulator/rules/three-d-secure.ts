/**
 * The bank's side of 3D Secure: a challenge waits while the buyer is at the bank's page, and
 * answering it moves the intent on (docs.stripe.com/payments/3d-secure/authentication-flow).
 */
import { noSuch, type Context } from '../server/contract';

export type ChallengeOutcome = 'authenticate' | 'fail' | 'cancel';

/** One authentication the bank asks the buyer for. Kept in the account that owns the intent. */
export interface Challenge {
  /** `src_…`, Stripe's `three_d_secure_2_source`. */
  readonly id: string;
  readonly object: 'challenge';
  /** `threeds2_…`, part of the bank page's address. */
  readonly threeds2: string;
  readonly account: string;
  /** `seti_…` or `pi_…`. */
  readonly intent: string;
  readonly status: 'pending' | 'authenticated' | 'failed' | 'canceled';
  /** Minor units; null when a card is only being saved. */
  readonly amount: number | null;
  readonly currency: string | null;
  readonly merchantName: string;
  readonly brand: string;
  readonly last4: string;
  /** Where a full-page authentication sends the buyer back to. */
  readonly returnUrl: string | null;
  /** `src_client_secret_…`. */
  readonly clientSecret: string;
  /** Unix seconds. */
  readonly created: number;
}

/** Finds a challenge of the context's account by its `src_…` or `threeds2_…` id. */
export function findChallenge(context: Context, id: string): Challenge | undefined {
  const found = context.records.get('challenge', id);
  if (found) return found.object;
  return context.records.all('challenge').find(({ object }) => object.threeds2 === id)?.object;
}

/**
 * Takes the buyer's (or the bank's) answer and finalises the intent at once: it succeeds, is
 * declined, or fails authentication. A challenge already answered is returned unchanged.
 */
export function answerChallenge(
  context: Context,
  id: string,
  outcome: ChallengeOutcome,
): Challenge {
  const challenge = findChallenge(context, id);
  if (!challenge) throw noSuch('source', id, 'source');
  if (challenge.status !== 'pending') return challenge;
  const status = { authenticate: 'authenticated', fail: 'failed', cancel: 'canceled' } as const;
  const answered: Challenge = { ...challenge, status: status[outcome] };
  context.records.put('challenge', answered, null);
  return answered;
}
