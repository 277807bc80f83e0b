import { cancelOrder } from '@/lib/payments/cancel-order';
import { paymentsOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { orderPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Calls an order of all or nothing off; answers when what was held is let go. */
export const POST = buyerCall(
  { path: orderPath, body: nothing, limit: paymentsOfBuyer },
  async ({ buyer, path: { id } }) => {
    const canceled = await cancelOrder(buyer, id);
    return canceled.ok ? answer({ order: await readOwnOrder(buyer.id, id) }) : refusal(canceled);
  },
);
