import { paymentsOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { orderSubscriptionPath } from '@/lib/payments/paths';
import { attemptRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { countAgainst, overLimit } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';
import { startAgain } from '@/lib/subscriptions/starts/start-again';

/** Tries again to begin one subscription of an order; answers when it is known how that ended. */
export const POST = buyerCall(
  { path: orderSubscriptionPath, body: attemptRequest, limit: paymentsOfBuyer },
  async ({ buyer, path, body }) => {
    const shut = overLimit(refusalsOfBuyer, buyer.id);
    if (shut) return shut;
    const tried = await startAgain(buyer, path, body);
    if (!tried.ok) return refusal(tried);
    const order = await readOwnOrder(buyer.id, path.orderId);
    const found = order?.subscriptions.find(({ id }) => id === path.subscriptionId);
    if (found?.standing === 'declined') countAgainst(refusalsOfBuyer, buyer.id);
    return answer({ order });
  },
);
