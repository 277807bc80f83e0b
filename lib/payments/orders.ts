import 'server-only';
import type { BuyerId, OrderId } from '../model/ids';
import type { OrderRow, OrderView } from '../model/views';

/** One order of this buyer; null for an unknown one and for somebody else's alike. */
export async function getOrder(_buyerId: BuyerId, _orderId: OrderId): Promise<OrderView | null> {
  throw new Error('not built yet');
}

/** The buyer's orders, newest first. */
export async function listOrders(_buyerId: BuyerId): Promise<OrderRow[]> {
  throw new Error('not built yet');
}
