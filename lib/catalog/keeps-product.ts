import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { BuyerId, ProductId } from '../model/ids';
import { getDb } from '../store/client';
import { subscriptions, variants } from '../store/schema';
import { hasBought } from './has-bought';

/**
 * Whether this buyer has bought a product or subscribed to it, paid back or over since as it may be: they
 * keep its page when its seller hides it. What came to nothing was not bought.
 */
export async function keepsProduct(buyerId: BuyerId, productId: ProductId): Promise<boolean> {
  if (await hasBought(buyerId, productId, ['paid', 'processing'])) return true;
  const db = await getDb();
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
