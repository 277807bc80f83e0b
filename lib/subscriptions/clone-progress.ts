/** Clones that have to be detached, and those that have been; of mirrors side by side at once. */
import { and, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { KeptCloneId, SubscriptionId } from '../model/ids';
import { inBatches } from '../store/in-batches';
import { getDb, withTx } from '../store/client';
import { isForgotten } from '../store/forgotten-key';
import { keptClones, savedMethods, subscriptions } from '../store/schema';
import { mirrorsUnderWay } from './mirrors-under-way';
import type { CloneRow } from './sync-task';

/** A clone is detached. Whoever waits to take its saved method off the platform may go on. */
export const storeDetached = inBatches(
  (ids: readonly KeptCloneId[]): Promise<void[]> =>
    withTx(async (tx) => {
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
        const removing = await tx
          .select({ id: savedMethods.id })
          .from(savedMethods)
          .where(
            and(
              inArray(savedMethods.id, [...new Set(detached.map((one) => one.savedMethodId))]),
              eq(savedMethods.status, 'removing'),
            ),
          );
        for (const { id } of removing) await sendJob('finish-removal', { savedMethodId: id });
      }
      return ids.map(() => undefined);
    }),
  mirrorsUnderWay,
);

/** The clones of a mirror that have still to be detached. */
export const unwantedClones = inBatches(
  async (ids: readonly SubscriptionId[]): Promise<CloneRow[][]> => {
    const db = await getDb();
    const found = await db
      .select({ ...getTableColumns(keptClones), keysForgotten: isForgotten(keptClones.createdAt) })
      .from(keptClones)
      .where(
        and(
          inArray(keptClones.subscriptionId, [...ids]),
          sql`${keptClones.unwantedAt} is not null`,
          isNull(keptClones.detachedAt),
        ),
      );
    return ids.map((id) => found.filter(({ subscriptionId }) => subscriptionId === id));
  },
  mirrorsUnderWay,
);
