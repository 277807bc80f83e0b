import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuyerId, CartId, ProductId, SellerId, VariantId } from '../model/ids';
import { prune } from './prune';
import {
  cartLines,
  carts,
  products,
  sellers,
  sessions,
  stripeCalls,
  users,
  variants,
  verifications,
} from './schema';
import { testDb } from './testing/database';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
afterAll(() => database.close());

const days = (number: number) => sql`now() + make_interval(days => ${number}::int)` as never;

test('what is old and nobody’s goes, everything else stays', async () => {
  const { db } = database;
  const ann = 'usr_ann' as BuyerId;
  await db.insert(users).values({ id: ann, name: 'Ann', email: 'ann@example.com' });
  const variantId = await onSale();
  await db.insert(carts).values([
    { id: 'cart_old_guest' as CartId, updatedAt: days(-31) },
    { id: 'cart_young_guest' as CartId, updatedAt: days(-29) },
    { id: 'cart_old_buyer' as CartId, buyerId: ann, updatedAt: days(-400) },
  ]);
  await db.insert(cartLines).values([
    { cartId: 'cart_old_guest' as CartId, variantId, quantity: 1 },
    { cartId: 'cart_old_buyer' as CartId, variantId, quantity: 1 },
  ]);
  const session = (id: string, expiresAt: never) => ({ id, token: id, userId: ann, expiresAt });
  await db.insert(sessions).values([session('over', days(-1)), session('going', days(1))]);
  const verification = (id: string, expiresAt: never) => ({
    id,
    identifier: id,
    value: '',
    expiresAt,
  });
  await db
    .insert(verifications)
    .values([verification('over', days(-1)), verification('going', days(1))]);
  const call = (id: string, at: never) => ({
    id,
    at,
    buyerId: ann,
    durationMs: 1,
    method: 'GET' as const,
    path: '/',
    request: {},
  });
  await db.insert(stripeCalls).values([call('old', days(-31)), call('young', days(-29))]);

  await prune();

  const ids = async (table: typeof carts | typeof sessions | typeof stripeCalls) =>
    (await db.select({ id: table.id }).from(table)).map(({ id }) => id).sort();
  expect(await ids(carts)).toEqual(['cart_old_buyer', 'cart_young_guest']);
  expect(await db.select({ cart: cartLines.cartId }).from(cartLines)).toEqual([
    { cart: 'cart_old_buyer' },
  ]);
  expect(await ids(sessions)).toEqual(['going']);
  expect(await db.select({ id: verifications.id }).from(verifications)).toEqual([{ id: 'going' }]);
  expect(await ids(stripeCalls)).toEqual(['young']);
});

async function onSale(): Promise<VariantId> {
  const { db } = database;
  const [sellerId, productId, id] = [
    'sel_1' as SellerId,
    'prd_1' as ProductId,
    'var_1' as VariantId,
  ];
  const texts = { slug: 's', name: 'S', picture: '', position: 0 };
  await db.insert(sellers).values({
    ...texts,
    id: sellerId,
    tagline: '',
    about: '',
    place: '',
    country: 'US',
    currency: 'usd',
  });
  await db.insert(products).values({
    ...texts,
    id: productId,
    sellerId,
    description: '',
    details: [],
    delivery: '',
    category: 'home',
  });
  await db.insert(variants).values({ id, productId, amount: 1, currency: 'usd', position: 0 });
  return id;
}
