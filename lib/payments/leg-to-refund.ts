import { and, desc, eq, type SQL } from 'drizzle-orm';
import type { Db } from '../store/client';
import { attempts, legs, orders, refunds } from '../store/schema';

/**
 * The leg that fulfils `whose` with the charge of its latest attempt, and its latest refund, or null
 * if there is no such leg. Whoever asks for a refund, gives or decides one takes this lock first:
 * what is left of a leg is counted under it.
 */
export async function legToRefund(tx: Db, whose: SQL | undefined) {
  const [leg] = await tx
    .select({
      id: legs.id,
      orderId: legs.orderId,
      state: legs.state,
      amount: legs.amount,
      currency: legs.currency,
      chargeId: attempts.chargeId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(whose)
    .for('update', { of: legs });
  if (!leg) return null;
  const [last] = await tx
    .select({
      id: refunds.id,
      number: refunds.number,
      state: refunds.state,
      reason: refunds.reason,
      decidedBy: refunds.decidedBy,
    })
    .from(refunds)
    .where(eq(refunds.legId, leg.id))
    .orderBy(desc(refunds.number))
    .limit(1);
  return { leg, last };
}
