import type { Language } from '@/lib/language/languages';
import type { BuyerId } from '@/lib/model/ids';
import type { OrderView } from '@/lib/model/order-views';
import { lookAtPayments } from '@/lib/payments/after-sale/look-after-invoice';
import { lookAtOrder } from '@/lib/payments/after-sale/look-after-sale';
import { readOwnOrder, hasOrder } from '@/lib/payments/orders';
import { orderId } from '@/lib/security/row-ids';

/** Whether an address names an order of this buyer, by our own rows alone. */
export async function knowsOrder(buyerId: BuyerId, id: string): Promise<boolean> {
  const parsed = orderId.safeParse(id);
  return parsed.success && hasOrder(buyerId, parsed.data);
}

/**
 * The order that an address names; null for an id of another shape, as for an unknown one. Asks Stripe
 * first what became of what was paid, unless that was just asked.
 */
export async function readOrder(
  buyerId: BuyerId,
  id: string,
  language?: Language,
): Promise<OrderView | null> {
  const parsed = orderId.safeParse(id);
  if (!parsed.success) return null;
  await Promise.all([
    lookAtOrder(buyerId, parsed.data),
    lookAtPayments(buyerId, { orderId: parsed.data }),
  ]);
  return readOwnOrder(buyerId, parsed.data, language);
}
