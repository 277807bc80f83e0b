/** Keys that can tell no more, and what takes their place. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { IdempotencyKey, KeptCloneId } from '../../model/ids';
import { newKeptClone } from '../../payments/new-subscription';
import { getDb, withTx, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { keptClones, syncs } from '../../store/schema';
import { syncKeys } from './request-sync';
import { syncing, type MirrorTask, type Subscription, type Sync } from './sync-task';

/**
 * New keys in place of ones that can tell no more; what was done with those has been looked up. Of two
 * who find them spent, the second takes what the first has stored.
 */
export async function renewSyncKeys(spent: Sync): Promise<ReturnType<typeof syncKeys>> {
  const { id, subscriptionId, number } = spent;
  const { customerKey, pointKey, payKey } = syncs;
  const db = await getDb();
  await db
    .update(syncs)
    .set(syncKeys(subscriptionId, number, `:${newId('key')}`))
    .where(and(eq(syncs.id, id), eq(pointKey, spent.pointKey)));
  const [now] = await db
    .select({ customerKey, pointKey, payKey })
    .from(syncs)
    .where(eq(syncs.id, id));
  return now ?? spent;
}

/** Another clone in place of one that can never be known: it is attached to nobody and charges nothing. */
export function replaceClone(task: MirrorTask): Promise<void> {
  return withTx(async (tx) => {
    const { mirror, sync, clone } = task;
    if (!sync || !clone) return;
    await tx
      .update(keptClones)
      .set({ unwantedAt: sql`now()`, detachedAt: sql`now()` })
      .where(and(eq(keptClones.id, clone.id), isNull(keptClones.accountMethodId)));
    const keptCloneId = await writeClone(tx, mirror, sync.savedMethodId);
    await tx
      .update(syncs)
      .set({ keptCloneId, state: 'cloning' })
      .where(and(eq(syncs.id, sync.id), inArray(syncs.state, [...syncing])));
  });
}

const keyOf = {
  clone: 'cloneKey',
  attach: 'attachKey',
  detach: 'detachKey',
} as const satisfies Record<string, keyof typeof keptClones.$inferSelect>;

/** The same for one call about a clone: the key to go on with. */
export async function renewCloneKey(
  id: KeptCloneId,
  call: keyof typeof keyOf,
  spent: IdempotencyKey,
): Promise<IdempotencyKey> {
  const column = keptClones[keyOf[call]];
  const db = await getDb();
  await db
    .update(keptClones)
    .set({ [keyOf[call]]: `${call}:${id}:${newId('key')}` })
    .where(and(eq(keptClones.id, id), eq(column, spent)));
  const [now] = await db.select({ key: column }).from(keptClones).where(eq(keptClones.id, id));
  return now?.key ?? spent;
}

async function writeClone(
  tx: Db,
  { id, accountId }: Subscription,
  savedMethodId: Sync['savedMethodId'],
): Promise<KeptCloneId> {
  const { keptCloneId, ...keys } = newKeptClone();
  await tx
    .insert(keptClones)
    .values({ id: keptCloneId, subscriptionId: id, accountId, savedMethodId, ...keys });
  return keptCloneId;
}
