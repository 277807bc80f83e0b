import { and, asc, eq, sql } from 'drizzle-orm';
import type { CartId, VariantId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { withTx, type Db } from '../store/client';
import { cartLines, laterLines, products, sellers, variants } from '../store/schema';
import { findCart, type CartOwner } from './cart-rows';
import { mostOfOneKind } from '../model/quantities';
import { mostOf } from './cart-view';
import { openCart, touch, unknownVariant, type CartRefusal } from './change-cart';
import { isVariantId } from './names';
import type { ProductRow, SellerRow, VariantRow } from './views';

/** What is said where not everything went as asked; null when it did. */
export type LaterChange = Result<
  { readonly cartId: CartId; readonly note: string | null },
  CartRefusal
>;

export interface LaterRow {
  readonly quantity: number;
  /** Of one piece, when it was put aside. */
  readonly unitAmount: number;
  /** Whether it was sold out then. */
  readonly soldOut: boolean;
  readonly variant: VariantRow;
  readonly product: ProductRow;
  readonly seller: SellerRow;
}

/** What an owner has put aside, the latest first, with today's prices and stock. */
export async function readLaterRows(db: Db, owner: CartOwner): Promise<LaterRow[]> {
  const cart = await findCart(db, owner);
  if (!cart) return [];
  return db
    .select({
      quantity: laterLines.quantity,
      unitAmount: laterLines.unitAmount,
      soldOut: laterLines.soldOut,
      variant: variants,
      product: products,
      seller: sellers,
    })
    .from(laterLines)
    .innerJoin(variants, eq(variants.id, laterLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(eq(laterLines.cartId, cart.id))
    .orderBy(sql`${laterLines.savedAt} desc`, asc(variants.position));
}

/** Puts a line of the cart aside, all of it. One that is not there any more stays where it is. */
export function saveForLater(owner: CartOwner, variantId: VariantId): Promise<LaterChange> {
  return change(owner, variantId, async (tx, cartId, variant) => {
    const [line] = await tx
      .delete(cartLines)
      .where(isLine(cartLines, cartId, variantId))
      .returning();
    if (line) await putAside(tx, cartId, variant, line.quantity);
    return null;
  });
}

/**
 * Puts what was put aside into the cart again: `quantity` pieces, else all. What there is not stock for
 * stays aside, which is told; when there is none at all, it is refused.
 */
export function moveToCart(
  owner: CartOwner,
  variantId: VariantId,
  quantity?: number,
): Promise<LaterChange> {
  return change(owner, variantId, async (tx, cartId, variant) => {
    const isLater = isLine(laterLines, cartId, variantId);
    const [later] = await tx.select().from(laterLines).where(isLater);
    if (!later) return null;
    const isHere = isLine(cartLines, cartId, variantId);
    const [here] = await tx.select().from(cartLines).where(isHere);
    const wanted = Math.min(quantity ?? later.quantity, later.quantity);
    const moved = Math.min(wanted, mostOf(variant) - (here?.quantity ?? 0));
    if (moved <= 0) {
      return here
        ? refuse('too_many', 'Your cart holds as many of it as there are.')
        : refuse('sold_out', 'This is sold out at the moment. It stays here for you.');
    }
    await tx
      .insert(cartLines)
      .values({ cartId, variantId, quantity: moved })
      .onConflictDoUpdate({
        target: [cartLines.cartId, cartLines.variantId],
        set: { quantity: sql`${cartLines.quantity} + ${moved}` },
      });
    const rest = later.quantity - moved;
    if (rest === 0) await tx.delete(laterLines).where(isLater);
    else await tx.update(laterLines).set({ quantity: rest }).where(isLater);
    if (moved === wanted) return null;
    return `There are not that many left: ${moved} ${moved === 1 ? 'is' : 'are'} in your cart, the other ${rest === 1 ? 'one stays' : `${rest} stay`} saved.`;
  });
}

/** Forgets what was put aside. */
export function dropLater(owner: CartOwner, variantId: VariantId): Promise<LaterChange> {
  return change(owner, variantId, async (tx, cartId) => {
    await tx.delete(laterLines).where(isLine(laterLines, cartId, variantId));
    return null;
  });
}

/** Puts so many pieces aside that were not in the cart: the way back after `dropLater`. */
export function keepLater(
  owner: CartOwner,
  variantId: VariantId,
  quantity: number,
): Promise<LaterChange> {
  return change(owner, variantId, async (tx, cartId, variant) => {
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > mostOfOneKind) {
      return refuse('bad_quantity', `Please take a whole number from 1 to ${mostOfOneKind}.`);
    }
    await putAside(tx, cartId, variant, quantity);
    return null;
  });
}

type Act = (
  tx: Db,
  cartId: CartId,
  variant: VariantRow,
) => Promise<string | null | ReturnType<typeof refuse<CartRefusal>>>;

/** One change, with the cart held: whoever comes at the same moment finds what it has done. */
function change(owner: CartOwner, variantId: VariantId, act: Act): Promise<LaterChange> {
  if (!isVariantId(variantId)) return Promise.resolve(unknownVariant);
  return withTx(async (tx): Promise<LaterChange> => {
    const [variant] = await tx.select().from(variants).where(eq(variants.id, variantId));
    if (!variant) return unknownVariant;
    const cart = await openCart(tx, owner);
    const outcome = await act(tx, cart.id, variant);
    if (outcome !== null && typeof outcome !== 'string') return outcome;
    await touch(tx, cart.id);
    return ok({ cartId: cart.id, note: outcome });
  });
}

function isLine(table: typeof cartLines | typeof laterLines, cartId: CartId, variantId: VariantId) {
  return and(eq(table.cartId, cartId), eq(table.variantId, variantId));
}

async function putAside(tx: Db, cartId: CartId, variant: VariantRow, quantity: number) {
  await tx
    .insert(laterLines)
    .values({
      cartId,
      variantId: variant.id,
      quantity,
      unitAmount: variant.amount,
      soldOut: mostOf(variant) === 0,
    })
    .onConflictDoUpdate({
      target: [laterLines.cartId, laterLines.variantId],
      set: { quantity: sql`least(${laterLines.quantity} + ${quantity}, ${mostOfOneKind})` },
    });
}
