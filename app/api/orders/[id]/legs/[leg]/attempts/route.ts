import { paymentsOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { legPath } from '@/lib/payments/paths';
import { attemptRequest } from '@/lib/payments/requests';
import { retryLeg } from '@/lib/payments/retry-leg';
import { answer, refusal } from '@/lib/security/answer';
import { countAgainst, overLimit } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';

/** Tries one leg of an order again; answers when the leg has its answer. */
export const POST = buyerCall(
  { path: legPath, body: attemptRequest, limit: paymentsOfBuyer },
  async ({ buyer, path, body }) => {
    const shut = overLimit(refusalsOfBuyer, buyer.id);
    if (shut) return shut;
    const retried = await retryLeg(buyer, path, body);
    if (!retried.ok) return refusal(retried);
    const order = await readOwnOrder(buyer.id, path.orderId);
    const leg = order?.legs.find(({ id }) => id === path.legId);
    if (leg?.state === 'declined') countAgainst(refusalsOfBuyer, buyer.id);
    return answer({ order });
  },
);
