import { looksOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { answer, refusal } from '@/lib/security/answer';
import { overLimit } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';
import { authenticateSubscription } from '@/lib/subscriptions/authenticate-subscription';
import { bankRequest, subscriptionPath } from '@/lib/subscriptions/requests';

/** Lets the buyer confirm with their bank what it waits for; `step` is the way there, or null. */
export const POST = buyerCall(
  { path: subscriptionPath, body: bankRequest, limit: looksOfBuyer },
  async ({ buyer, path: { id }, body: { way } }) => {
    const shut = overLimit(refusalsOfBuyer, buyer.id);
    if (shut) return shut;
    const begun = await authenticateSubscription(buyer, id, {
      way,
      backTo: `/subscriptions/${id}?bank=back`,
    });
    return begun.ok ? answer({ step: begun.value }) : refusal(begun);
  },
);
