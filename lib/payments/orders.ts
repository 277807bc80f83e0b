import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { BuyerId, LegId, OrderId } from '../model/ids';
import { orderStatus, type OrderStatus } from '../model/status';
import type { OrderRow, OrderView } from '../model/views';
import { getDb } from '../store/client';
import { legs, orders } from '../store/schema';
import { faultText } from '../stripe/failure';
import { unfinished } from './move-legs';
import { readOrders, type OrderRows } from './order-rows';
import { orderRow, orderView } from './order-view';
import { resumeLeg } from './resume-leg';

/**
 * One order of this buyer; null for an unknown one and for somebody else's alike. Looking at an
 * order whose driver died sets it going again, in the background; its lease sees to it that this
 * happens once, however many look.
 */
export async function getOrder(buyerId: BuyerId, orderId: OrderId): Promise<OrderView | null> {
  const [rows] = await readOrders(buyerId, orderId);
  if (!rows) return null;
  for (const legId of abandoned(rows)) {
    void resumeLeg(legId).catch((error: unknown) => {
      console.error(`[payments] leg ${legId} was not resumed: ${faultText(error)}`);
    });
  }
  return orderView(rows);
}

/** Whether this is an order of this buyer. */
export async function hasOrder(buyerId: BuyerId, orderId: OrderId): Promise<boolean> {
  const db = await getDb();
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.buyerId, buyerId)));
  return found.length > 0;
}

/** Where this order stands, from its legs alone; the caller knows whose it is. */
export async function readOrderStatus(orderId: OrderId): Promise<OrderStatus> {
  const db = await getDb();
  const found = await db.select({ state: legs.state }).from(legs).where(eq(legs.orderId, orderId));
  return orderStatus(found.map(({ state }) => state));
}

/** The buyer's orders, newest first. */
export async function listOrders(buyerId: BuyerId): Promise<OrderRow[]> {
  return (await readOrders(buyerId)).map(orderRow);
}

function abandoned({ legs }: OrderRows): LegId[] {
  return legs
    .filter(({ leg, free }) => free && unfinished.some((state) => state === leg.state))
    .map(({ leg }) => leg.id);
}
