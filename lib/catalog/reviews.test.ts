import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { BuyerId, ReviewId } from '../model/ids';
import type { SessionUser } from '../model/views';
import { paidOrder, type PaidOrder } from '../payments/testing/after-sale';
import { openMarket } from '../payments/testing/market';
import { placed } from '../payments/testing/orders';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { products, reviews, users } from '../store/schema';
import { convergeSubscription } from '../subscriptions/read-subscription';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { readProduct, listProducts } from './catalog';
import { readReviews } from './read-reviews';
import { forgetReview, reviewBody, reviewProduct } from './review-product';

const market = openMarket(2);
let order: PaidOrder;
let slug: string;
let other: string;

beforeAll(async () => {
  order = await paidOrder(market.emulator, market.oneStall);
  const rows = await (await getDb()).select().from(products).orderBy(products.position);
  slug = rows[0]?.slug ?? '';
  other = rows[1]?.slug ?? '';
});
beforeEach(async () => void (await (await getDb()).delete(reviews)));

const review = (buyer: SessionUser, said: { product?: string; stars?: number; text?: string }) =>
  reviewProduct(buyer, { product: slug, stars: 4, text: 'Good.', ...said });

it('who has bought it may say so, once, and change it', async () => {
  expect(await review(order.buyer, {})).toEqual({ ok: true, value: {} });
  await Promise.all([review(order.buyer, { stars: 2 }), review(order.buyer, { stars: 2 })]);
  const view = await readReviews(slug, order.buyer.id);
  expect(view).toMatchObject({
    rating: { text: '2.0', count: 1 },
    may: 'may',
    mine: { stars: 2, text: 'Good.' },
    reviews: [{ by: 'Jenny R.', stars: 2, mine: true }],
  });
});

it('who has not bought it, or only tried to, may not', async () => {
  const somebody = await newBuyer();
  expect(await review(somebody, {})).toMatchObject({ ok: false, reason: 'not_bought' });
  const unpaid = await placed(market.emulator, market.oneStall);
  expect(await review(unpaid.buyer, {})).toMatchObject({ ok: false, reason: 'not_bought' });
  // Bought something else.
  expect(await review(order.buyer, { product: other })).toMatchObject({ reason: 'not_bought' });
  expect((await readReviews(slug, somebody.id)).may).toBe('not_bought');
  expect((await readReviews(slug, null)).may).toBe('signed_out');
  expect(await (await getDb()).select().from(reviews)).toEqual([]);
});

it('who has paid for a plan may say how it is, and who is still on trial may not', async () => {
  const stall = market.oneStall[0] as never;
  const subscriber = async (trialDays: number) => {
    const plan = await openPlan(market.emulator, stall, { trialDays });
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
    await convergeSubscription((await makeMirror(market.emulator, buyer, card, plan)).id);
    return buyer;
  };
  expect(await review(await subscriber(14), {})).toMatchObject({ reason: 'not_bought' });
  expect(await review(await subscriber(0), {})).toEqual({ ok: true, value: {} });
});

it('nobody reviews what they sell, even when they bought it', async () => {
  const db = await getDb();
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  const isBuyer = eq(users.id, order.buyer.id);
  await db
    .update(users)
    .set({ sellerId: product?.sellerId ?? null })
    .where(isBuyer);
  expect(await review(order.buyer, {})).toMatchObject({ ok: false, reason: 'own' });
  expect((await readReviews(slug, order.buyer.id)).may).toBe('own');
  await db.update(users).set({ sellerId: null }).where(isBuyer);
});

it('a review is deleted by who wrote it, and by nobody else', async () => {
  await review(order.buyer, {});
  const somebody = await newBuyer();
  await forgetReview(somebody, { product: slug });
  expect((await readReviews(slug, null)).reviews).toHaveLength(1);
  await forgetReview(order.buyer, { product: slug });
  await forgetReview(order.buyer, { product: slug });
  expect(await readReviews(slug, null)).toMatchObject({ rating: null, reviews: [] });
});

it('tile and product show the average of all', async () => {
  const second = await paidOrder(market.emulator, market.oneStall);
  await review(order.buyer, { stars: 5 });
  await review(second.buyer, { stars: 4 });
  const tiles = await listProducts();
  expect(tiles.find((tile) => tile.slug === slug)?.rating).toMatchObject({ text: '4.5', count: 2 });
  expect(tiles.find((tile) => tile.slug === other)?.rating).toBeNull();
  expect((await readProduct(slug))?.rating).toMatchObject({ count: 2 });
  const view = await readReviews(slug, order.buyer.id);
  expect(view.reviews[0]?.mine).toBe(true);
});

it('one’s own is there however many are newer, and the others have pages', async () => {
  await review(order.buyer, { stars: 1 });
  const db = await getDb();
  const [product] = await db.select().from(products).where(eq(products.slug, slug));
  const people = await Promise.all(Array.from({ length: 101 }, () => newBuyer()));
  await db.insert(reviews).values(
    people.map(({ id: buyerId }, index) => ({
      ...{ id: newId<ReviewId>('rev'), productId: product?.id ?? ('' as never), buyerId, stars: 5 },
      updatedAt: new Date(Date.now() + (index + 1) * 60_000),
    })),
  );
  const first = await readReviews(slug, order.buyer.id);
  expect(first).toMatchObject({ mine: { stars: 1 }, page: 1, count: 101 });
  const ids: string[] = [];
  for (let page = 1; page <= first.pages; page += 1) {
    const [own, ...others] = (await readReviews(slug, order.buyer.id, page)).reviews;
    expect(own).toMatchObject({ mine: true, stars: 1 });
    ids.push(...others.map(({ id }) => id));
  }
  expect(new Set(ids).size).toBe(101);
  expect((await readReviews(slug, null)).count).toBe(102);
});

it('what there is not is not found, and a text keeps nothing that is no text', async () => {
  for (const product of ['nothing', '../etc', '\u0000', 'A'.repeat(80)]) {
    expect(await review(order.buyer, { product })).toMatchObject({ reason: 'not_found' });
    expect(await forgetReview(order.buyer, { product })).toMatchObject({ reason: 'not_found' });
    expect(await readReviews(product, order.buyer.id)).toMatchObject({ reviews: [] });
  }
  await review(order.buyer, { text: ' <b>one</b>\u0000\r\n\n\n\n\u0007two ' });
  expect((await readReviews(slug, null)).reviews[0]?.text).toBe('<b>one</b>\n\ntwo');
  for (const odd of [{ stars: 0 }, { stars: 6 }, { stars: 2.5 }, { text: 'a'.repeat(1_001) }]) {
    expect(reviewBody.safeParse({ product: slug, stars: 4, text: '', ...odd }).success).toBe(false);
  }
  expect((await readReviews(slug, 'usr_nobody' as BuyerId)).mine).toBeNull();
});
