import 'server-only';
import { and, eq } from 'drizzle-orm';
import { firstLanguage, type Language } from '../language/languages';
import type { BuyerId, LegId, OrderId } from '../model/ids';
import type { OrderRow, OrderView } from '../model/order-views';
import { orderStatus, type OrderStatus } from '../model/status';
import { getDb } from '../store/client';
import { legs, orders } from '../store/schema';
import { faultText } from '../stripe/failure';
import { isUnderWay } from './move-legs';
import { readOrderSubscriptions } from './order-subscription-rows';
import { standingOfRows } from './order-subscription-view';
import { readOrders, type OrderRows } from './order-rows';
import { orderRow, orderView } from './order-view';
import { resumeLeg } from './resume-leg';
import { settleOrders } from './settle-order';

/**
 * One order of this buyer; null for an unknown one and for somebody else's alike. Looking at an
 * order whose driver died sets it going again, in the background; its lease sees to it that this
 * happens once, however many look.
 */
export async function readOwnOrder(
  buyerId: BuyerId,
  orderId: OrderId,
  language: Language = firstLanguage,
): Promise<OrderView | null> {
  const [rows] = await readOrders(buyerId, orderId);
  if (!rows) return null;
  for (const legId of abandoned(rows)) {
    void resumeLeg(legId).catch((error: unknown) => {
      console.error(`[payments] leg ${legId} was not resumed: ${faultText(error)}`);
    });
  }
  if (isWaitingForUs(rows)) void settleOrders([orderId]);
  return orderView(rows, language);
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

/** Where this order of this buyer stands, from its legs and subscriptions alone. */
export async function readOrderStatus(buyerId: BuyerId, orderId: OrderId): Promise<OrderStatus> {
  const db = await getDb();
  const found = await db
    .select({ state: legs.state, policy: orders.policy })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(eq(legs.orderId, orderId));
  const begun = await readOrderSubscriptions(buyerId, orderId);
  return orderStatus(
    [...found.map(({ state }) => state), ...begun.map(standingOfRows)],
    found[0]?.policy,
  );
}

/** The buyer's orders, newest first. */
export async function listOrders(
  buyerId: BuyerId,
  language: Language = firstLanguage,
): Promise<OrderRow[]> {
  return (await readOrders(buyerId)).map((rows) => orderRow(rows, language));
}

/** True of an order of all or nothing whose sellers have all answered, and which nobody closed. */
function isWaitingForUs({ order, legs }: OrderRows): boolean {
  if (order.policy !== 'all_or_nothing' || order.settledAt) return false;
  return !legs.some(({ leg }) => isUnderWay(leg.state) || leg.state === 'action_needed');
}

function abandoned({ legs }: OrderRows): LegId[] {
  return legs.filter(({ leg, free }) => free && isUnderWay(leg.state)).map(({ leg }) => leg.id);
}
