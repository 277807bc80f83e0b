import { and, eq } from 'drizzle-orm';
import type { OrderId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { getDb } from '../store/client';
import { orders } from '../store/schema';
import { settleOrder } from './settle-order';

/**
 * The buyer calls an order of all or nothing off: whatever is held is let go, and nothing is charged.
 * Too late once it is decided that all sellers are charged; pressed twice, it was called off once.
 * Answers when everything is let go or, where Stripe does not answer, is on its way to be.
 */
export async function cancelOrder(
  buyer: Pick<SessionUser, 'id'>,
  orderId: OrderId,
): Promise<Result<{ orderId: OrderId }, 'not_found' | 'not_cancelable'>> {
  const mine = and(eq(orders.id, orderId), eq(orders.buyerId, buyer.id));
  const db = await getDb();
  const read = () =>
    db.select({ policy: orders.policy, decision: orders.decision }).from(orders).where(mine);
  const [before] = await read();
  if (!before) return refuse('not_found', 'There is no such thing here.');
  if (before.policy === 'all_or_nothing') await settleOrder(orderId, { canceled: true });
  const [after] = await read();
  if (after?.decision === 'release') return ok({ orderId });
  return refuse(
    'not_cancelable',
    'This order cannot be canceled any more. What is paid can be asked back, seller by seller.',
  );
}
