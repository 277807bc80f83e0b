import { asc, eq } from 'drizzle-orm';
import type { BuyerId, CartId } from '../model/ids';
import type { Db } from '../store/client';
import { cartLines, carts, products, sellers, variants } from '../store/schema';
import { quoteOf } from './quote';
import type { ProductRow, SellerRow, VariantRow } from './views';

/** Whose cart: a buyer's own, or the one a guest's cookie names (null: no cookie yet). */
export type CartOwner = { readonly buyerId: BuyerId } | { readonly guestCartId: CartId | null };

export interface CartRows {
  readonly id: CartId;
  readonly revision: number;
  readonly quote: string;
  /** In the order of sellers, products and kinds, so that a line keeps its place. */
  readonly lines: readonly {
    readonly quantity: number;
    readonly variant: VariantRow;
    readonly product: ProductRow;
    readonly seller: SellerRow;
  }[];
}

/**
 * The cart with today's prices, stock and sellers, or null. `lock` holds it (and the variants in it)
 * until the transaction ends, so that what was quoted is what is bought.
 */
export async function readCartRows(
  db: Db,
  owner: CartOwner,
  { lock = false }: { lock?: boolean } = {},
): Promise<CartRows | null> {
  const cart = await findCart(db, owner, { lock });
  if (!cart) return null;
  const query = db
    .select({ quantity: cartLines.quantity, variant: variants, product: products, seller: sellers })
    .from(cartLines)
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(eq(cartLines.cartId, cart.id))
    // The order in which everybody locks them; that of the cart is another.
    .orderBy(asc(variants.id));
  const lines = await (lock ? query.for('no key update', { of: variants }) : query);
  lines.sort(byPlace);
  const quote = quoteOf(
    cart.id,
    cart.revision,
    lines.map(({ quantity, variant }) => ({
      variantId: variant.id,
      kind: variant.name,
      quantity,
      unitAmount: variant.amount,
      currency: variant.currency,
      terms: termsOf(variant),
    })),
  );
  return { id: cart.id, revision: cart.revision, quote, lines };
}

type Line = CartRows['lines'][number];

const byPlace = (one: Line, other: Line): number =>
  one.seller.position - other.seller.position ||
  one.product.position - other.product.position ||
  one.variant.position - other.variant.position;

function termsOf({ interval, intervalCount, trialDays }: VariantRow): string | null {
  return interval && [interval, intervalCount, trialDays].join(':');
}

/** The bare cart of an owner, or null. A cookie opens only carts that belong to nobody yet. */
export async function findCart(
  db: Db,
  owner: CartOwner,
  { lock = false }: { lock?: boolean } = {},
): Promise<typeof carts.$inferSelect | null> {
  if ('guestCartId' in owner && !owner.guestCartId) return null;
  const query = db
    .select()
    .from(carts)
    .where(
      'buyerId' in owner
        ? eq(carts.buyerId, owner.buyerId)
        : eq(carts.id, owner.guestCartId as CartId),
    );
  const [cart] = await (lock ? query.for('update') : query);
  if (!cart || ('guestCartId' in owner && cart.buyerId !== null)) return null;
  return cart;
}
