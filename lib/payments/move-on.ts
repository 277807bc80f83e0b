import { and, eq, sql } from 'drizzle-orm';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { leaseFor, newLeaseOwner } from '../store/lease';
import { legs } from '../store/schema';
import { claimLegs, type LegTask } from './leg-progress';
import { settleOrders } from './settle-order';

/** A leg that waits for its buyer, and at which try. */
export interface Waiting {
  readonly legId: LegId;
  readonly attempt: number;
}

/** Still the same try at the bank: nobody has moved the leg or begun another attempt. */
export const unmoved = ({ legId, attempt }: Waiting) =>
  and(eq(legs.id, legId), eq(legs.state, 'action_needed'), eq(legs.attempt, attempt));

/**
 * Takes a leg from the bank on to what `settleIt` makes of it. From here it is one that is read at
 * Stripe and settled: should this process die, whoever sweeps `processing` goes on.
 */
export async function moveOn(
  waiting: Waiting,
  settleIt: (task: LegTask) => Promise<unknown>,
): Promise<void> {
  const db = await getDb();
  const owner = newLeaseOwner();
  const moved = await db
    .update(legs)
    .set({ state: 'processing', leaseOwner: owner, leaseUntil: leaseFor, updatedAt: sql`now()` })
    .where(unmoved(waiting))
    .returning({ id: legs.id });
  if (moved.length === 0) return;
  const [task] = await claimLegs([waiting.legId], owner);
  if (!task) return;
  await settleIt(task);
  if (task.policy === 'all_or_nothing') await settleOrders([task.orderId]);
}
