import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { ProductId } from '../model/ids';
import type { SellerUser } from '../model/views';
import { problemOf } from '../payments/checkout-request';
import { openHouse } from '../payments/testing/house';
import { fillCart, newBuyer, type Stall } from '../payments/testing/shop';
import { openShops } from '../payments/testing/shops';
import { makeMirror } from '../subscriptions/testing/mirrors';
import { paidOrder } from '../payments/testing/after-sale';
import { getDb } from '../store/client';
import { subscriptions, variants } from '../store/schema';
import { readCartRows } from './cart-rows';
import { cartView } from './cart-view';
import { readProduct, listProducts } from './catalog';
import { readOwnProduct } from './own-goods';
import { createProduct, editProduct, type NewProduct } from './write-product';

const house = openHouse();
let stalls: readonly [Stall, Stall];
let worker: SellerUser;
let stranger: SellerUser;
const picture = '/goods/noodle-bowl.svg';
const vase: NewProduct = {
  ...{
    name: 'Étoile vase',
    description: 'A vase.',
    category: 'home',
    delivery: '',
    pictures: [picture],
  },
  ...{ price: '12.50', stock: 3, interval: null },
};

beforeAll(async () => {
  ({ stalls, worker, stranger } = await openShops(house.emulator));
});
async function made(product: NewProduct): Promise<ProductId> {
  const created = await createProduct(worker, product);
  if (!created.ok) throw new Error(created.message);
  return created.value.productId;
}

async function own(id: ProductId) {
  const product = await readOwnProduct(worker.seller.id, id);
  if (!product) throw new Error('no such product');
  const { kinds, name, description, category, delivery, pictures, hidden, slug } = product;
  const typed = kinds.map((kind) => ({
    ...{ id: kind.id, price: kind.typed },
    ...{ stock: kind.stock, stockWas: kind.stock },
  }));
  return {
    slug,
    edit: { name, description, category, delivery, pictures, hidden, kinds: typed },
  };
}

test('goods are sold in the currency of the account, as soon as they are made', async () => {
  const { slug } = await own(await made(vase));
  expect(slug).toMatch(/^etoile-vase-[0-9a-z]{6}$/);
  expect(await readProduct(slug)).toMatchObject({
    name: 'Étoile vase',
    price: { amount: 1250, currency: 'usd' },
    variants: [{ left: 3 }],
  });
  expect(await house.emulator.writes()).toEqual([]);
});

test('a price that is none, a foreign picture and a wrong category are refused', async () => {
  for (const price of ['', '0', '0.49', '-5', '1.234', '12 USD']) {
    expect(await createProduct(worker, { ...vase, price })).toMatchObject({
      reason: 'wrong_price',
    });
  }
  for (const drawn of ['https://evil.example/x.svg', '/goods/../x.svg', '/icon.svg']) {
    expect(await createProduct(worker, { ...vase, pictures: [picture, drawn] })).toMatchObject({
      reason: 'wrong_picture',
    });
  }
  expect(await createProduct(worker, { ...vase, category: 'plans' })).toMatchObject({
    reason: 'wrong_category',
  });
});

test('somebody else’s product is not found, nor is a kind of another product', async () => {
  const id = await made(vase);
  const { edit } = await own(id);
  const foreign = await editProduct(stranger, id, edit);
  expect(foreign).toMatchObject({ ok: false, reason: 'not_found' });
  expect(await editProduct(worker, `prd_${'0'.repeat(20)}` as ProductId, edit)).toEqual(foreign);
  const kinds = [{ id: stalls[1].variantId, price: '1', stock: 1, stockWas: 1 }];
  expect(await editProduct(worker, id, { ...edit, kinds })).toEqual(foreign);
  expect(await readOwnProduct(stranger.seller.id, id)).toBeNull();
});

test('a further kind can be bought at once, once each has a name of its own', async () => {
  const id = await made(vase);
  const { edit, slug } = await own(id);
  const [kind] = edit.kinds;
  if (!kind) throw new Error('no kind');
  const large = { name: 'Large', price: '20', stock: 2 };
  const add = (name: string | undefined, ...newKinds: (typeof large)[]) =>
    editProduct(worker, id, { ...edit, kinds: [{ ...kind, name }], newKinds });
  for (const told of [
    await add(undefined, large),
    await add('LARGE', large),
    await add('Small', large, large),
    await add('Small', ...Array.from({ length: 50 }, (_, n) => ({ ...large, name: `${n}` }))),
  ]) {
    expect(told).toMatchObject({ ok: false, reason: 'wrong_kind' });
  }
  expect(await add('Small', { ...large, price: '0' })).toMatchObject({ reason: 'wrong_price' });
  expect(await readProduct(slug)).toMatchObject({ variants: [{ name: '', left: 3 }] });

  expect(await add('Small', large)).toMatchObject({ ok: true });
  const product = await readProduct(slug);
  expect(product?.variants).toMatchObject([
    { id: kind.id, name: 'Small', price: { amount: 1250 }, left: 3 },
    { name: 'Large', price: { amount: 2000, currency: 'usd' }, left: 2 },
  ]);
  // The form sent once more, since its answer was lost, adds nothing.
  expect(await add('Small', large)).toMatchObject({ ok: false, reason: 'wrong_kind' });
  expect((await readProduct(slug))?.variants.map(({ name }) => name)).toEqual(['Small', 'Large']);

  const buyer = await newBuyer();
  const variantId = product?.variants[1]?.id;
  if (!variantId) throw new Error('no kind');
  await fillCart(buyer, [{ ...stalls[0], variantId }]);
  const rows = await readCartRows(await getDb(), { buyerId: buyer.id });
  expect(rows && problemOf(rows.lines)).toBeNull();
});

test('a plan keeps the kinds that it began with', async () => {
  const id = await made({ ...vase, category: 'plans', interval: 'month', price: '9' });
  const { edit } = await own(id);
  const newKinds = [{ name: 'Large', price: '20', stock: null }];
  const kinds = edit.kinds.map((kind) => ({ ...kind, name: 'Small' }));
  expect(await editProduct(worker, id, { ...edit, kinds, newKinds })).toMatchObject({
    reason: 'wrong_kind',
  });
});

test('a changed price makes an old quote unfit, and a hidden product cannot be bought', async () => {
  const id = await made(vase);
  const { edit, slug } = await own(id);
  const [kind] = edit.kinds;
  if (!kind) throw new Error('no kind');
  const buyer = await newBuyer();
  const quote = await fillCart(buyer, [{ ...stalls[0], variantId: kind.id }]);
  const cart = async () => {
    const rows = await readCartRows(await getDb(), { buyerId: buyer.id });
    if (!rows) throw new Error('no cart');
    return rows;
  };
  await editProduct(worker, id, { ...edit, kinds: [{ ...kind, price: '13' }] });
  expect((await cart()).quote).not.toBe(quote);

  await editProduct(worker, id, { ...edit, hidden: true });
  expect(await readProduct(slug)).toBeNull();
  expect((await listProducts()).some((tile) => tile.slug === slug)).toBe(false);
  const rows = await cart();
  expect(cartView(rows).groups[0]?.lines[0]?.problem).toMatch(/not sold any more/);
  expect(problemOf(rows.lines)).toMatchObject({ ok: false, reason: 'sold_out' });
  await editProduct(worker, id, edit);
  expect(await readProduct(slug)).not.toBeNull();
});

test('a plan gets a Price on the account, a changed one another, and subscribers keep theirs', async () => {
  const plan = { ...vase, category: 'plans', interval: 'month' as const, price: '9' };
  const id = await made(plan);
  const db = await getDb();
  const kindOf = async () => {
    const [row] = await db.select().from(variants).where(eq(variants.productId, id));
    if (!row) throw new Error('no kind');
    return row;
  };
  const on = { stripeAccount: stalls[0].accountId };
  const before = await kindOf();
  const price = await house.emulator.stripe.prices.retrieve(String(before.accountPriceId), {}, on);
  expect(price).toMatchObject({
    unit_amount: 900,
    currency: 'usd',
    recurring: { interval: 'month' },
  });
  const { buyer, card } = await paidOrder(house.emulator, [stalls[0]]);
  const mirror = await makeMirror(house.emulator, buyer, card, {
    ...{ accountId: stalls[0].accountId, variantId: before.id },
  });

  const { edit } = await own(id);
  const kinds = edit.kinds.map((kind) => ({ ...kind, price: '11' }));
  expect(await editProduct(worker, id, { ...edit, kinds })).toMatchObject({ ok: true });
  const after = await kindOf();
  expect(after.accountPriceId).not.toBe(before.accountPriceId);
  expect(after.accountProductId).toBe(before.accountProductId);
  const next = await house.emulator.stripe.prices.retrieve(String(after.accountPriceId), {}, on);
  expect(next.unit_amount).toBe(1100);
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, mirror.id));
  expect(row).toMatchObject({ accountPriceId: before.accountPriceId, unitAmount: 900 });
});

test('a plan whose price is changed twice is sold by the last Price, however slow the first was made', async () => {
  const id = await made({ ...vase, category: 'plans', interval: 'month', price: '9' });
  const db = await getDb();
  const kindOf = async () =>
    (await db.select().from(variants).where(eq(variants.productId, id)))[0];
  const { edit } = await own(id);
  const to = (price: string) =>
    editProduct(worker, id, { ...edit, kinds: edit.kinds.map((kind) => ({ ...kind, price })) });
  await house.emulator.fault({ path: '/v1/prices', action: 'delay', delay_ms: 1_500, times: 1 });
  const first = to('11');
  await expect.poll(async () => (await kindOf())?.amount, { interval: 5 }).toBe(1100);
  expect(await to('12')).toMatchObject({ ok: true });
  expect(await first).toMatchObject({ ok: true });
  await house.emulator.clearFaults();
  const on = { stripeAccount: stalls[0].accountId };
  const sold = await house.emulator.stripe.prices.retrieve(
    String((await kindOf())?.accountPriceId),
    {},
    on,
  );
  expect(sold.unit_amount).toBe(1200);
});

test('what was sold while the form was open stays sold, and another stock is not written over it', async () => {
  const id = await made(vase);
  const { edit } = await own(id);
  const db = await getDb();
  const stock = async () =>
    (await db.select().from(variants).where(eq(variants.productId, id)))[0]?.stock;
  await db.update(variants).set({ stock: 1 }).where(eq(variants.productId, id));
  expect(await editProduct(worker, id, { ...edit, name: 'Tall vase' })).toMatchObject({ ok: true });
  expect(await stock()).toBe(1);

  const counted = { ...edit, kinds: edit.kinds.map((kind) => ({ ...kind, stock: 10 })) };
  expect(await editProduct(worker, id, { ...counted, name: 'Vase' })).toMatchObject({
    reason: 'stale',
    message: expect.stringContaining('There are 1 now') as string,
  });
  expect(await own(id)).toMatchObject({ edit: { name: 'Tall vase' } });
  const anew = counted.kinds.map((kind) => ({ ...kind, stockWas: 1 }));
  expect(await editProduct(worker, id, { ...counted, kinds: anew })).toMatchObject({ ok: true });
  expect(await stock()).toBe(10);
});
