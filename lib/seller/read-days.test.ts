import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { legs } from '../store/schema';
import { readDays } from './read-days';
import { sellerOf } from './testing';

const house = openHouse();

test('each of the last days has what was sold on it in UTC, quiet ones nothing', async () => {
  const [own, other] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  const db = await getDb();
  const paidAgo = async (days: number) => {
    const { legId } = await paidOrder(house.emulator, [own]);
    const at = sql<Date>`now() - make_interval(days => ${days}::int)`;
    await db.update(legs).set({ paidAt: at }).where(eq(legs.id, legId));
  };
  await paidAgo(0);
  await paidAgo(2);
  await paidAgo(2);
  // Before the first of these days, and of another seller.
  await paidAgo(4);
  await paidOrder(house.emulator, [other]);

  const { days, levels } = await readDays(await sellerOf(own), 4);
  expect(days.map(({ sales, sold }) => [sales, sold.amount])).toEqual([
    [0, 0],
    [2, 8400],
    [0, 0],
    [1, 4200],
  ]);
  expect(levels.map(({ text }) => text)).toEqual(['$0.00', '$50.00', '$100.00']);
  expect(days.at(-1)?.day).toBe(new Date().toISOString().slice(0, 10));
});

test('what was not paid is not sold', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  const { legId } = await paidOrder(house.emulator, [own]);
  const db = await getDb();
  await db.update(legs).set({ state: 'declined' }).where(eq(legs.id, legId));
  const { days } = await readDays(await sellerOf(own), 1);
  expect(days).toMatchObject([{ sales: 0, sold: { amount: 0, currency: 'usd' } }]);
});
