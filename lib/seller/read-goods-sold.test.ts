import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { ProductId, VariantId } from '../model/ids';
import { paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { legs, orderLines, products, variants } from '../store/schema';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { overviewQuery } from './requests';
import { readDays } from './read-days';
import { readGoodsSold } from './read-goods-sold';
import { sellerOf } from './testing';

const house = openHouse();

test('goods and plans stand by what they brought, and come to what the days come to', async () => {
  const [own, other] = (await openStalls(house.emulator, 2)) as [Stall, Stall];
  const { buyer, card } = await paidOrder(house.emulator, [own, other]);
  await paidOrder(house.emulator, [own]);
  await paidOrder(house.emulator, [own], 'pm_card_chargeCustomerFail');
  await makeMirror(house.emulator, buyer, card, await openPlan(house.emulator, own));
  const old = await paidOrder(house.emulator, [own]);
  const db = await getDb();
  const before = sql<Date>`now() - interval '40 days'`;
  await db.update(legs).set({ paidAt: before }).where(eq(legs.id, old.legId));

  const seller = await sellerOf(own);
  const goods = await readGoodsSold(seller, 30);
  expect(goods.map(({ name, countText }) => [name, countText])).toEqual([
    ['Thing 0', '2 pieces'],
    ['Thing 0', '1 payment'],
  ]);
  const { days } = await readDays(seller, 30);
  const sum = (sold: readonly { sold: { amount: number } }[]) =>
    sold.reduce((total, one) => total + one.sold.amount, 0);
  expect(sum(goods)).toBe(sum(days));
  expect(sum(await readGoodsSold(seller, 90))).toBe(sum(goods) + 4200);
});

/** A product of its own, bought once. */
async function soldAnother(own: Stall, name: string): Promise<ProductId> {
  const db = await getDb();
  const { legId } = await paidOrder(house.emulator, [own]);
  const [kind] = await db.select().from(variants).where(eq(variants.id, own.variantId));
  if (!kind) throw new Error('no kind');
  const [like] = await db.select().from(products).where(eq(products.id, kind.productId));
  if (!like) throw new Error('no product');
  const [productId, variantId] = [newId<ProductId>('prd'), newId<VariantId>('var')];
  await db.insert(products).values({ ...like, id: productId, slug: productId, name });
  await db.insert(variants).values({ ...kind, id: variantId, productId });
  await db.update(orderLines).set({ variantId, name }).where(eq(orderLines.legId, legId));
  return productId;
}

test('a product that was renamed is one, and two of one name are two', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  await paidOrder(house.emulator, [own]);
  await paidOrder(house.emulator, [own]);
  const db = await getDb();
  const [kind] = await db.select().from(variants).where(eq(variants.id, own.variantId));
  const isOwn = eq(products.id, kind?.productId ?? ('' as ProductId));
  await db.update(products).set({ name: 'Bowl' }).where(isOwn);
  await paidOrder(house.emulator, [own]);
  await soldAnother(own, 'Bowl');
  const goods = await readGoodsSold(await sellerOf(own), 7);
  expect(goods.map(({ name, countText }) => [name, countText])).toEqual([
    ['Bowl', '3 pieces'],
    ['Bowl', '1 piece'],
  ]);
});

test('what is beyond the sixth is told together', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  for (let number = 0; number < 8; number += 1) await soldAnother(own, `Thing ${number}`);
  const goods = await readGoodsSold(await sellerOf(own), 7);
  expect(goods).toHaveLength(7);
  expect(goods.at(-1)).toMatchObject({ name: null, countText: '2 things', sold: { amount: 8400 } });
});

test('other days than those to choose among are thirty', () => {
  const asked = (days: unknown) => overviewQuery.parse({ days }).days;
  expect(['7', '90', '31', '', "7' or 1", ['7', '90'], undefined].map(asked)).toEqual([
    ...['7', '90', '30', '30', '30', '30', '30'],
  ]);
});
