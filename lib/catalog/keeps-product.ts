import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type { BuyerId, ProductId } from '../model/ids';
import { getDb } from '../store/client';
import { legs, orderLines, orders, subscriptions, variants } from '../store/schema';

/**
 * Whether this buyer has bought a product or subscribed to it, paid back or over since as it may be: they
 * keep its page when its seller hides it. What came to nothing was not bought.
 */
export async function keepsProduct(buyerId: BuyerId, productId: ProductId): Promise<boolean> {
  const db = await getDb();
  const bought = await db
    .select({ id: legs.id })
    .from(orderLines)
    .innerJoin(variants, eq(variants.id, orderLines.variantId))
    .innerJoin(legs, eq(legs.id, orderLines.legId))
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(
      and(
        eq(orders.buyerId, buyerId),
        eq(variants.productId, productId),
        inArray(legs.state, ['paid', 'processing']),
      ),
    )
    .limit(1);
  if (bought.length > 0) return true;
  const subscribed = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .innerJoin(variants, eq(variants.id, subscriptions.variantId))
    .where(
      and(
        eq(subscriptions.buyerId, buyerId),
        eq(variants.productId, productId),
        eq(subscriptions.state, 'started'),
      ),
    )
    .limit(1);
  return subscribed.length > 0;
}
