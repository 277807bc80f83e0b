import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import type { BuyerId, ProductId } from '../model/ids';
import type { LegState } from '../model/status';
import { getDb } from '../store/client';
import { legs, orderLines, orders, variants } from '../store/schema';

/** Whether an order of this buyer holds a product in a leg that stands like this. */
export async function hasBought(
  buyerId: BuyerId,
  productId: ProductId,
  states: readonly LegState[],
): Promise<boolean> {
  const db = await getDb();
  const [found] = await db
    .select({ id: legs.id })
    .from(orderLines)
    .innerJoin(variants, eq(variants.id, orderLines.variantId))
    .innerJoin(legs, eq(legs.id, orderLines.legId))
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(
      and(
        eq(orders.buyerId, buyerId),
        eq(variants.productId, productId),
        inArray(legs.state, [...states]),
      ),
    )
    .limit(1);
  return found !== undefined;
}
