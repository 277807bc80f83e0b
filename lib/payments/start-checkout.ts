import type { OrderId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { newLeaseOwner } from '../store/lease';
import { faultText } from '../stripe/failure';
import { driveLegs, payLegs } from './pay-leg';
import {
  placeOrder,
  type CheckoutRefusal,
  type CheckoutRequest,
  type PlacedOrder,
} from './place-order';

export type { CheckoutRefusal } from './place-order';

/** Longer than this nobody looks at a button; the order's own page tells more. */
const patienceMs = 20_000;

/**
 * Turns the buyer's cart into an order and pays all its sellers side by side. Answers when every leg
 * has an answer or, when Stripe's did not come, waits at its recovery point; after twenty seconds in
 * any case, while the legs are driven on. The same quote always
 * answers with the same order, however often it is sent: a double click, a second tab and a repeat
 * after a crash all find it, and legs that nobody drives go on. `alongside` drives what else was placed,
 * at the same time, under the same owner.
 */
export async function startCheckout(
  buyer: SessionUser,
  request: CheckoutRequest,
  alongside: (placed: PlacedOrder, owner: string) => Promise<void> = () => Promise.resolve(),
): Promise<Result<{ orderId: OrderId }, CheckoutRefusal>> {
  const owner = newLeaseOwner();
  const placed = await placeOrder(buyer, request, owner);
  if (!placed.ok) return placed;
  const { orderId, legIds, tasks } = placed.value;
  await patiently([
    tasks ? driveLegs(tasks) : payLegs(legIds, owner),
    alongside(placed.value, owner),
  ]);
  return ok({ orderId });
}

async function patiently(sideBySide: readonly Promise<void>[]): Promise<void> {
  const driving = Promise.all(sideBySide);
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  // A fault that comes after the answer has nobody else to tell it.
  driving.catch((error: unknown) => {
    console.error(`[payments] an order was not driven on: ${faultText(error)}`);
  });
  await Promise.race([driving, enough]).finally(() => clearTimeout(timer));
}
