import { and, asc, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { BuyerId, OrderId } from '../model/ids';
import { getDb } from '../store/client';
import { attempts, legs, orderLines, orders, savedMethods, sellers } from '../store/schema';

export type OrderRows = Awaited<ReturnType<typeof readOrders>>[number];

/** Orders of one buyer with all that hangs on them, newest first; one of them when `id` is given. */
export async function readOrders(buyerId: BuyerId, id?: OrderId) {
  const db = await getDb();
  const found = await db
    .select({ order: orders, method: savedMethods })
    .from(orders)
    .innerJoin(savedMethods, eq(savedMethods.id, orders.savedMethodId))
    .where(and(eq(orders.buyerId, buyerId), id ? eq(orders.id, id) : undefined))
    .orderBy(desc(orders.createdAt), desc(orders.id));
  if (!found.length) return [];
  const legRows = await db
    .select({
      leg: legs,
      seller: { slug: sellers.slug, name: sellers.name, country: sellers.country },
      // True when nobody drives it, by the clock of the database.
      free: sql<boolean>`${or(isNull(legs.leaseUntil), lt(legs.leaseUntil, sql`now()`))}`,
    })
    .from(legs)
    .innerJoin(sellers, eq(sellers.id, legs.sellerId))
    .where(
      inArray(
        legs.orderId,
        found.map(({ order }) => order.id),
      ),
    )
    .orderBy(asc(legs.position));
  const legIds = legRows.map(({ leg }) => leg.id);
  const lines = await db
    .select()
    .from(orderLines)
    .where(inArray(orderLines.legId, legIds))
    .orderBy(asc(orderLines.position));
  const tries = await db
    .select({ attempt: attempts, method: savedMethods })
    .from(attempts)
    .innerJoin(savedMethods, eq(savedMethods.id, attempts.savedMethodId))
    .where(inArray(attempts.legId, legIds))
    .orderBy(asc(attempts.number));
  return found.map(({ order, method }) => ({
    order,
    method,
    legs: legRows
      .filter(({ leg }) => leg.orderId === order.id)
      .map((row) => ({
        ...row,
        lines: lines.filter(({ legId }) => legId === row.leg.id),
        tries: tries.filter(({ attempt }) => attempt.legId === row.leg.id),
      })),
  }));
}
