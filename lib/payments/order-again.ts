import { and, asc, eq } from 'drizzle-orm';
import { raiseLines } from '../catalog/change-cart';
import type { OrderId, VariantId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { getDb } from '../store/client';
import { legs, orderLines, orders } from '../store/schema';

export interface GoodsAgain {
  /** True when all of it is in the cart, as many of each as were ordered. */
  readonly complete: boolean;
  /** What there is less of, or nothing, for people; empty when all of it is there. */
  readonly short: readonly string[];
}

/**
 * Puts the goods of an order into its buyer's cart again, as many of each as were ordered, as far as
 * stock allows. Pressed twice, it is as if pressed once: what the cart holds already is not added to.
 */
export async function orderAgain(
  buyer: Pick<SessionUser, 'id'>,
  orderId: OrderId,
): Promise<Result<GoodsAgain, 'not_found'>> {
  const db = await getDb();
  const lines = await db
    .select({
      variantId: orderLines.variantId,
      quantity: orderLines.quantity,
      name: orderLines.name,
      variant: orderLines.variant,
    })
    .from(orders)
    .innerJoin(legs, eq(legs.orderId, orders.id))
    .innerJoin(orderLines, eq(orderLines.legId, legs.id))
    .where(and(eq(orders.id, orderId), eq(orders.buyerId, buyer.id)))
    .orderBy(asc(legs.position), asc(orderLines.position));
  if (lines.length === 0) return refuse('not_found', 'There is no such thing here.');
  const there = await raiseLines({ buyerId: buyer.id }, lines);
  const short = lines
    .filter(({ variantId, quantity }) => (there.get(variantId satisfies VariantId) ?? 0) < quantity)
    .map(({ name, variant }) => (variant ? `${name}, ${variant}` : name));
  return ok({ complete: short.length === 0, short });
}
