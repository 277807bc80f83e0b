/** What the sweeper finds of mirrors. */
import { and, inArray, isNull, eq, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../model/ids';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import { keptClones, subscriptions, syncs } from '../store/schema';
import { syncing } from './sync-task';

/** Mirrors with a sync that is due and that nobody drives. */
export async function dueMirrors(): Promise<SubscriptionId[]> {
  const db = await getDb();
  const found = await db
    .selectDistinct({ id: subscriptions.id })
    .from(syncs)
    .innerJoin(subscriptions, eq(subscriptions.id, syncs.subscriptionId))
    .where(
      and(
        inArray(syncs.state, [...syncing]),
        sql`${syncs.nextTryAt} <= now()`,
        leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil),
      ),
    )
    .orderBy(subscriptions.id)
    .limit(100);
  return found.map(({ id }) => id);
}

/**
 * Mirrors with clones that have to be detached, and those that have ended (or never began) with clones
 * that nobody has called unwanted yet.
 */
export async function mirrorsToClear(): Promise<SubscriptionId[]> {
  const db = await getDb();
  const found = await db
    .selectDistinct({ id: subscriptions.id })
    .from(keptClones)
    .innerJoin(subscriptions, eq(subscriptions.id, keptClones.subscriptionId))
    .where(
      and(
        isNull(keptClones.detachedAt),
        leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil),
        sql`(${keptClones.unwantedAt} is not null
          or ${subscriptions.state} in ('declined', 'failed', 'canceled')
          or ${subscriptions.status} in ('canceled', 'incomplete_expired'))`,
      ),
    )
    .orderBy(subscriptions.id)
    .limit(100);
  return found.map(({ id }) => id);
}
