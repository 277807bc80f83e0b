import { and, eq, exists } from 'drizzle-orm';
import type { IdempotencyKey } from '../model/ids';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { attempts, legs } from '../store/schema';
import type { LegTask } from './leg-progress';

/**
 * Stores another key in place of one that can tell no more: Stripe keeps a server error under it, and
 * would answer with that for a day. Where the money is still held was read before; a clone that nobody
 * heard of charges nothing. Answers with the task that has it, null when the lease was lost meanwhile.
 * https://docs.stripe.com/error-low-level#idempotency
 */
export async function renewLegKey(
  task: LegTask,
  which: 'clone' | 'capture' | 'release',
): Promise<LegTask | null> {
  const { legId, owner, attemptId, attemptNumber } = task;
  const key = `${which}:${legId}:${attemptNumber}:${newId('key')}` as IdempotencyKey;
  const renewed = {
    ...(which === 'clone' ? { cloneKey: key } : {}),
    ...(which === 'capture' ? { captureKey: key } : {}),
    ...(which === 'release' ? { releaseKey: key } : {}),
  };
  const db = await getDb();
  const held = db
    .select({ id: legs.id })
    .from(legs)
    .where(and(eq(legs.id, legId), eq(legs.attempt, attemptNumber), eq(legs.leaseOwner, owner)));
  const stored = await db
    .update(attempts)
    .set(renewed)
    .where(and(eq(attempts.id, attemptId), exists(held)))
    .returning({ id: attempts.id });
  return stored.length ? { ...task, ...renewed } : null;
}
