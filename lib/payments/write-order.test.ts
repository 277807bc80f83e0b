import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { readCartRows } from '../catalog/cart-rows';
import { getDb, withTx } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { orders } from '../store/schema';
import { openHouse } from './testing/house';
import { placed } from './testing/orders';
import { fillCart, openStalls, type Stall } from './testing/shop';
import { writeOrder } from './write-order';

const house = openHouse();
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 1);
});

it('a number that is taken is followed by another, and nothing is written twice', async () => {
  const { buyer, card, orderId } = await placed(house.emulator, stalls);
  const db = await getDb();
  const [first] = await db.select().from(orders).where(eq(orders.id, orderId));
  const quote = await fillCart(buyer, stalls);
  const cart = await readCartRows(db, { buyerId: buyer.id });
  if (!cart || !first) throw new Error('no cart or no order');
  const numbers = [first.number, 'SK-SECOND'];
  const written = await withTx((tx) =>
    writeOrder(
      tx,
      {
        buyerId: buyer.id,
        cartId: cart.id,
        quote,
        policy: 'each_on_its_own',
        savedMethodId: card.id,
        owner: newLeaseOwner(),
        legs: [],
        lines: [],
      },
      () => numbers.shift() ?? '',
    ),
  );
  expect(written.number).toBe('SK-SECOND');
  const [second] = await db.select().from(orders).where(eq(orders.id, written.orderId));
  expect(written.at).toEqual(second?.createdAt);
  const after = await readCartRows(db, { buyerId: buyer.id });
  expect(after?.lines).toEqual([]);
  expect(after?.revision).toBe(cart.revision + 1);
});
