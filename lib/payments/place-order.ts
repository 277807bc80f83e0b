import { and, eq, inArray, sql } from 'drizzle-orm';
import { readCartRows, type CartRows } from '../catalog/cart-rows';
import { config } from '../config/config';
import type { BuyerId, LegId, OrderId, SavedMethodId, SellerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { newId, randomCharacters } from '../store/new-id';
import { attempts, cartLines, carts, legs, orderLines, orders, variants } from '../store/schema';
import { leaseFor } from './leg-progress';
import { newAttempt } from './new-attempt';
import { priceOrder, type CartLineRow, type PricedPart } from './price-order';
import { usableMethod } from './usable-method';

export type CheckoutRefusal =
  'cart_empty' | 'cart_changed' | 'sold_out' | 'seller_unavailable' | 'card_unusable' | 'too_large';

export interface CheckoutRequest {
  readonly quote: string;
  /** Pays every seller that `cards` does not name. */
  readonly savedMethodId: SavedMethodId;
  /** Another card for some sellers. */
  readonly cards?: readonly {
    readonly sellerId: SellerId;
    readonly savedMethodId: SavedMethodId;
  }[];
}

export interface PlacedOrder {
  readonly orderId: OrderId;
  readonly legIds: readonly LegId[];
}

/**
 * Writes the order of a quote in one transaction: legs, lines and attempts with their keys, stock
 * taken, cart emptied. `owner` gets the lease of every leg. When there is an order of this quote
 * already, it is that order. Amounts, fees and accounts come from the database alone.
 */
export function placeOrder(
  buyer: SessionUser,
  { quote, savedMethodId, cards = [] }: CheckoutRequest,
  owner: string,
): Promise<Result<PlacedOrder, CheckoutRefusal>> {
  return withTx(async (tx) => {
    const cart = await readCartRows(tx, { buyerId: buyer.id }, { lock: true });
    // Only now, with the cart locked: a second click waited for the first one's order.
    const known = await orderOf(tx, buyer.id, quote);
    if (known) return ok(known);
    if (!cart?.lines.length) return refuse('cart_empty', 'Your cart is empty.');
    if (cart.quote !== quote) {
      return refuse('cart_changed', 'Your cart has changed. Look at it again before you pay.');
    }
    const problem = problemOf(cart.lines);
    if (problem) return problem;
    for (const id of new Set([savedMethodId, ...cards.map((card) => card.savedMethodId)])) {
      const method = await usableMethod(tx, buyer.id, id);
      if (!method.ok) return method;
    }
    const priced = price(cart.lines);
    if (!priced) {
      return refuse('too_large', 'This is more than one charge can hold. Buy it in parts.');
    }
    const orderId = await insertOrder(tx, { buyerId: buyer.id, quote, savedMethodId });
    const cardOf = new Map(cards.map((card) => [card.sellerId, card.savedMethodId]));
    const legIds = await insertLegs(tx, { orderId, owner }, priced, (sellerId) => {
      return cardOf.get(sellerId) ?? savedMethodId;
    });
    await takeStock(tx, cart.lines);
    await clearCart(tx, cart);
    return ok({ orderId, legIds });
  });
}

async function orderOf(tx: Db, buyerId: BuyerId, quote: string): Promise<PlacedOrder | null> {
  const rows = await tx
    .select({ orderId: orders.id, legId: legs.id })
    .from(orders)
    .innerJoin(legs, eq(legs.orderId, orders.id))
    .where(and(eq(orders.quote, quote), eq(orders.buyerId, buyerId)));
  const [first] = rows;
  return first ? { orderId: first.orderId, legIds: rows.map(({ legId }) => legId) } : null;
}

function problemOf(lines: readonly CartLineRow[]) {
  const closed = lines.find(({ seller }) => !seller.accountId || !seller.chargesEnabled);
  if (closed) {
    return refuse(
      'seller_unavailable',
      `${closed.seller.name} cannot be paid at the moment. Remove its goods to go on.`,
    );
  }
  const short = lines.find(({ variant, quantity }) => (variant.stock ?? Infinity) < quantity);
  if (!short) return null;
  const { product, variant } = short;
  return refuse(
    'sold_out',
    variant.stock
      ? `Only ${variant.stock} of ${product.name} are left. Change your cart to go on.`
      : `${product.name} is sold out. Remove it to go on.`,
  );
}

/** Null when an amount is beyond what one charge can hold. */
function price(lines: readonly CartLineRow[]): PricedPart[] | null {
  try {
    return priceOrder(lines, config().feeBasisPoints);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

async function insertOrder(
  tx: Db,
  order: { buyerId: BuyerId; quote: string; savedMethodId: SavedMethodId },
): Promise<OrderId> {
  for (;;) {
    // 30 random bits for people; the unique index sees to the rare twins.
    const number = `SK-${randomCharacters(6).toUpperCase()}`;
    const [row] = await tx
      .insert(orders)
      .values({ ...order, id: newId<OrderId>('ord'), number })
      .onConflictDoNothing({ target: orders.number })
      .returning({ id: orders.id });
    if (row) return row.id;
  }
}

async function insertLegs(
  tx: Db,
  order: { orderId: OrderId; owner: string },
  parts: readonly PricedPart[],
  cardOf: (sellerId: SellerId) => SavedMethodId,
): Promise<LegId[]> {
  const withIds = parts.map((part) => ({ ...part, legId: newId<LegId>('leg') }));
  await tx.insert(legs).values(
    withIds.map(({ legId, sellerId, accountId, amount, fee }, position) => ({
      id: legId,
      orderId: order.orderId,
      sellerId,
      accountId,
      position,
      amount: amount.amount,
      feeAmount: fee.amount,
      currency: amount.currency,
      leaseOwner: order.owner,
      leaseUntil: leaseFor,
    })),
  );
  await tx
    .insert(attempts)
    .values(withIds.map(({ legId, sellerId }) => newAttempt(legId, 1, cardOf(sellerId))));
  await tx.insert(orderLines).values(
    withIds.flatMap(({ legId, lines }) =>
      lines.map(({ variant, product, quantity }, position) => ({
        legId,
        variantId: variant.id,
        productSlug: product.slug,
        name: product.name,
        variant: variant.name,
        picture: product.picture,
        quantity,
        unitAmount: variant.amount,
        position,
      })),
    ),
  );
  return withIds.map(({ legId }) => legId);
}

/** The rows are locked and were found sufficient, so no stock falls below zero. */
async function takeStock(tx: Db, lines: readonly CartLineRow[]): Promise<void> {
  const counted = lines.filter(({ variant }) => variant.stock !== null);
  if (!counted.length) return;
  const taken = sql.join(
    counted.map(({ variant, quantity }) => sql`when ${variant.id} then ${quantity}::int`),
    sql` `,
  );
  await tx
    .update(variants)
    .set({ stock: sql`${variants.stock} - case ${variants.id} ${taken} end` })
    .where(
      inArray(
        variants.id,
        counted.map(({ variant }) => variant.id),
      ),
    );
}

async function clearCart(tx: Db, cart: CartRows): Promise<void> {
  await tx.delete(cartLines).where(eq(cartLines.cartId, cart.id));
  // The same goods again make another quote, and so another order.
  await tx
    .update(carts)
    .set({ revision: sql`${carts.revision} + 1`, updatedAt: sql`now()` })
    .where(eq(carts.id, cart.id));
}
