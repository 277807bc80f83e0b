import 'server-only';
import { firstLanguage, type Language } from '../language/languages';
import type { BuyerId, LegId, OrderId } from '../model/ids';
import { receiptOf, type ReceiptView } from '../model/receipt';
import { readOrders } from './order-rows';
import { orderView } from './order-view';

/** The receipt of a leg of this buyer; null for what is unknown, somebody else's, or not paid. */
export async function readReceipt(
  buyerId: BuyerId,
  orderId: OrderId,
  legId: LegId,
  language: Language = firstLanguage,
): Promise<ReceiptView | null> {
  const [rows] = await readOrders(buyerId, orderId);
  return rows ? receiptOf(orderView(rows, language), legId) : null;
}
