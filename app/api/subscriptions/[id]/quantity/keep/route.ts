import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeSubscription } from '@/lib/subscriptions/changes/ask-change';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { nothing, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** Drops another quantity that waits for its payment: the old one stays, and nothing is charged. */
export const POST = buyerCall(
  { path: subscriptionPath, body: nothing, limit: changesOfBuyer },
  async ({ buyer, language, path: { id } }) => {
    const changed = await changeSubscription(buyer, id, { kind: 'keep_quantity' }, language);
    return changed.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
