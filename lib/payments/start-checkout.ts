import type { OrderId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { newLeaseOwner } from '../store/lease';
import { driveLegs, payLegs } from './pay-leg';
import { placeOrder, type CheckoutRefusal, type CheckoutRequest } from './place-order';

export type { CheckoutRefusal } from './place-order';

/**
 * Turns the buyer's cart into an order and pays all its sellers side by side. Answers when every leg
 * has an answer or, when Stripe's did not come, waits at its recovery point. The same quote always
 * answers with the same order, however often it is sent: a double click, a second tab and a repeat
 * after a crash all find it, and legs that nobody drives go on.
 */
export async function startCheckout(
  buyer: SessionUser,
  request: CheckoutRequest,
): Promise<Result<{ orderId: OrderId }, CheckoutRefusal>> {
  const owner = newLeaseOwner();
  const placed = await placeOrder(buyer, request, owner);
  if (!placed.ok) return placed;
  const { orderId, legIds, tasks } = placed.value;
  await (tasks ? driveLegs(tasks) : payLegs(legIds, owner));
  return ok({ orderId });
}
