/** More goods than one page holds: none is lost, the newest least of all. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProductId, VariantId } from '../model/ids';
import type { GoodsView } from '../model/views';
import { newId } from '../store/new-id';
import { products, sellers, variants } from '../store/schema';
import { testDb } from '../store/testing/database';
import { listOwnGoods } from './own-goods';
import { goodsOfPage, listCategories, listProductSlugs, pageOfProducts } from './catalog';
import { searchGoods } from './search/search-goods';
import { seedCatalog } from './seed/seed';

const sellerSlug = 'saltbush';
const many = 201;
const newest = `kite-${many}`;
let database: Awaited<ReturnType<typeof testDb>>;
let before: number;

beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
  const { db } = database;
  before = (await listProductSlugs()).length;
  const [seller] = await db.select().from(sellers).where(eq(sellers.slug, sellerSlug));
  if (!seller) throw new Error('no such seller');
  const rows = Array.from({ length: many }, (_, index) => ({
    ...{ id: newId<ProductId>('prd'), sellerId: seller.id, slug: `kite-${index + 1}` },
    ...{ name: `Kite ${index + 1}`, description: 'Flies.', category: 'play', delivery: '' },
    ...{ picture: '/goods/kite.svg', morePictures: [], details: [], position: 10_000 + index },
  }));
  await db.insert(products).values(rows);
  await db.insert(variants).values(
    rows.map(({ id: productId }) => ({
      ...{ id: newId<VariantId>('var'), productId, currency: seller.currency },
      ...{ amount: 1500, position: 0 },
    })),
  );
});
afterAll(() => database.close());

async function allPages(read: (page: number) => Promise<GoodsView>): Promise<string[]> {
  const { pages } = await read(1);
  const slugs: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    const { products: tiles } = await read(page);
    expect(tiles.length).toBeLessThanOrEqual(goodsOfPage);
    slugs.push(...tiles.map(({ slug }) => slug));
  }
  expect(new Set(slugs).size).toBe(slugs.length);
  return slugs;
}

it('the pages of all goods end with the newest', async () => {
  const slugs = await allPages((page) => pageOfProducts({ page }));
  expect(slugs).toHaveLength(before + many);
  expect(slugs.at(-1)).toBe(newest);
  expect(await pageOfProducts({ page: 1 })).toMatchObject({ page: 1, count: before + many });
});

it('so do those of a category, of a seller and of a search', async () => {
  const inPlay = await allPages((page) => pageOfProducts({ category: 'play', page }));
  expect(inPlay.at(-1)).toBe(newest);
  const theirs = await allPages((page) => pageOfProducts({ sellerSlug, page }));
  expect(theirs.at(-1)).toBe(newest);
  const found = await allPages((page) => searchGoods({ query: 'kite', page }));
  expect(found).toEqual(expect.arrayContaining(['kite-1', newest]));
  expect((await searchGoods({ query: 'kite' })).count).toBe(found.length);
});

it('the sitemap is told all of them', async () => {
  expect(await listProductSlugs()).toContain(newest);
});

it('their seller finds all of them on the desk, the newest first', async () => {
  const [seller] = await database.db.select().from(sellers).where(eq(sellers.slug, sellerSlug));
  const sellerId = seller?.id ?? ('' as never);
  const { pages, count } = await listOwnGoods(sellerId, 1);
  const slugs: string[] = [];
  for (let page = 1; page <= pages; page += 1) {
    slugs.push(...(await listOwnGoods(sellerId, page)).rows.map(({ slug }) => slug));
  }
  expect(slugs[0]).toBe(newest);
  expect(new Set(slugs).size).toBe(count);
  expect(count).toBe((await pageOfProducts({ sellerSlug, page: 1 })).count);
});

it('a page beyond the last is the last', async () => {
  const { pages } = await pageOfProducts({ page: 1 });
  const beyond = await pageOfProducts({ page: pages + 5 });
  expect(beyond).toEqual(await pageOfProducts({ page: pages }));
  expect(beyond.products.at(-1)?.slug).toBe(newest);
});

it('what has no kind that is there is neither listed nor counted', async () => {
  const { db } = database;
  const [last] = await db.select().from(products).where(eq(products.slug, newest));
  const ofLast = eq(variants.productId, last?.id ?? ('' as ProductId));
  await db.update(variants).set({ hiddenAt: new Date() }).where(ofLast);
  try {
    const theirs = await allPages((page) => pageOfProducts({ category: 'play', page }));
    expect(theirs).not.toContain(newest);
    const inPlay = (await listCategories()).find(({ slug }) => slug === 'play');
    expect(inPlay?.count).toBe(theirs.length);
    expect(await listProductSlugs()).not.toContain(newest);
  } finally {
    await db.update(variants).set({ hiddenAt: null }).where(ofLast);
  }
});
