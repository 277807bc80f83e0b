import type { OrderId, SavedMethodId } from '../model/ids';
import type { Result } from '../model/result';
import type { SessionUser } from '../model/views';

export type CheckoutRefusal =
  'cart_empty' | 'cart_changed' | 'sold_out' | 'seller_unavailable' | 'card_unusable' | 'too_large';

/**
 * Turns the buyer's cart into an order and pays all its sellers side by side. Answers when every leg
 * has an answer. The same quote always answers with the same order, however often it is sent.
 */
export async function startCheckout(
  _buyer: SessionUser,
  _request: { readonly quote: string; readonly savedMethodId: SavedMethodId },
): Promise<Result<{ orderId: OrderId }, CheckoutRefusal>> {
  throw new Error('not built yet');
}
