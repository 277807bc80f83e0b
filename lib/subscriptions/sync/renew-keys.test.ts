/** Keys that can tell no more are replaced once, however many find that out. */
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { getDb } from '../../store/client';
import { keptClones, syncs } from '../../store/schema';
import { renewCloneKey, renewSyncKeys } from './renew-keys';
import type { Sync } from './sync-task';
import { ask, lastSync, openSyncHouse } from '../testing/sync-house';

const house = openSyncHouse(1);

async function cloneOf(subscriptionId: (typeof keptClones.$inferSelect)['subscriptionId']) {
  const db = await getDb();
  const rows = await db
    .select()
    .from(keptClones)
    .where(eq(keptClones.subscriptionId, subscriptionId));
  return rows[0] as (typeof rows)[number];
}

it('of a clone', async () => {
  const { mirror } = await house.subscribed();
  const before = await cloneOf(mirror.id);
  const renew = () => renewCloneKey(before.id, 'attach', before.attachKey);
  const [one, other] = await Promise.all([renew(), renew()]);
  expect(one).not.toBe(before.attachKey);
  expect(other).toBe(one);
  // Who comes late, with what was spent long ago, takes what is there.
  expect(await renew()).toBe(one);
  expect(await cloneOf(mirror.id)).toEqual({ ...before, attachKey: one });
});

it('of a sync', async () => {
  const { buyer, mirror } = await house.subscribed();
  await ask({ buyerId: buyer.id });
  const before = { ...(await lastSync(mirror.id)), keysForgotten: false } satisfies Sync;
  const [one, other] = await Promise.all([renewSyncKeys(before), renewSyncKeys(before)]);
  expect(one.pointKey).not.toBe(before.pointKey);
  expect(other).toEqual(one);
  expect(await renewSyncKeys(before)).toEqual(one);
  const db = await getDb();
  const [after] = await db.select().from(syncs).where(eq(syncs.id, before.id));
  expect(after).toMatchObject(one);
});
