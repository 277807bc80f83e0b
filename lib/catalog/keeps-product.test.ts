/** What its seller has hidden stays to be seen by those who have it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { SessionUser } from '../model/views';
import { paidOrder, type PaidOrder } from '../payments/testing/after-sale';
import { openMarket } from '../payments/testing/market';
import { placed } from '../payments/testing/orders';
import { newBuyer, saveCard, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { products } from '../store/schema';
import { convergeSubscription } from '../subscriptions/read-subscription';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { readProduct, listProducts, pageOfProducts } from './catalog';
import { searchGoods } from './search/search-goods';

const market = openMarket(1);
let order: PaidOrder;
let product: typeof products.$inferSelect;

beforeAll(async () => {
  order = await paidOrder(market.emulator, market.oneStall);
  [product] = (await (await getDb()).select().from(products)) as [typeof product];
});
afterEach(() => hide(null));

const hide = async (hiddenAt: Date | null = new Date()) =>
  void (await (
    await getDb()
  )
    .update(products)
    .set({ hiddenAt })
    .where(eq(products.id, product.id)));
const seenBy = (viewer: Pick<SessionUser, 'id'> | null) =>
  readProduct(product.slug, 'en', viewer?.id ?? null);

it('a hidden product is there for who has bought it, as not offered, and for nobody else', async () => {
  // Who only tried to pay for it has not bought it.
  const { buyer: unpaid } = await placed(market.emulator, market.oneStall);
  expect(await seenBy(order.buyer)).toMatchObject({ offered: true });
  await hide();
  expect(await seenBy(order.buyer)).toMatchObject({ offered: false, name: product.name });
  for (const other of [await newBuyer(), unpaid, null]) expect(await seenBy(other)).toBeNull();
  await hide(null);
  expect(await seenBy(null)).toMatchObject({ offered: true });
});

it('who subscribes to it keeps it, on trial, too', async () => {
  const buyer = await newBuyer();
  const plan = await openPlan(market.emulator, market.oneStall[0] as Stall, { trialDays: 14 });
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  await hide();
  expect(await seenBy(buyer)).toMatchObject({ offered: false });
});

it('no list, search or shop has it, whoever looks', async () => {
  const { slug, name } = product;
  const seller = (await seenBy(null))?.seller.slug ?? '';
  const found = async () => {
    const tiles = [
      await listProducts(),
      (await pageOfProducts({ sellerSlug: seller, page: 1 })).products,
      (await searchGoods({ query: name })).products,
    ];
    return tiles.map((list) => list.some((tile) => tile.slug === slug));
  };
  expect(await found()).toEqual([true, true, true]);
  await hide();
  expect(await found()).toEqual([false, false, false]);
});
