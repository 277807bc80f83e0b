import { and, eq, sql } from 'drizzle-orm';
import type { LegId, OrderId, SavedMethodId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { canRetry } from '../model/status';
import type { SessionUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { attempts, legs, orders } from '../store/schema';
import { leaseFor, newLeaseOwner } from './leg-progress';
import { givesStockBack } from './move-legs';
import { newAttempt } from './new-attempt';
import { payLegs } from './pay-leg';
import { takeStockAgain } from './take-stock-again';
import { usableMethods } from './usable-method';

export interface RetryRequest {
  readonly savedMethodId: SavedMethodId;
  /** The number of the attempt that the page showed. */
  readonly attempt: number;
}

export interface LegOfOrder {
  readonly orderId: OrderId;
  readonly legId: LegId;
}

type Refusal = 'not_found' | 'not_retryable' | 'card_unusable' | 'sold_out';

/**
 * Tries a declined or failed leg again, with the same card or another. A second click sends the same
 * `attempt` and finds the new one already started. Answers when the leg has its answer.
 */
export async function retryLeg(
  buyer: SessionUser,
  leg: LegOfOrder,
  request: RetryRequest,
): Promise<Result<{ orderId: OrderId }, Refusal>> {
  const owner = newLeaseOwner();
  const started = await withTx((tx) => startAttempt(tx, buyer, leg, request, owner));
  if (started.ok) await payLegs([leg.legId], owner);
  return started;
}

async function startAttempt(
  tx: Db,
  buyer: SessionUser,
  { orderId, legId }: LegOfOrder,
  { savedMethodId, attempt }: RetryRequest,
  owner: string,
): Promise<Result<{ orderId: OrderId }, Refusal>> {
  const [leg] = await tx
    .select({ state: legs.state, attempt: legs.attempt })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(and(eq(legs.id, legId), eq(orders.id, orderId), eq(orders.buyerId, buyer.id)))
    .for('update', { of: legs });
  if (!leg) return refuse('not_found', 'There is no such thing here.');
  if (leg.attempt === attempt + 1) return ok({ orderId });
  if (leg.attempt !== attempt || !canRetry(leg.state)) {
    return refuse('not_retryable', 'This part of the order cannot be tried again now.');
  }
  const method = await usableMethods(tx, buyer.id, [savedMethodId]);
  if (!method.ok) return method;
  if (givesStockBack.includes(leg.state)) {
    const taken = await takeStockAgain(tx, legId);
    if (!taken.ok) return taken;
  }
  await tx.insert(attempts).values(newAttempt(legId, attempt + 1, savedMethodId));
  await tx
    .update(legs)
    .set({
      state: 'created',
      attempt: attempt + 1,
      leaseOwner: owner,
      leaseUntil: leaseFor,
      updatedAt: sql`now()`,
    })
    .where(eq(legs.id, legId));
  return ok({ orderId });
}
