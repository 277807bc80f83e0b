import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountId, BuyerId, CartId, VariantId } from '../model/ids';
import { cartLines, carts, products, sellers, users, variants } from '../store/schema';
import { testDb } from '../store/testing/database';
import { readCartRows, type CartOwner } from './cart-rows';
import { cartView } from './cart-view';
import { addLine, mergeGuestCart, setLine } from './change-cart';
import { seedCatalog } from './seed/seed';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await database.clear();
  await seedCatalog();
  await database.db
    .update(sellers)
    .set({ chargesEnabled: true })
    .then(async () => {
      for (const { id, slug } of await database.db.select().from(sellers)) {
        const accountId = `acct_${slug}` as AccountId;
        await database.db.update(sellers).set({ accountId }).where(eq(sellers.id, id));
      }
    });
});
afterAll(() => database.close());

async function variantOf(slug: string, name = ''): Promise<VariantId> {
  const rows = await database.db
    .select({ id: variants.id, name: variants.name })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(products.slug, slug));
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`no ${name} ${slug} in the catalog`);
  return found.id;
}

async function buyer(id: string): Promise<BuyerId> {
  await database.db
    .insert(users)
    .values({ id: id as BuyerId, name: id, email: `${id}@example.com` });
  return id as BuyerId;
}

async function guest(): Promise<CartOwner & { guestCartId: CartId }> {
  const put = await addLine({ guestCartId: null }, await variantOf('bread-board'), 1);
  if (!put.ok) throw new Error(put.message);
  return { guestCartId: put.value.id };
}

const view = async (owner: CartOwner) => cartView(await readCartRows(database.db, owner));

test('groups by seller, with a subtotal each and a total per currency', async () => {
  const owner = { buyerId: await buyer('b1') };
  await addLine(owner, await variantOf('plum-furikake'), 3);
  await addLine(owner, await variantOf('speckled-mug', 'Oat'), 2);
  await addLine(owner, await variantOf('bud-vase', 'Bone'), 1);
  await addLine(owner, await variantOf('marseille-soap', 'One cube'), 1);
  await addLine(owner, await variantOf('stacking-boats'), 1);
  const cart = await view(owner);
  expect(cart.groups.map(({ seller, subtotal }) => [seller.name, subtotal.text])).toEqual([
    ['Linden Clay', '$80.00'],
    ['Atelier Mistral', '€6.00'],
    ['Kumo House', '¥1,500'],
    ['Holzwerk Nord', '€39.00'],
  ]);
  expect(cart.totals.map(({ text }) => text)).toEqual(['$80.00', '€45.00', '¥1,500']);
  expect(cart.count).toBe(8);
  expect(cart.canCheckOut).toBe(true);
});

test('putting the same thing in again adds up, as far as stock allows', async () => {
  const owner = { buyerId: await buyer('b1') };
  const moss = await variantOf('speckled-mug', 'Moss');
  expect((await addLine(owner, moss, 3)).ok).toBe(true);
  expect(await addLine(owner, moss, 2)).toMatchObject({
    ok: false,
    reason: 'too_many',
    message: 'Only 4 left, and 3 of them in your cart.',
  });
  expect((await view(owner)).count).toBe(3);
});

test('what is sold out or unknown does not get in', async () => {
  const owner = { buyerId: await buyer('b1') };
  expect(await addLine(owner, await variantOf('wood-fired-teapot'), 1)).toMatchObject({
    reason: 'sold_out',
  });
  for (const id of ['var_', `var_${'z'.repeat(19)}\u0000`, `var_${'z'.repeat(20)}`]) {
    expect(await addLine(owner, id as VariantId, 1)).toMatchObject({ reason: 'unknown_variant' });
    expect(await setLine(owner, id as VariantId, 0)).toMatchObject({ reason: 'unknown_variant' });
  }
  expect(await addLine(owner, 'var_none' as VariantId, 1)).toMatchObject({
    reason: 'unknown_variant',
  });
  expect((await view(owner)).groups).toEqual([]);
});

test.each([0, -1, 1.5, 100, Number.NaN, Number.MAX_SAFE_INTEGER])(
  'a quantity of %s is refused',
  async (quantity) => {
    const owner = { buyerId: await buyer('b1') };
    const put = await addLine(owner, await variantOf('chore-coat-pattern'), quantity);
    expect(put).toMatchObject({ ok: false, reason: 'bad_quantity' });
  },
);

test('every change makes another quote, and so does a change of price', async () => {
  const owner = { buyerId: await buyer('b1') };
  const board = await variantOf('bread-board');
  const quotes = new Set<string>();
  const note = async () => quotes.add((await view(owner)).quote);
  await addLine(owner, board, 1);
  await note();
  await setLine(owner, board, 2);
  await note();
  await setLine(owner, board, 1);
  await note();
  await database.db.update(variants).set({ amount: 2_500 }).where(eq(variants.id, board));
  await note();
  expect(quotes.size).toBe(4);
  await note();
  expect(quotes.size).toBe(4);
});

test('a line removed and put back stands where it stood', async () => {
  const owner = { buyerId: await buyer('b1') };
  await addLine(owner, await variantOf('speckled-mug', 'Oat'), 1);
  await addLine(owner, await variantOf('noodle-bowl'), 1);
  const before = (await view(owner)).groups[0]?.lines.map(({ name }) => name);
  const mug = await variantOf('speckled-mug', 'Oat');
  await setLine(owner, mug, 0);
  expect((await view(owner)).count).toBe(1);
  await addLine(owner, mug, 1);
  expect((await view(owner)).groups[0]?.lines.map(({ name }) => name)).toEqual(before);
});

test('stock that sank below the cart is a problem of the line, which taking fewer solves', async () => {
  const owner = { buyerId: await buyer('b1') };
  const board = await variantOf('bread-board');
  await addLine(owner, board, 5);
  await database.db.update(variants).set({ stock: 2 }).where(eq(variants.id, board));
  const cart = await view(owner);
  expect(cart.canCheckOut).toBe(false);
  expect(cart.groups[0]?.lines[0]?.problem).toBe('Only 2 left. Please take fewer.');
  expect((await setLine(owner, board, 3)).ok).toBe(true);
  expect((await setLine(owner, board, 2)).ok).toBe(true);
  expect((await view(owner)).canCheckOut).toBe(true);
});

test('a seller that cannot be paid holds up the checkout, with the reason', async () => {
  const owner = { buyerId: await buyer('b1') };
  await addLine(owner, await variantOf('bread-board'), 1);
  await database.db
    .update(sellers)
    .set({ chargesEnabled: false })
    .where(eq(sellers.slug, 'holzwerk-nord'));
  const cart = await view(owner);
  expect(cart.canCheckOut).toBe(false);
  expect(cart.groups[0]?.seller.cannotBePaid).toMatch(/Holzwerk Nord cannot take payments/);
});

test('many clicks at once are all counted', async () => {
  const owner = { buyerId: await buyer('b1') };
  const soap = await variantOf('marseille-soap', 'One cube');
  await Promise.all(Array.from({ length: 10 }, () => addLine(owner, soap, 1)));
  expect((await view(owner)).count).toBe(10);
  expect(await database.db.select().from(carts)).toHaveLength(1);
});

test('a guest’s cart goes along: quantities add up to what there is', async () => {
  const { guestCartId } = await guest();
  await addLine({ guestCartId }, await variantOf('speckled-mug', 'Moss'), 3);
  const buyerId = await buyer('b1');
  await addLine({ buyerId }, await variantOf('speckled-mug', 'Moss'), 2);
  const before = (await view({ buyerId })).quote;
  await mergeGuestCart(guestCartId, buyerId);
  const cart = await view({ buyerId });
  const lines = cart.groups.flatMap((group) => group.lines);
  expect(lines.map(({ name, quantity }) => [name, quantity])).toEqual([
    ['Speckled mug', 4],
    ['Bread board', 1],
  ]);
  expect(cart.quote).not.toBe(before);
  expect(await database.db.select().from(carts)).toHaveLength(1);
  await mergeGuestCart(guestCartId, buyerId);
  expect((await view({ buyerId })).count).toBe(5);
});

test('the id of a buyer’s cart, in a cookie, opens and takes nothing', async () => {
  const buyerId = await buyer('b1');
  const put = await addLine({ buyerId }, await variantOf('bread-board'), 1);
  const stolen = put.ok ? put.value.id : ('' as CartId);
  expect((await view({ guestCartId: stolen })).groups).toEqual([]);
  const thief = await buyer('b2');
  await mergeGuestCart(stolen, thief);
  expect((await view({ buyerId: thief })).count).toBe(0);
  expect((await view({ buyerId })).count).toBe(1);
  await addLine({ guestCartId: stolen }, await variantOf('bread-board'), 1);
  const lines = await database.db.select().from(cartLines).where(eq(cartLines.cartId, stolen));
  expect(lines).toMatchObject([{ quantity: 1 }]);
});

test('what is more than one charge can hold is shown, and is a problem that taking fewer solves', async () => {
  const owner = { buyerId: await buyer('b1') };
  const board = await variantOf('bread-board');
  await addLine(owner, board, 5);
  const price = (amount: number) =>
    database.db.update(variants).set({ amount, stock: 99 }).where(eq(variants.id, board));
  await price(1_010_102);
  expect((await setLine(owner, board, 99)).ok).toBe(true);
  const dear = await view(owner);
  expect(dear.totals.map(({ amount }) => amount)).toEqual([100_000_098]);
  expect(dear.canCheckOut).toBe(false);
  expect(dear.groups[0]?.lines[0]?.problem).toBe(
    'This amount is too large for one charge. Buy it in parts.',
  );
  expect((await setLine(owner, board, 98)).ok).toBe(true);
  expect((await view(owner)).canCheckOut).toBe(true);
});

test('two sellers’ goods may cost more together than one charge can hold', async () => {
  const owner = { buyerId: await buyer('b1') };
  const lines = [await variantOf('marseille-soap', 'One cube'), await variantOf('bread-board')];
  for (const id of lines) {
    await addLine(owner, id, 1);
    await database.db.update(variants).set({ amount: 60_000_000 }).where(eq(variants.id, id));
  }
  const cart = await view(owner);
  expect(cart.totals.map(({ text }) => text)).toEqual(['€1,200,000.00']);
  expect(cart.canCheckOut).toBe(true);
});
