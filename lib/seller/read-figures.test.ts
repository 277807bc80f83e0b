import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { listFees } from '../operator/list-fees';
import { readFiguresByCurrency } from '../operator/read-figures';
import { askRefund } from '../payments/refunds/ask-refund';
import { decideRefund } from '../payments/refunds/decide-refund';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { legs, subscriptionInvoices } from '../store/schema';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { exportSales } from './export-sales';
import { listSales } from './list-sales';
import { readDays } from './read-days';
import { readFigures } from './read-figures';
import { readGoodsSold } from './read-goods-sold';
import { readSale } from './read-sale';
import { sellerOf } from './testing';

const house = openHouse();
let stalls: Stall[] = [];
beforeAll(async () => {
  stalls = await openStalls(house.emulator, 2);
});

test('a seller’s figures count their own sales alone, refunds and fees with them', async () => {
  const [one, other] = stalls as [Stall, Stall];
  const order = await paidOrder(house.emulator, stalls);
  await paidOrder(house.emulator, [one]);
  const asked = await askRefund(order.buyer, order, {
    ...{ number: 1, amount: '12', reason: 'other', note: '' },
  });
  if (!asked.ok) throw new Error(asked.message);
  await decideRefund(await operator(), asked.value.refundId, { decision: 'grant', answer: '' });

  const mine = await readFigures(await sellerOf(one), 30);
  // 10 % of 4200, twice, less 10 % of the 1200 that went back.
  expect(mine).toMatchObject({
    sales: 2,
    sold: { amount: 8400, currency: 'usd', text: '$84.00' },
    refunded: { amount: 1200 },
    fees: { amount: 720 },
    rest: { amount: 8400 - 1200 - 720 },
    subscribers: 0,
    keptClones: 0,
  });
  expect(await readFigures(await sellerOf(other), 30)).toMatchObject({
    sales: 1,
    sold: { amount: 1200, currency: 'eur' },
    refunded: { amount: 0 },
  });
});

test('the fee stays with a refund of the Dashboard', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const { accountId, chargeId, legId } = await paidOrder(house.emulator, [fresh]);
  await house.emulator.stripe.refunds.create(
    { charge: chargeId, amount: 1200 },
    { stripeAccount: accountId },
  );
  await lookAfterSale({ legId });
  expect(await readFigures(await sellerOf(fresh), 30)).toMatchObject({
    refunded: { amount: 1200 },
    fees: { amount: 420 },
    rest: { amount: 4200 - 1200 - 420 },
  });
});

test('invoices of subscriptions are sales, and kept clones are told as a count', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const { buyer, card } = await paidOrder(house.emulator, [fresh]);
  await makeMirror(house.emulator, buyer, card, await openPlan(house.emulator, fresh));
  const figures = await readFigures(await sellerOf(fresh), 30);
  expect(figures).toMatchObject({ sales: 2, subscribers: 1, keptClones: 1, buyersOfClones: 1 });
});

test('the last days are whole days of UTC, for the seller and for the operator', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const midnight = sql<Date>`date_trunc('day', now(), 'UTC') - interval '696 hours'`;
  const db = await getDb();
  for (const paidAt of [midnight, sql<Date>`${midnight} - interval '1 second'`]) {
    const { legId } = await paidOrder(house.emulator, [fresh]);
    await db.update(legs).set({ paidAt }).where(eq(legs.id, legId));
  }
  expect(await readFigures(await sellerOf(fresh), 30)).toMatchObject({ sales: 1 });
  expect(await readFiguresByCurrency(30, fresh.sellerId)).toMatchObject([{ sales: 1 }]);
});

test('money that nobody waited for is not sold, and stands among what goes back', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const { buyer, card, legId } = await paidOrder(house.emulator, [fresh]);
  const mirror = await makeMirror(
    house.emulator,
    buyer,
    card,
    await openPlan(house.emulator, fresh),
  );
  const db = await getDb();
  const [stray] = await db
    .update(subscriptionInvoices)
    .set({ isStray: true })
    .where(eq(subscriptionInvoices.subscriptionId, mirror.id))
    .returning();
  const id = stray?.accountInvoiceId as never;
  const seller = await sellerOf(fresh);
  const today = new Date().toISOString().slice(0, 10);
  const sold = { sales: 1, sold: { amount: 4200 } };
  expect(await readFigures(seller, 30)).toMatchObject(sold);
  expect(await readFiguresByCurrency(30, seller.id)).toMatchObject([sold]);
  const { days } = await readDays(seller, 7);
  expect(days.reduce((sum, day) => sum + day.sold.amount, 0)).toBe(4200);
  expect(await readGoodsSold(seller, 7)).toHaveLength(1);
  const fees = await listFees({ from: '2026-01-01', to: today });
  expect(fees.filter(({ sellerId }) => sellerId === seller.id)).toMatchObject([{ sales: 1 }]);

  const all = { filter: 'all', from: null, to: null } as const;
  const listed = async (asked: Parameters<typeof listSales>[1]) =>
    (await listSales(seller.id, asked)).rows.map((row) => row.id);
  expect(await listed({ ...all, page: 1 })).toEqual([legId]);
  expect(await listed({ ...all, filter: 'refunded', page: 1 })).toEqual([id]);
  const lines: string[] = [];
  for await (const line of exportSales(seller.id, all)) lines.push(line);
  expect(lines).toHaveLength(2);
  expect(await readSale(seller, id)).toMatchObject({ id, state: 'paid' });
});
