import { looksOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { orderSubscriptionPath } from '@/lib/payments/paths';
import { bankRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { overLimit } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';
import { authenticateSubscription } from '@/lib/subscriptions/authenticate-subscription';

/**
 * Lets the buyer confirm with their bank what a subscription waits for, from the page of its order;
 * `step` is the way there, or null.
 */
export const POST = buyerCall(
  { path: orderSubscriptionPath, body: bankRequest, limit: looksOfBuyer },
  async ({ buyer, path: { orderId, subscriptionId }, body: { way } }) => {
    const shut = overLimit(refusalsOfBuyer, buyer.id);
    if (shut) return shut;
    const begun = await authenticateSubscription(buyer, subscriptionId, {
      way,
      backTo: `/orders/${orderId}?plan=${subscriptionId}`,
    });
    return begun.ok ? answer({ step: begun.value }) : refusal(begun);
  },
);
