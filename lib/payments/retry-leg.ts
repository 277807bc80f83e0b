import type { OrderId, SavedMethodId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { canRetry } from '../model/status';
import type { SessionUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { writeAct } from '../store/acts';
import { newLeaseOwner } from '../store/lease';
import { payLegs } from './pay-leg';
import {
  currentAttempt,
  startAttempt,
  type AttemptRefusal,
  type LegOfOrder,
} from './start-attempt';

export type { LegOfOrder } from './start-attempt';

export interface RetryRequest {
  readonly savedMethodId: SavedMethodId;
  /** The number of the attempt that the page showed. */
  readonly attempt: number;
}

type Refusal = AttemptRefusal | 'not_retryable';

/**
 * Tries a declined or failed leg again, with the same card or another; so too one whose bank asks for
 * the buyer. A second click sends the same `attempt` and finds the new one already started. Answers
 * when the leg has its answer.
 */
export async function retryLeg(
  buyer: SessionUser,
  leg: LegOfOrder,
  request: RetryRequest,
): Promise<Result<{ orderId: OrderId }, Refusal>> {
  const owner = newLeaseOwner();
  const started = await withTx((tx) => retry(tx, buyer, leg, request, owner));
  if (started.ok) await payLegs([leg.legId], owner);
  return started;
}

async function retry(
  tx: Db,
  buyer: SessionUser,
  leg: LegOfOrder,
  { savedMethodId, attempt }: RetryRequest,
  owner: string,
): Promise<Result<{ orderId: OrderId }, Refusal>> {
  const current = await currentAttempt(tx, buyer, leg);
  if (!current) return refuse('not_found', 'There is no such thing here.');
  if (current.number === attempt + 1) return ok({ orderId: leg.orderId });
  if (current.number !== attempt || !canRetry(current.state, current.terms)) {
    return refuse('not_retryable', 'This part of the order cannot be tried again now.');
  }
  const started = await startAttempt(tx, buyer, leg, current, {
    savedMethodId,
    confirmation: 'off_session',
    owner,
  });
  if (started.ok) await writeAct(tx, buyer, 'payment_tried_again', { ...leg });
  return started;
}
