import { and, eq, sql } from 'drizzle-orm';
import { refuseTelling } from '../security/refusal';
import type { BuyerId, CartId, VariantId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { withTx, type Db } from '../store/client';
import { newCartId } from '../session/guest-cart-id';
import { cartLines, carts, laterLines, variants } from '../store/schema';
import { findCart, readCartRows, type CartOwner, type CartRows } from './cart-rows';
import { mostOfOneKind } from '../model/quantities';
import { mostOf } from './cart-view';
import { isVariantId } from './names';

export type CartRefusal = 'unknown_variant' | 'bad_quantity' | 'sold_out' | 'too_many';

/** The cart after a change; its id is what a guest's cookie has to carry. */
export type CartChange = Result<CartRows, CartRefusal>;

const isQuantity = (quantity: number, least: number) =>
  Number.isInteger(quantity) && quantity >= least && quantity <= mostOfOneKind;

const badQuantity = refuse(
  'bad_quantity',
  `Please take a whole number from 1 to ${mostOfOneKind}.`,
);

/** Puts `quantity` more pieces of a variant into the cart, which is made if there is none. */
export function addLine(
  owner: CartOwner,
  variantId: VariantId,
  quantity: number,
): Promise<CartChange> {
  if (!isQuantity(quantity, 1)) return Promise.resolve(badQuantity);
  return change(owner, variantId, (there) => there + quantity);
}

/** Sets the number of pieces of a variant; 0 removes it. */
export function setLine(
  owner: CartOwner,
  variantId: VariantId,
  quantity: number,
): Promise<CartChange> {
  if (!isQuantity(quantity, 0)) return Promise.resolve(badQuantity);
  return change(owner, variantId, () => quantity);
}

/** Said of what is not in the catalog. */
export const unknownVariant = refuse('unknown_variant', 'This is not sold here any more.');

function change(
  owner: CartOwner,
  variantId: VariantId,
  next: (there: number) => number,
): Promise<CartChange> {
  if (!isVariantId(variantId)) return Promise.resolve(unknownVariant);
  return withTx(async (tx): Promise<CartChange> => {
    const [variant] = await tx.select().from(variants).where(eq(variants.id, variantId));
    if (!variant) return unknownVariant;
    const cart = await openCart(tx, owner);
    const line = and(eq(cartLines.cartId, cart.id), eq(cartLines.variantId, variantId));
    const [there] = await tx.select().from(cartLines).where(line);
    const had = there?.quantity ?? 0;
    const quantity = next(had);
    if (variant.hiddenAt && quantity > had) return unknownVariant;
    const most = mostOf(variant);
    // Fewer than before is always fine, even when stock has sunk below that meanwhile.
    if (quantity > had && quantity > most) {
      return variant.interval && most > 0 ? tooManyOfPlan(most) : tooMany(most, had);
    }
    if (quantity === 0) await tx.delete(cartLines).where(line);
    else {
      await tx
        .insert(cartLines)
        .values({ cartId: cart.id, variantId, quantity })
        .onConflictDoUpdate({ target: [cartLines.cartId, cartLines.variantId], set: { quantity } });
    }
    await touch(tx, cart.id);
    return ok(await rowsOf(tx, cart.id, owner));
  });
}

function tooManyOfPlan(most: number): CartChange {
  return refuseTelling('too_many', 'cart_too_many_of_plan', { most });
}

function tooMany(most: number, had: number): CartChange {
  if (most === 0) return refuse('sold_out', 'This is sold out.');
  if (had === 0) return refuseTelling('too_many', 'cart_too_many_left', { most });
  return had === most
    ? refuseTelling('too_many', 'cart_too_many_all_yours', { most })
    : refuseTelling('too_many', 'cart_too_many_some_yours', { most, had });
}

/**
 * Puts lines into the cart so that it holds at least so many of each, as far as stock and the limit
 * allow; what it holds already counts. Answers with how many of each it holds then.
 */
export function raiseLines(
  owner: CartOwner,
  lines: readonly { readonly variantId: VariantId; readonly quantity: number }[],
): Promise<ReadonlyMap<VariantId, number>> {
  return withTx(async (tx) => {
    const cart = await openCart(tx, owner);
    const there = new Map<VariantId, number>();
    for (const { variantId, quantity } of lines) {
      const [variant] = await tx.select().from(variants).where(eq(variants.id, variantId));
      const most = Math.min(quantity, variant ? mostOf(variant) : 0);
      if (most === 0) continue;
      const [line] = await tx
        .insert(cartLines)
        .values({ cartId: cart.id, variantId, quantity: most })
        .onConflictDoUpdate({
          target: [cartLines.cartId, cartLines.variantId],
          set: { quantity: sql`greatest(${cartLines.quantity}, ${most})` },
        })
        .returning({ quantity: cartLines.quantity });
      there.set(variantId, line?.quantity ?? 0);
    }
    await touch(tx, cart.id);
    return there;
  });
}

/** Each change makes a new revision, so that an old quote no longer fits. */
export async function touch(tx: Db, cartId: CartId): Promise<void> {
  await tx
    .update(carts)
    .set({ revision: sql`${carts.revision} + 1`, updatedAt: new Date() })
    .where(eq(carts.id, cartId));
}

/** The owner's cart, held until the transaction ends; made if there is none. */
export async function openCart(tx: Db, owner: CartOwner): Promise<{ id: CartId }> {
  const known = await findCart(tx, owner, { lock: true });
  if (known) return known;
  const buyerId = 'buyerId' in owner ? owner.buyerId : null;
  const [made] = await tx
    .insert(carts)
    .values({ id: newCartId(), buyerId })
    // Two tabs may put in the first thing at the same moment.
    .onConflictDoNothing()
    .returning();
  const cart = made ?? (await findCart(tx, owner, { lock: true }));
  if (!cart) throw new Error('a cart could neither be made nor found');
  return cart;
}

async function rowsOf(tx: Db, cartId: CartId, owner: CartOwner): Promise<CartRows> {
  const rows = await readCartRows(tx, 'buyerId' in owner ? owner : { guestCartId: cartId });
  if (!rows) throw new Error('the cart that was just changed is gone');
  return rows;
}

/**
 * Gives a guest's cart to the buyer who just signed in, and what was saved for later with it.
 * Quantities of the same thing add up, as far as stock and the limit allow. A cart that is unknown or
 * somebody's is left alone.
 */
export async function mergeGuestCart(guestCartId: CartId | null, buyerId: BuyerId): Promise<void> {
  if (!guestCartId) return;
  await withTx(async (tx) => {
    const guest = await findCart(tx, { guestCartId }, { lock: true });
    if (!guest) return;
    const rows = await readCartRows(tx, { guestCartId });
    const cart = await openCart(tx, { buyerId });
    for (const { variant, quantity } of rows?.lines ?? []) {
      const most = mostOf(variant);
      if (most === 0) continue;
      await tx
        .insert(cartLines)
        .values({ cartId: cart.id, variantId: variant.id, quantity: Math.min(quantity, most) })
        .onConflictDoUpdate({
          target: [cartLines.cartId, cartLines.variantId],
          set: { quantity: sql`least(${cartLines.quantity} + ${quantity}, ${most})` },
        });
    }
    await takeLaterAlong(tx, guest.id, cart.id);
    await tx.delete(carts).where(eq(carts.id, guestCartId));
    await touch(tx, cart.id);
  });
}

/** What is saved for later needs no stock; of two prices that were noted, the buyer's own stays. */
async function takeLaterAlong(tx: Db, from: CartId, to: CartId): Promise<void> {
  for (const line of await tx.select().from(laterLines).where(eq(laterLines.cartId, from))) {
    await tx
      .insert(laterLines)
      .values({ ...line, cartId: to })
      .onConflictDoUpdate({
        target: [laterLines.cartId, laterLines.variantId],
        set: { quantity: sql`least(${laterLines.quantity} + ${line.quantity}, ${mostOfOneKind})` },
      });
  }
}
