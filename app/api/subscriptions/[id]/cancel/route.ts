import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeSubscription } from '@/lib/subscriptions/changes/ask-change';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { cancelRequest, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** Ends a subscription, now or at the end of what is paid; answers when Stripe has. */
export const POST = buyerCall(
  { path: subscriptionPath, body: cancelRequest, limit: changesOfBuyer },
  async ({ buyer, language, path: { id }, body }) => {
    const changed = await changeSubscription(
      buyer,
      id,
      {
        kind: body.when === 'now' ? 'cancel_now' : 'cancel_at_period_end',
      },
      language,
    );
    return changed.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
