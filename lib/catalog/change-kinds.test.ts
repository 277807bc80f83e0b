import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { ProductId, VariantId } from '../model/ids';
import type { SellerUser } from '../model/views';
import { problemOf } from '../payments/checkout-request';
import { paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { fillCart, newBuyer, type Stall } from '../payments/testing/shop';
import { openShop } from '../payments/testing/shops';
import { goodsOf } from '../test-data/buy';
import { getDb } from '../store/client';
import { orderLines } from '../store/schema';
import { readCartRows } from './cart-rows';
import { cartView } from './cart-view';
import { readProduct } from './catalog';
import { addLine } from './change-cart';
import type { KindEdit } from './change-kinds';
import { readOwnProduct } from './own-goods';
import { createProduct, editProduct } from './write-product';

const house = openHouse();
let stall: Stall;
let worker: SellerUser;

beforeAll(async () => {
  ({ stall, worker } = await openShop(house.emulator));
});

/** A shirt in two sizes. */
async function shirt() {
  const words = {
    ...{ name: 'Shirt', description: 'A shirt.', category: 'wear', delivery: '' },
    pictures: ['/goods/noodle-bowl.svg'],
  };
  const told = await createProduct(worker, { ...words, price: '40', stock: 9, interval: null });
  if (!told.ok) throw new Error(told.message);
  const { productId } = told.value;
  const as = async (changed: readonly Partial<KindEdit>[], more = {}) => {
    const kinds = (await own(productId)).kinds.map(({ id, typed, stock }, index) => ({
      ...{ id, price: typed, stock, stockWas: stock },
      ...changed[index],
    }));
    return editProduct(worker, productId, { ...words, hidden: false, kinds, ...more });
  };
  await as([{ name: 'Small' }], { newKinds: [{ name: 'Large', price: '42', stock: 9 }] });
  const { kinds, slug } = await own(productId);
  const [small, large] = kinds.map(({ id }) => id) as [VariantId, VariantId];
  return { slug, small, large, as };
}

async function own(productId: ProductId) {
  const product = await readOwnProduct(worker.seller.id, productId);
  if (!product) throw new Error('no such product');
  return product;
}

const kindsOf = async (slug: string) =>
  (await readProduct(slug))?.variants.map(({ name }) => name) ?? [];

async function cartOf(variantId: VariantId) {
  const buyer = await newBuyer();
  const quote = await fillCart(buyer, [{ ...stall, variantId }]);
  const read = async () => {
    const rows = await readCartRows(await getDb(), { buyerId: buyer.id });
    if (!rows) throw new Error('no cart');
    return rows;
  };
  return { buyer, quote, read };
}

test('a kind gets another name, and what was bought keeps the one of before', async () => {
  const { slug, small, as } = await shirt();
  const { legId } = await paidOrder(house.emulator, [{ ...stall, variantId: small }]);
  const cart = await cartOf(small);

  expect(await as([{ name: 'S' }])).toMatchObject({ ok: true });
  expect(await kindsOf(slug)).toEqual(['S', 'Large']);
  const db = await getDb();
  const lines = await db.select().from(orderLines).where(eq(orderLines.legId, legId));
  expect(lines).toMatchObject([{ name: 'Shirt', variant: 'Small' }]);
  // Who had it in the cart looks again: it may not be what they chose.
  expect((await cart.read()).quote).not.toBe(cart.quote);
  expect(cartView(await cart.read()).groups[0]?.lines[0]?.variant).toBe('S');
});

test('no two kinds have one name, not even for a moment, and none loses its own', async () => {
  const { slug, as } = await shirt();
  for (const names of [[{ name: 'LARGE' }], [{ name: '' }], [{}, { name: 'small' }]]) {
    expect(await as(names)).toMatchObject({ ok: false, reason: 'wrong_kind' });
  }
  expect(await kindsOf(slug)).toEqual(['Small', 'Large']);
  expect(await as([{ name: 'Large' }, { name: 'Small' }])).toMatchObject({ ok: true });
  expect(await kindsOf(slug)).toEqual(['Large', 'Small']);
  // Left out, both stay as they are.
  expect(await as([{ price: '41' }])).toMatchObject({ ok: true });
  expect(await kindsOf(slug)).toEqual(['Large', 'Small']);
});

test('a kind that is hidden cannot be bought, while the others can', async () => {
  const { slug, small, large, as } = await shirt();
  const cart = await cartOf(small);
  expect(await as([{ hidden: true }])).toMatchObject({ ok: true });
  expect(await readProduct(slug)).toMatchObject({
    ...{ offered: true, from: false, price: { amount: 4200 } },
    variants: [{ id: large }],
  });
  const rows = await cart.read();
  expect(cartView(rows).groups[0]?.lines[0]?.problem).toMatch(/not sold any more/);
  expect(problemOf(rows.lines)).toMatchObject({ ok: false, reason: 'sold_out' });
  const owner = { buyerId: cart.buyer.id };
  expect(await addLine(owner, small, 1)).toMatchObject({ reason: 'unknown_variant' });
  expect(await addLine(owner, large, 1)).toMatchObject({ ok: true });
  // Each thing of the stall in turn.
  const turns = await Promise.all(Array.from({ length: 20 }, (_, time) => goodsOf(time)));
  const tested = turns.flat().map(({ variantId }) => variantId);
  expect(tested).toContain(large);
  expect(tested).not.toContain(small);

  expect(await as([{ hidden: false }])).toMatchObject({ ok: true });
  expect(await kindsOf(slug)).toEqual(['Small', 'Large']);
  expect(problemOf((await cart.read()).lines)).toBeNull();
});

test('one kind stays in the shop, be it a new one', async () => {
  const { slug, as } = await shirt();
  const hidden = [{ hidden: true }, { hidden: true }];
  expect(await as(hidden)).toMatchObject({ ok: false, reason: 'wrong_kind' });
  const newKinds = [{ name: 'Huge', price: '50', stock: null }];
  expect(await as(hidden, { newKinds })).toMatchObject({ ok: true });
  expect(await kindsOf(slug)).toEqual(['Huge']);
});
