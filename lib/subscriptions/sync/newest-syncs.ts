/** Which sync of a mirror counts: the newest, with what older ones left undone. */
import { and, desc, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import type { Db } from '../../store/client';
import { isForgotten } from '../../store/forgotten-key';
import { syncs } from '../../store/schema';
import { syncing, type Sync } from './sync-task';

export type Newest = Sync & { readonly tookOver: boolean };

/** The newest sync of each that is unfinished, with what the ones before it did not come to do. */
export async function newestSyncs(
  tx: Db,
  ids: readonly SubscriptionId[],
): Promise<Map<SubscriptionId, Newest>> {
  const rows = await tx
    .select({ ...getTableColumns(syncs), keysForgotten: isForgotten(syncs.createdAt) })
    .from(syncs)
    .where(
      and(
        inArray(syncs.subscriptionId, [...ids]),
        or(
          inArray(syncs.state, [...syncing, 'failed']),
          // The last one of all says whether an older one still counts.
          sql`${syncs.number} = (select max(last.number) from ${syncs} as last where last.subscription_id = ${syncs.subscriptionId})`,
        ),
      ),
    )
    .orderBy(desc(syncs.number));
  const newest = new Map<SubscriptionId, Newest>();
  for (const id of ids) {
    const [last, ...older] = rows.filter((row) => row.subscriptionId === id);
    if (!last || !syncing.some((state) => state === last.state)) continue;
    newest.set(id, older.length ? await takeOver(tx, last, older) : { ...last, tookOver: false });
  }
  return newest;
}

async function takeOver(tx: Db, last: Sync, older: readonly Sync[]): Promise<Newest> {
  await tx
    .update(syncs)
    .set({ state: 'superseded', finishedAt: sql`now()` })
    .where(
      inArray(
        syncs.id,
        older.map(({ id }) => id),
      ),
    );
  const needs = {
    renewsMethod: [last, ...older].some(({ renewsMethod }) => renewsMethod),
    renewsCustomer: [last, ...older].some(({ renewsCustomer }) => renewsCustomer),
  };
  await tx.update(syncs).set(needs).where(eq(syncs.id, last.id));
  // Their drivers may have died in the middle of a call.
  return { ...last, ...needs, tookOver: older.some(({ tries }) => tries > 0) };
}
