/** Keys that can tell no more, and what takes their place. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { IdempotencyKey, KeptCloneId } from '../model/ids';
import { newKeptClone } from '../payments/new-subscription';
import { getDb, withTx, type Db } from '../store/client';
import { newId } from '../store/new-id';
import { keptClones, syncs } from '../store/schema';
import { syncKeys } from './request-sync';
import { syncing, type MirrorTask, type Subscription, type Sync } from './sync-task';

/** New keys in place of ones that can tell no more; what was done with those has been looked up. */
export async function renewSyncKeys({ id, subscriptionId, number }: Sync) {
  const keys = syncKeys(subscriptionId, number, `:${newId('key')}`);
  const db = await getDb();
  await db.update(syncs).set(keys).where(eq(syncs.id, id));
  return keys;
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

/** The same for one call about a clone. */
export async function renewCloneKey(id: KeptCloneId, call: 'clone' | 'attach' | 'detach') {
  const key = `${call}:${id}:${newId('key')}` as IdempotencyKey;
  const keys = {
    clone: { cloneKey: key },
    attach: { attachKey: key },
    detach: { detachKey: key },
  } as const;
  const db = await getDb();
  await db.update(keptClones).set(keys[call]).where(eq(keptClones.id, id));
  return key;
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
