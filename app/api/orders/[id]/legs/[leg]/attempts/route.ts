import { paymentsOfBuyer } from '@/lib/payments/limits';
import { getOrder } from '@/lib/payments/orders';
import { legPath } from '@/lib/payments/paths';
import { attemptRequest } from '@/lib/payments/requests';
import { retryLeg } from '@/lib/payments/retry-leg';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Tries one leg of an order again; answers when the leg has its answer. */
export const POST = buyerCall(
  { path: legPath, body: attemptRequest, limit: paymentsOfBuyer },
  async ({ buyer, path, body }) => {
    const retried = await retryLeg(buyer, path, body);
    return retried.ok
      ? answer({ order: await getOrder(buyer.id, path.orderId) })
      : refusal(retried);
  },
);
