import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BuyerId, CartId, VariantId } from '../model/ids';
import { carts, products, users, variants } from '../store/schema';
import { testDb } from '../store/testing/database';
import { readCartRows, type CartOwner } from './cart-rows';
import { addLine, mergeGuestCart } from './change-cart';
import { laterView } from './later-view';
import { dropLater, keepLater, moveToCart, readLaterRows, saveForLater } from './save-for-later';
import { seedCatalog } from './seed/seed';

let database: Awaited<ReturnType<typeof testDb>>;
let moss: VariantId;
let board: VariantId;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await database.clear();
  await seedCatalog();
  moss = await variantOf('speckled-mug', 'Moss');
  board = await variantOf('bread-board');
});
afterAll(() => database.close());

async function variantOf(slug: string, name = ''): Promise<VariantId> {
  const rows = await database.db
    .select({ id: variants.id, name: variants.name })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(products.slug, slug));
  return rows.find((row) => row.name === name)?.id as VariantId;
}

async function buyer(id: string): Promise<CartOwner & { buyerId: BuyerId }> {
  await database.db
    .insert(users)
    .values({ id: id as BuyerId, name: id, email: `${id}@example.com` });
  return { buyerId: id as BuyerId };
}

const setVariant = (id: VariantId, to: Partial<typeof variants.$inferInsert>) =>
  database.db.update(variants).set(to).where(eq(variants.id, id));

/** How many of each lie where, by the first letters of their names. */
async function holdings(owner: CartOwner) {
  const cart = await readCartRows(database.db, owner);
  const later = await readLaterRows(database.db, owner);
  const told = (rows: readonly { quantity: number; product: { slug: string } }[]) =>
    Object.fromEntries(rows.map(({ product, quantity }) => [product.slug, quantity]));
  return { cart: told(cart?.lines ?? []), later: told(later) };
}
const view = async (owner: CartOwner) => laterView(await readLaterRows(database.db, owner));

test('a line goes aside with all its pieces, and comes back', async () => {
  const owner = await buyer('b1');
  await addLine(owner, moss, 3);
  await addLine(owner, board, 1);
  const quote = (await readCartRows(database.db, owner))?.quote;
  expect((await saveForLater(owner, moss)).ok).toBe(true);
  expect(await holdings(owner)).toEqual({
    cart: { 'bread-board': 1 },
    later: { 'speckled-mug': 3 },
  });
  // What was quoted before is not what the cart holds now.
  expect((await readCartRows(database.db, owner))?.quote).not.toBe(quote);
  expect(await moveToCart(owner, moss)).toMatchObject({ ok: true, value: { note: null } });
  expect(await holdings(owner)).toEqual({
    cart: { 'bread-board': 1, 'speckled-mug': 3 },
    later: {},
  });
});

test('pressed twice at once, it goes aside once', async () => {
  const owner = await buyer('b1');
  await addLine(owner, moss, 3);
  await Promise.all([saveForLater(owner, moss), saveForLater(owner, moss)]);
  expect(await holdings(owner)).toEqual({ cart: {}, later: { 'speckled-mug': 3 } });
  await Promise.all([moveToCart(owner, moss), moveToCart(owner, moss)]);
  expect(await holdings(owner)).toEqual({ cart: { 'speckled-mug': 3 }, later: {} });
});

test('put aside in one tab while another adds: no piece is lost', async () => {
  const owner = await buyer('b1');
  const soap = await variantOf('marseille-soap', 'One cube');
  await addLine(owner, soap, 2);
  await Promise.all([addLine(owner, soap, 1), saveForLater(owner, soap), addLine(owner, soap, 1)]);
  const { cart, later } = await holdings(owner);
  expect((cart['marseille-soap'] ?? 0) + (later['marseille-soap'] ?? 0)).toBe(4);
});

test('an undo takes back so many as went, not what lay there before', async () => {
  const owner = await buyer('b1');
  await addLine(owner, moss, 1);
  await saveForLater(owner, moss);
  await addLine(owner, moss, 2);
  await saveForLater(owner, moss);
  await moveToCart(owner, moss, 2);
  expect(await holdings(owner)).toEqual({
    cart: { 'speckled-mug': 2 },
    later: { 'speckled-mug': 1 },
  });
});

test('what is forgotten can be put aside again', async () => {
  const owner = await buyer('b1');
  await addLine(owner, moss, 2);
  await saveForLater(owner, moss);
  await dropLater(owner, moss);
  expect(await holdings(owner)).toEqual({ cart: {}, later: {} });
  await keepLater(owner, moss, 2);
  expect(await holdings(owner)).toEqual({ cart: {}, later: { 'speckled-mug': 2 } });
  expect(await keepLater(owner, moss, 0)).toMatchObject({ reason: 'bad_quantity' });
  expect(await keepLater(owner, moss, 1.5)).toMatchObject({ reason: 'bad_quantity' });
});

test('changes of price and stock since then are told', async () => {
  const owner = await buyer('b1');
  await addLine(owner, moss, 3);
  await addLine(owner, board, 2);
  await saveForLater(owner, moss);
  await saveForLater(owner, board);
  await setVariant(moss, { amount: 3000, stock: 2 });
  await setVariant(board, { amount: 2000, stock: 0 });
  const told = await view(owner);
  expect(told.find(({ variantId }) => variantId === moss)).toMatchObject({
    unit: { text: '$30.00' },
    news: ['The price rose: it was $28.00.', 'Only 2 left.'],
    cannotMove: null,
  });
  expect(told.find(({ variantId }) => variantId === board)).toMatchObject({
    news: ['The price fell: it was €24.00.'],
    cannotMove: 'Sold out at the moment.',
  });
});

test('what there is not enough of moves in part, and the rest stays', async () => {
  const owner = await buyer('b1');
  await addLine(owner, moss, 3);
  await saveForLater(owner, moss);
  await setVariant(moss, { stock: 2 });
  const moved = await moveToCart(owner, moss);
  expect(moved.ok && moved.value.note).toMatch(/2 are in your cart, the other one stays saved/);
  expect(await holdings(owner)).toEqual({
    cart: { 'speckled-mug': 2 },
    later: { 'speckled-mug': 1 },
  });
  expect(await moveToCart(owner, moss)).toMatchObject({ reason: 'too_many' });
  await setVariant(board, { stock: 0 });
  await keepLater(owner, board, 1);
  expect(await moveToCart(owner, board)).toMatchObject({ reason: 'sold_out' });
  expect((await view(owner)).find(({ variantId }) => variantId === board)?.news).toEqual([]);
  await setVariant(board, { stock: 9 });
  expect((await view(owner)).find(({ variantId }) => variantId === board)?.news).toEqual([
    'It is there again.',
  ]);
});

test('a guest’s saved things go along when they sign in', async () => {
  const put = await addLine({ guestCartId: null }, moss, 2);
  const guestCartId = put.ok ? put.value.id : ('' as CartId);
  await saveForLater({ guestCartId }, moss);
  const owner = await buyer('b1');
  await keepLater(owner, moss, 1);
  await keepLater(owner, board, 1);
  await mergeGuestCart(guestCartId, owner.buyerId);
  expect((await holdings(owner)).later).toEqual({ 'speckled-mug': 3, 'bread-board': 1 });
  expect(await database.db.select().from(carts)).toHaveLength(1);
});

test('the id of a buyer’s cart, in a cookie, shows and changes nothing', async () => {
  const owner = await buyer('b1');
  const put = await addLine(owner, moss, 1);
  const stolen = { guestCartId: put.ok ? put.value.id : ('' as CartId) };
  await saveForLater(owner, moss);
  expect(await view(stolen)).toEqual([]);
  await dropLater(stolen, moss);
  await moveToCart(stolen, moss);
  expect(await holdings(owner)).toEqual({ cart: {}, later: { 'speckled-mug': 1 } });
});

test('what is not in the catalog is refused', async () => {
  const owner = await buyer('b1');
  for (const id of ['var_', '\u0000', `var_${'z'.repeat(20)}`]) {
    expect(await saveForLater(owner, id as VariantId)).toMatchObject({ reason: 'unknown_variant' });
    expect(await keepLater(owner, id as VariantId, 1)).toMatchObject({ reason: 'unknown_variant' });
  }
});
