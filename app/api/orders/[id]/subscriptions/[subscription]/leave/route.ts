import { paymentsOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { orderSubscriptionPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { leaveStart } from '@/lib/subscriptions/starts/start-again';

/** Leaves a subscription that could not begin. */
export const POST = buyerCall(
  { path: orderSubscriptionPath, body: nothing, limit: paymentsOfBuyer },
  async ({ buyer, path }) => {
    const left = await leaveStart(buyer, path);
    return left.ok ? answer({ order: await readOwnOrder(buyer.id, path.orderId) }) : refusal(left);
  },
);
