import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { payWith } from '@/lib/subscriptions/changes/pay-with';
import { methodRequest, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** Has a subscription paid with another saved card from now on; the seller's account follows. */
export const POST = buyerCall(
  { path: subscriptionPath, body: methodRequest, limit: changesOfBuyer },
  async ({ buyer, path: { id }, body: { savedMethodId } }) => {
    const changed = await payWith(buyer, id, savedMethodId);
    return changed.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
