/** What the sweeper finds of mirrors. */
import { and, eq, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import { getDb } from '../../store/client';
import { leaseIsFree } from '../../store/lease';
import { isBeingSynced, isOfRemovedMethod, isOutOfReach } from '../../store/live-mirrors';
import { keptClones, subscriptions, syncs } from '../../store/schema';
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
 * Mirrors with clones that have to be detached, and with clones that nobody has called unwanted yet: of
 * those that have ended (or never began), and of cards that were removed where nothing is about to take
 * their place. Those of an account that has left come when it is back.
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
        not(isOutOfReach(db)),
        leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil),
        or(
          isNotNull(keptClones.unwantedAt),
          inArray(subscriptions.state, ['declined', 'failed', 'canceled']),
          inArray(subscriptions.status, ['canceled', 'incomplete_expired']),
          and(eq(subscriptions.state, 'started'), isOfRemovedMethod(db), not(isBeingSynced(db))),
        ),
      ),
    )
    .orderBy(subscriptions.id)
    .limit(100);
  return found.map(({ id }) => id);
}
