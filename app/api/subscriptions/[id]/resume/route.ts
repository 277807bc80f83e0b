import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeSubscription } from '@/lib/subscriptions/changes/ask-change';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { nothing, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** Takes back what lets a subscription end, or rest. */
export const POST = buyerCall(
  { path: subscriptionPath, body: nothing, limit: changesOfBuyer },
  async ({ buyer, language, path: { id } }) => {
    const changed = await changeSubscription(buyer, id, { kind: 'resume' }, language);
    return changed.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
