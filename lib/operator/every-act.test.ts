import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { actKinds, type ActKind } from '../model/act';
import { getDb } from '../store/client';
import { acts } from '../store/schema';
import { openSyncHouse } from '../subscriptions/testing/sync-house';
import { actsOfBuyers, moreOfBuyers, type Done } from './testing/acts-of-buyers';
import { actsOfDesks } from './testing/acts-of-desks';

const house = openSyncHouse(2);

// A kind that nothing brings about does not compile.
const doings: Record<ActKind, () => Promise<Done>> = {
  ...actsOfBuyers(house),
  ...actsOfDesks(house),
};

async function leavesOneRow(kind: ActKind, { by, about }: Done): Promise<void> {
  const db = await getDb();
  const mine = and(eq(acts.actorId, by.id), eq(acts.kind, kind));
  expect(await db.select().from(acts).where(mine)).toEqual([
    expect.objectContaining({ role: by.role, about: expect.objectContaining(about) as unknown }),
  ]);
}

it.each(actKinds)('%s leaves one row, with who it was, as what, and of what', async (kind) => {
  await leavesOneRow(kind, await doings[kind]());
});

it.each(moreOfBuyers(house))('%s leaves one row: %s', async (_what, kind, doing) => {
  await leavesOneRow(kind, await doing());
});
