import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openHouse } from '../payments/testing/house';
import { paidOrder } from '../payments/testing/after-sale';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { subscriptions } from '../store/schema';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { listSales } from './list-sales';
import { listSubscribers, readSubscriber } from './list-subscribers';

const house = openHouse();

test('a seller sees who subscribes to their own plans, how it stands, and what comes next', async () => {
  const [own, other] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  const { buyer, card } = await paidOrder(house.emulator, [own]);
  const plan = await openPlan(house.emulator, own);
  const mirror = await makeMirror(house.emulator, buyer, card, plan);
  await makeMirror(house.emulator, buyer, card, await openPlan(house.emulator, other));

  const { rows, count, pages } = await listSubscribers(own.sellerId, 7);
  expect({ count, pages }).toEqual({ count: 1, pages: 1 });
  expect(rows).toMatchObject([
    {
      id: mirror.id,
      buyer: buyer.name,
      standing: 'paying',
      statusText: 'Active',
      every: 'every month',
      card: 'Visa ending in 4242',
      ends: false,
    },
  ]);
  expect(Date.parse(String(rows[0]?.nextAt))).toBeGreaterThan(Date.now());

  const db = await getDb();
  const becomes = async (change: Partial<typeof subscriptions.$inferInsert>) => {
    await db.update(subscriptions).set(change).where(eq(subscriptions.id, mirror.id));
    return (await listSubscribers(own.sellerId, 1)).rows[0];
  };
  const periodEnd = rows[0]?.nextAt;
  const paused = { statusText: 'Paused', standing: 'ending', ends: false };
  // A trial that has ended without a card: no period goes on, and none is known to follow.
  expect(await becomes({ status: 'paused' })).toMatchObject({ ...paused, nextAt: null });
  const later = (seconds: number) => new Date(Date.parse(String(periodEnd)) + seconds * 1_000);
  const collects = (collectionResumesAt: Date | null) =>
    becomes({ status: 'active', collectionPaused: true, collectionResumesAt });
  expect(await collects(null)).toMatchObject({ ...paused, nextAt: null });
  expect(await collects(later(1))).toMatchObject({ ...paused, nextAt: null });
  expect(await collects(later(-1))).toMatchObject({ ...paused, nextAt: periodEnd });
  await collects(null);
  expect(await becomes({ cancelAtPeriodEnd: true })).toMatchObject({
    ...{ statusText: 'Ends', ends: true, nextAt: periodEnd },
  });
  await becomes({ collectionPaused: false, cancelAtPeriodEnd: false });
  expect(await becomes({ status: 'unpaid' })).toMatchObject({ standing: 'owing', nextAt: null });
  expect(await becomes({ status: 'past_due' })).toMatchObject({
    ...{ standing: 'owing', nextAt: periodEnd },
  });
  expect(await becomes({ status: 'canceled' })).toMatchObject({ standing: 'over', nextAt: null });
});

test('one of them is told with its ids and payments, and to its own seller alone', async () => {
  const [own, other] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  const { buyer, card } = await paidOrder(house.emulator, [own]);
  const mirror = await makeMirror(house.emulator, buyer, card, await openPlan(house.emulator, own));
  await makeMirror(house.emulator, buyer, card, await openPlan(house.emulator, own));

  expect(await readSubscriber(own.sellerId, mirror.id)).toMatchObject({
    buyer: buyer.name,
    card: 'Visa ending in 4242',
    accountId: own.accountId,
    accountSubscriptionId: mirror.stripeId,
    accountCustomerId: mirror.customerId,
  });
  expect(await readSubscriber(other.sellerId, mirror.id)).toBeNull();
  const paid = { filter: 'all', page: 1, subscription: mirror.id } as const;
  const { rows, count } = await listSales(own.sellerId, paid);
  expect(count).toBe(1);
  expect(rows[0]?.id).toMatch(/^in_/);
  expect((await listSales(other.sellerId, paid)).count).toBe(0);
});

test('what never came to be is no subscriber', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  expect(await listSubscribers(own.sellerId, 1)).toEqual({ rows: [], page: 1, pages: 1, count: 0 });
});
