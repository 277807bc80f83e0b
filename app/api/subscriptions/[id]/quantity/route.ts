import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeSubscription } from '@/lib/subscriptions/changes/ask-change';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { quantityRequest, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** Changes how many of it are paid; nothing is changed before the difference is paid. */
export const POST = buyerCall(
  { path: subscriptionPath, body: quantityRequest, limit: changesOfBuyer },
  async ({ buyer, language, path: { id }, body }) => {
    const changed = await changeSubscription(buyer, id, { kind: 'quantity', ...body }, language);
    return changed.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
