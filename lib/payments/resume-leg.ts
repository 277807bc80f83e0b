import { and, asc, inArray } from 'drizzle-orm';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import { legs } from '../store/schema';
import { unfinished } from './move-legs';
import { payLeg } from './pay-leg';

/**
 * Goes on with a leg that nobody drives any more, from its recovery point and with the same keys;
 * does nothing when somebody drives it or it has its answer. Any number may call it at once.
 */
export async function resumeLeg(legId: LegId): Promise<void> {
  await payLeg(legId);
}

/** Legs that have no answer and whose driver is gone, gave up, or waits no longer; oldest first. */
export async function freeLegs(): Promise<LegId[]> {
  const db = await getDb();
  const free = await db
    .select({ id: legs.id })
    .from(legs)
    .where(and(inArray(legs.state, [...unfinished]), leaseIsFree(legs.leaseOwner, legs.leaseUntil)))
    .orderBy(asc(legs.updatedAt), asc(legs.id))
    .limit(100);
  return free.map(({ id }) => id);
}
