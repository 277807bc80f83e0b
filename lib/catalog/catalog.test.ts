import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { BuyerId } from '../model/ids';
import { money } from '../model/money';
import { changeShop } from '../onboarding/change-shop';
import { newId } from '../store/new-id';
import { milestones, products, sellers, users, variants } from '../store/schema';
import { testDb } from '../store/testing/database';
import {
  readProduct,
  readShop,
  listCategories,
  listProducts,
  listSellers,
  pageOfProducts,
} from './catalog';
import { shops } from './seed/goods';
import { seedCatalog } from './seed/seed';
import { statementPrefix } from './statement';
import { editProduct } from './write-product';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
  await prepareQueues();
});
afterAll(() => database.close());

const slugs = (tiles: readonly { slug: string }[]) => tiles.map(({ slug }) => slug);

test('the demo holds what it promises', async () => {
  const all = await listSellers();
  expect(all.length).toBeGreaterThanOrEqual(8);
  expect(new Set(all.map(({ country }) => country)).size).toBeGreaterThanOrEqual(5);
  expect(new Set(all.map(({ currency }) => currency)).size).toBeGreaterThanOrEqual(5);
  const tiles = await listProducts();
  expect(tiles.length).toBeGreaterThanOrEqual(30);
  expect(tiles.some(({ soldOut }) => soldOut)).toBe(true);
  expect(new Set(slugs(tiles)).size).toBe(tiles.length);
  for (const { seller, products: goods } of shops) {
    for (const { slug, pictures, variants: kinds } of goods) {
      expect((await readProduct(slug))?.pictures).toHaveLength(pictures.length);
      expect(pictures.every((shows) => shows.length > 0 && shows.length <= 120)).toBe(true);
      for (const { amount } of kinds) expect(() => money(amount, seller.currency)).not.toThrow();
      expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
    }
  }
});

test('the first screen shows one thing of every seller', async () => {
  const tiles = await listProducts({ limit: shops.length });
  expect(new Set(tiles.map(({ seller }) => seller.slug)).size).toBe(shops.length);
});

test('what cannot be a name in an address is not looked for', async () => {
  for (const name of ['\u0000', '%00', 'garden\u0000', 'Garden', '../garden', 'a'.repeat(500)]) {
    expect(await listProducts({ category: name })).toEqual([]);
    expect(await pageOfProducts({ sellerSlug: name, page: 1 })).toMatchObject({ products: [] });
    expect(await readProduct(name)).toBeNull();
    expect(await readShop(name)).toBeNull();
  }
});

test('a category narrows the list', async () => {
  const all = await listProducts();
  const garden = await listProducts({ category: 'garden' });
  expect(garden.length).toBeGreaterThan(0);
  expect(garden.every(({ category }) => category === 'garden')).toBe(true);
  const counts = await listCategories();
  expect(counts.find(({ slug }) => slug === 'garden')).toMatchObject({ count: garden.length });
  expect(counts.reduce((total, { count }) => total + count, 0)).toBe(all.length);
});

test('a product shows prices, stock that runs low, and who sells it', async () => {
  const product = await readProduct('speckled-mug');
  expect(product).toMatchObject({ from: true, soldOut: false, price: { text: '$28.00' } });
  expect(product?.variants.map(({ name, left }) => [name, left])).toEqual([
    ['Oat', null],
    ['Moss', 4],
    ['Night blue', null],
  ]);
  expect(product?.seller).toMatchObject({ name: 'Linden Clay', countryName: 'United States' });
  expect(await readProduct('wood-fired-teapot')).toMatchObject({ soldOut: true, from: false });
  expect(await readProduct('no-such-thing')).toBeNull();
  expect(await readProduct('hinoki-incense')).toMatchObject({ price: { text: '¥1,500' } });
});

test('a seller shows its goods, and why it cannot be paid before it has an account', async () => {
  const { products: goods } = await pageOfProducts({ sellerSlug: 'saltbush', page: 1 });
  expect(goods.map(({ closed }) => closed)).toEqual(Array(4).fill(true));
  expect((await readShop('saltbush'))?.cannotBePaid).toMatch(/still being set up/);
  expect(await readShop('nobody')).toBeNull();
});

test('seeding again changes words and prices, but no stock and no account', async () => {
  const [board] = await database.db.select().from(products).where(eq(products.slug, 'bread-board'));
  const ofBoard = eq(variants.productId, board?.id ?? ('' as never));
  await database.db.update(variants).set({ stock: 3, amount: 1 }).where(ofBoard);
  await database.db
    .update(sellers)
    .set({ chargesEnabled: true, tagline: 'old' })
    .where(eq(sellers.slug, 'holzwerk-nord'));
  await seedCatalog();
  expect(await database.db.select().from(variants).where(ofBoard)).toMatchObject([{ amount: 1 }]);
  await database.db
    .update(milestones)
    .set({ value: 'older' })
    .where(eq(milestones.name, 'catalog'));
  await seedCatalog();
  expect(await database.db.select().from(variants).where(ofBoard)).toMatchObject([
    { stock: 3, amount: 2400 },
  ]);
  const [seller] = await database.db
    .select()
    .from(sellers)
    .where(eq(sellers.slug, 'holzwerk-nord'));
  expect(seller).toMatchObject({
    chargesEnabled: true,
    tagline: 'Wooden things that can take a fall',
  });
});

test('seeding again leaves alone what a seller of the demo has changed on the desk', async () => {
  const { db } = database;
  const [found] = await db
    .select({ product: products, variant: variants, seller: sellers })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(eq(products.slug, 'chore-coat-pattern'));
  if (!found) throw new Error('no such thing');
  const { product, variant, seller } = found;
  const person = { id: newId<BuyerId>('usr'), seller } as const;
  await db.insert(users).values({
    ...{ id: person.id, name: 'Somebody', email: `${person.id}@souk.example`, role: 'seller' },
    sellerId: seller.id,
  });
  const kinds = await db.select().from(variants).where(eq(variants.productId, product.id));
  const changed = await editProduct(person, product.id, {
    ...{ name: 'A name of my own', description: 'Mine.', category: product.category },
    ...{ delivery: '', pictures: [product.picture], hidden: false },
    kinds: kinds.map(({ id, stock }) => ({ id, price: '77', stock: 5, stockWas: stock })),
  });
  expect(changed).toMatchObject({ ok: true });
  await changeShop(person, {
    ...{ tagline: 'Ours', about: 'All of it.', place: 'Here', statementName: '' },
  });
  // The shop leaves the rest of the demo to its editions.
  await db.update(milestones).set({ value: 'older' }).where(eq(milestones.name, 'catalog'));
  await seedCatalog();
  const [after] = await db.select().from(products).where(eq(products.id, product.id));
  expect(after).toMatchObject({ name: 'A name of my own', description: 'Mine.' });
  const [kind] = await db.select().from(variants).where(eq(variants.id, variant.id));
  expect(kind).toMatchObject({ amount: 7700, stock: 5 });
  const [shop] = await db.select().from(sellers).where(eq(sellers.id, seller.id));
  expect(shop).toMatchObject({ tagline: 'Ours', place: 'Here' });
});

test('what left the catalog is sold out, since orders may still name it', async () => {
  const [board] = await database.db.select().from(products).where(eq(products.slug, 'bread-board'));
  if (!board) throw new Error('no board');
  await database.db
    .insert(products)
    .values({ ...board, id: 'prd_old' as typeof board.id, slug: 'old', picture: '/goods/old.svg' });
  await database.db.insert(variants).values({
    id: 'var_old' as (typeof variants.$inferInsert)['id'],
    productId: 'prd_old' as typeof board.id,
    amount: 100,
    currency: 'eur',
    stock: 5,
    position: 0,
  });
  await database.db
    .update(milestones)
    .set({ value: 'older' })
    .where(eq(milestones.name, 'catalog'));
  await seedCatalog();
  expect(await readProduct('old')).toMatchObject({ soldOut: true });
});

test('names on the statement are short Latin capitals', () => {
  const names = shops.map(({ seller }) => statementPrefix(seller.slug));
  for (const name of names) expect(name).toMatch(/^[A-Z][A-Z ]{1,9}$/);
  expect(new Set(names).size).toBe(names.length);
});
