import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import { listComparisons } from '../jobs/jobs-about';
import { sendJob } from '../jobs/send-job';
import type { OrderId } from '../model/ids';
import type { AccountRequirements } from '../model/onboarding';
import type { OrdersQuery } from '../model/operator-orders';
import { askRefund } from '../payments/refunds/ask-refund';
import { decideRefund } from '../payments/refunds/decide-refund';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { newBuyer, openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { orders, sellers } from '../store/schema';
import { listAccounts } from './list-accounts';
import { listAllOrders } from './list-orders';
import { readAccount } from './read-account';
import { readAnyOrder } from './read-order';
import { readOverview } from './read-overview';

const house = openHouse();
let stalls: [Stall, Stall, Stall];
let order: Awaited<ReturnType<typeof paidOrder>>;
const everything: OrdersQuery = { state: 'all', seller: null, find: '', after: null };
const numbersOf = async (query: Partial<OrdersQuery>) =>
  (await listAllOrders({ ...everything, ...query })).rows.map(({ id }) => id);

beforeAll(async () => {
  stalls = (await openStalls(house.emulator, 3)) as [Stall, Stall, Stall];
  order = await paidOrder(house.emulator, stalls.slice(0, 2));
});

test('the overview counts what needs somebody, and what was sold, currency by currency', async () => {
  const own = await paidOrder(house.emulator, [stalls[2]]);
  const yen = async () => {
    const { waiting, figures } = await readOverview(30);
    return { waiting, yen: figures.find(({ currency }) => currency === 'jpy') };
  };
  const before = await yen();
  expect(before).toMatchObject({
    waiting: { refundsAsked: 0, disputesToAnswer: 0, differences: 0 },
    yen: { sales: 1, sold: { amount: 1500, text: '¥1,500' }, fees: { amount: 150 } },
  });
  const asked = await askRefund(own.buyer, own, {
    ...{ number: 1, amount: '500', reason: 'other', note: '' },
  });
  if (!asked.ok) throw new Error(asked.message);
  expect((await yen()).waiting.refundsAsked).toBe(1);
  await decideRefund(await operator(), asked.value.refundId, { decision: 'grant', answer: '' });
  expect(await yen()).toMatchObject({
    waiting: { refundsAsked: 0 },
    yen: { refunded: { amount: 500 }, fees: { amount: 100 } },
  });
  expect(await numbersOf({ state: 'refunded' })).toEqual([own.orderId]);
});

test('accounts are told with their health, those of which something is due first', async () => {
  const [one, other] = stalls;
  const requirements: AccountRequirements = {
    ...{ currentlyDue: ['individual.id_number'], pastDue: [], eventuallyDue: [] },
    ...{
      pendingVerification: [],
      disabledReason: null,
      currentDeadline: 1_900_000_000,
      errors: [],
    },
  };
  const db = await getDb();
  await db
    .update(sellers)
    .set({ requirements, payoutsEnabled: true })
    .where(eq(sellers.id, other.sellerId));
  const all = await listAccounts({ filter: 'all', page: 9 });
  expect(all).toMatchObject({ page: 1, pages: 1, count: 3 });
  expect(all.rows[0]).toMatchObject({
    ...{ sellerId: other.sellerId, state: 'restricted_soon', due: 1, goods: 1 },
    dueBy: '2030-03-17T17:46:40.000Z',
  });
  const asked = await listAccounts({ filter: 'asked', page: 1 });
  expect(asked.rows.map(({ sellerId }) => sellerId)).toEqual([other.sellerId]);
  const closed = await listAccounts({ filter: 'closed', page: 1 });
  expect(closed.rows.map(({ sellerId }) => sellerId)).toEqual([one.sellerId, stalls[2].sellerId]);
  expect((await readOverview(30)).waiting.accounts).toBe(1);
  expect(await readAccount(one.sellerId, 30)).toMatchObject({
    ...{ accountId: one.accountId, disputes: 0, refundsAsked: 0 },
    figures: [{ currency: 'usd', sales: 1 }],
    newest: [{ state: 'paid', amount: { amount: 4200 } }],
  });
});

test('an order is found by its buyer, its number, and every id it has', async () => {
  const { rows } = await listAllOrders({ ...everything, find: order.orderId });
  const [found] = rows;
  const view = await readAnyOrder(order.orderId);
  const [attempt] = view?.order.legs[0]?.attempts ?? [];
  for (const find of [
    String(found?.email).toUpperCase(),
    String(found?.number).toLowerCase(),
    ...[order.orderId, order.legId, order.chargeId, String(attempt?.paymentIntentId)],
  ]) {
    expect(await numbersOf({ find }), find).toEqual([order.orderId]);
  }
  for (const find of ['nobody@souk.example', 'pi_none', 'SK-NOTHIN', '%']) {
    expect(await numbersOf({ find }), find).toEqual([]);
  }
  expect(await numbersOf({ state: 'unpaid' })).toEqual([]);
  expect(view?.buyer.email).toBe(order.buyer.email);
});

test('work that failed says when it comes again, and which day is not compared whole', async () => {
  const db = await getDb();
  const { legId } = order;
  await prepareQueues();
  await sendJob('drive-leg', { legId });
  await sendJob('reconcile', { day: '2026-02-01' });
  const failed = sql`set state = 'retry', retry_count = 1, started_on = now() - interval '1 hour',
    start_after = now() + interval '5 minutes'`;
  await db.execute(sql`update pgboss.job ${failed} where data ->> 'legId' = ${legId}`);
  const [job] = (await readAnyOrder(order.orderId))?.work ?? [];
  expect(job).toMatchObject({ state: 'retry', timeText: 'Next try', tries: 1 });
  expect(Date.parse(job?.at ?? '')).toBeGreaterThan(Date.now());

  expect(await listComparisons()).toEqual([{ day: '2026-02-01', waits: false }]);
  await db.execute(sql`update pgboss.job ${failed} where name = 'reconcile'`);
  expect(await listComparisons()).toEqual([{ day: '2026-02-01', waits: true }]);
});

test('orders go on from behind the last one, whatever comes meanwhile', async () => {
  const buyer = await newBuyer();
  const db = await getDb();
  const place = (count: number) =>
    db.insert(orders).values(
      Array.from({ length: count }, () => {
        const id = newId<OrderId>('ord');
        return { id, number: id, quote: id, buyerId: buyer.id, savedMethodId: order.card.id };
      }),
    );
  await place(22);
  const query = { ...everything, find: buyer.email };
  const first = await listAllOrders(query);
  expect(first.rows).toHaveLength(20);
  await place(1);
  const second = await listAllOrders({ ...query, after: first.next });
  expect([second.rows.length, second.next]).toEqual([2, null]);
  const ids = [...first.rows, ...second.rows].map(({ id }) => id);
  expect(new Set(ids).size).toBe(22);
});
