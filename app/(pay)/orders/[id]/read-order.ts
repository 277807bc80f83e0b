import type { BuyerId } from '@/lib/model/ids';
import type { OrderView } from '@/lib/model/views';
import { getOrder } from '@/lib/payments/orders';
import { orderId } from '@/lib/payments/requests';

/** The order that an address names; null for an id of another shape, as for an unknown one. */
export async function readOrder(buyerId: BuyerId, id: string): Promise<OrderView | null> {
  const parsed = orderId.safeParse(id);
  return parsed.success ? getOrder(buyerId, parsed.data) : null;
}
