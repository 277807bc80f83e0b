import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getDb, withTx } from './client';
import type { Db } from './database';
import { milestones } from './schema';
import { testDb } from './testing/database';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(() => database.clear());
afterAll(() => database.close());

const names = async (db: Db) => (await db.select().from(milestones)).map(({ name }) => name);

test('a query beneath withTx joins the transaction instead of waiting for it', async () => {
  await withTx(async (tx) => {
    await tx.insert(milestones).values({ name: 'inside' });
    expect(await names(await getDb())).toEqual(['inside']);
  });
  expect(await names(await getDb())).toEqual(['inside']);
});

test('a throw rolls everything back', async () => {
  const attempt = withTx(async (tx) => {
    await tx.insert(milestones).values({ name: 'lost' });
    throw new Error('stop');
  });
  await expect(attempt).rejects.toThrow('stop');
  expect(await names(await getDb())).toEqual([]);
});

test('a transaction within a transaction is a savepoint', async () => {
  await withTx(async (outer) => {
    await outer.insert(milestones).values({ name: 'outer' });
    const inner = withTx(async (tx) => {
      await tx.insert(milestones).values({ name: 'inner' });
      throw new Error('only the inner one');
    });
    await expect(inner).rejects.toThrow('only the inner one');
  });
  expect(await names(await getDb())).toEqual(['outer']);
});

test('transactions side by side do not see each other', async () => {
  const add = () =>
    withTx(async (tx) => {
      const [row] = await tx
        .select()
        .from(milestones)
        .where(eq(milestones.name, 'n'))
        .for('update');
      await tx
        .insert(milestones)
        .values({ name: 'n', value: '1' })
        .onConflictDoUpdate({
          target: milestones.name,
          set: { value: String(Number(row?.value ?? 0) + 1) },
        });
    });
  await Promise.all(Array.from({ length: 8 }, add));
  const [row] = await database.db.select().from(milestones);
  expect(row?.value).toBe('8');
});

test('counts and sums are numbers', async () => {
  const db = await getDb();
  const { rows } = (await db.execute(sql`select count(*) as n, sum(1) as total`)) as unknown as {
    rows: unknown[];
  };
  expect(rows).toEqual([{ n: 1, total: 1 }]);
});
