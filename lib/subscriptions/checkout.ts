import type { OrderId } from '../model/ids';
import type { Result } from '../model/result';
import type { SessionUser } from '../model/views';
import type { CheckoutRequest } from '../payments/place-order';
import { startCheckout, type CheckoutRefusal } from '../payments/start-checkout';
import { startSubscriptions } from './starts/start-subscription';

/**
 * Turns the buyer's cart into an order, pays its sellers and begins its plans, all side by side; see
 * `startCheckout`. The same quote always answers with the same order.
 */
export function checkOut(
  buyer: SessionUser,
  request: CheckoutRequest,
): Promise<Result<{ orderId: OrderId }, CheckoutRefusal>> {
  return startCheckout(buyer, request, ({ subscriptionIds }, owner) =>
    startSubscriptions(subscriptionIds, owner),
  );
}
