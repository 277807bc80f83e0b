import { eq } from 'drizzle-orm';
import type { LegId, OrderId } from '../model/ids';
import type { OrderView } from '../model/order-views';
import { receiptOf } from '../model/receipt';
import { readOrders } from '../payments/order-rows';
import { orderView } from '../payments/order-view';
import { getDb } from '../store/client';
import { legs, orders, users } from '../store/schema';
import { origin, readerOf, type Buyer, type Happened } from './happened';
import { receiptMail } from './mail-text';

/** The receipt of a leg that was paid; null when there is none. */
export async function paidLeg(id: LegId): Promise<Happened | null> {
  const found = await orderOfLeg(id);
  const receipt = found && receiptOf(found.order, id);
  if (!receipt) return null;
  return { legId: id, buyer: found.buyer, written: receiptMail(receipt, found.buyer, origin()) };
}

/** The order of a leg, in its buyer's language. */
export async function orderOfLeg(
  legId: LegId,
): Promise<{ readonly buyer: Buyer; readonly order: OrderView } | null> {
  const db = await getDb();
  const [found] = await db
    .select({
      orderId: orders.id,
      buyer: { id: users.id, name: users.name, email: users.email, language: users.language },
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(eq(legs.id, legId));
  if (!found) return null;
  const buyer = readerOf(found.buyer);
  const [rows] = await readOrders(buyer.id, found.orderId as OrderId);
  return rows ? { buyer, order: orderView(rows, buyer.language) } : null;
}
