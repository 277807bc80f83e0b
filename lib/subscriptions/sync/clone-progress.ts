/**
 * Clones that have to be detached, those that have been and those that nobody can; of mirrors side by
 * side at once.
 */
import { and, asc, eq, getTableColumns, inArray, isNull, not, sql } from 'drizzle-orm';
import { sendJob } from '../../jobs/send-job';
import type { KeptCloneId, SavedMethodId, SubscriptionId } from '../../model/ids';
import { inBatches } from '../../store/in-batches';
import { getDb, withTx, type Db } from '../../store/client';
import { isForgotten } from '../../store/forgotten-key';
import { isOutOfReach } from '../../store/live-mirrors';
import { keptClones, savedMethods, subscriptions } from '../../store/schema';
import { leavesBare } from './customer-default';
import { mirrorsUnderWay } from './mirrors-under-way';
import type { CloneRow } from './sync-task';

/** A clone is detached. Whoever waits to take its saved method off the platform may go on. */
export const storeDetached = inBatches(
  (ids: readonly KeptCloneId[]): Promise<void[]> =>
    withTx(async (tx) => {
      await lockMirrorsOf(tx, ids);
      const detached = await tx
        .update(keptClones)
        .set({ detachedAt: sql`now()` })
        .where(and(inArray(keptClones.id, [...ids]), isNull(keptClones.detachedAt)))
        .returning();
      const gone = detached.flatMap(({ accountMethodId }) => accountMethodId ?? []);
      if (gone.length) {
        // Stripe takes a detached method off the Subscription that it paid.
        await tx
          .update(subscriptions)
          .set({ accountMethodId: null })
          .where(
            and(
              inArray(
                subscriptions.id,
                detached.map(({ subscriptionId }) => subscriptionId),
              ),
              inArray(subscriptions.accountMethodId, gone),
            ),
          );
        await goOnRemoving(
          tx,
          detached.map(({ savedMethodId }) => savedMethodId),
        );
      }
      return ids.map(() => undefined);
    }),
  mirrorsUnderWay,
);

/**
 * Its account lets nobody in to detach a clone. It stays to be detached, and whoever waits to take its
 * saved method off the platform may go on.
 */
export const storeOutOfReach = inBatches(
  (ids: readonly KeptCloneId[]): Promise<void[]> =>
    withTx(async (tx) => {
      await lockMirrorsOf(tx, ids);
      const left = await tx
        .update(keptClones)
        .set({ outOfReachAt: sql`now()` })
        .where(and(inArray(keptClones.id, [...ids]), isNull(keptClones.detachedAt)))
        .returning();
      await goOnRemoving(
        tx,
        left.map(({ savedMethodId }) => savedMethodId),
      );
      return ids.map(() => undefined);
    }),
  mirrorsUnderWay,
);

/** Before their clones, and in the order of `requestSyncs`. */
async function lockMirrorsOf(tx: Db, ids: readonly KeptCloneId[]): Promise<void> {
  const mirrors = tx
    .select({ id: keptClones.subscriptionId })
    .from(keptClones)
    .where(inArray(keptClones.id, [...ids]));
  await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(inArray(subscriptions.id, mirrors))
    .orderBy(asc(subscriptions.id))
    .for('no key update');
}

async function goOnRemoving(tx: Db, ids: readonly SavedMethodId[]): Promise<void> {
  const removing = await tx
    .select({ id: savedMethods.id })
    .from(savedMethods)
    .where(and(inArray(savedMethods.id, [...new Set(ids)]), eq(savedMethods.status, 'removing')));
  for (const { id } of removing) await sendJob('finish-removal', { savedMethodId: id });
}

/** A clone that is to be detached, and whether its mirror has no card then. */
export type UnwantedClone = CloneRow & { readonly leavesBare: boolean };

/** The clones of a mirror that have still to be detached, and can be. */
export const unwantedClones = inBatches(
  async (ids: readonly SubscriptionId[]): Promise<UnwantedClone[][]> => {
    const db = await getDb();
    const found = await db
      .select({
        ...getTableColumns(keptClones),
        keysForgotten: isForgotten(keptClones.createdAt),
        leavesBare: sql`coalesce(${leavesBare(db)}, false)`.mapWith(Boolean),
      })
      .from(keptClones)
      .innerJoin(subscriptions, eq(subscriptions.id, keptClones.subscriptionId))
      .where(
        and(
          inArray(keptClones.subscriptionId, [...ids]),
          sql`${keptClones.unwantedAt} is not null`,
          isNull(keptClones.detachedAt),
          not(isOutOfReach(db)),
        ),
      );
    return ids.map((id) => found.filter(({ subscriptionId }) => subscriptionId === id));
  },
  mirrorsUnderWay,
);
