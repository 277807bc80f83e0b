import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeSubscription } from '@/lib/subscriptions/ask-change';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { paymentRequest, subscriptionPath } from '@/lib/subscriptions/requests';
import { getSubscription } from '@/lib/subscriptions/subscriptions';

/** Pays an open invoice of a subscription with what pays it; `bank`: confirm it there. */
export const POST = buyerCall(
  { path: subscriptionPath, body: paymentRequest, limit: changesOfBuyer },
  async ({ buyer, language, path: { id }, body }) => {
    const changed = await changeSubscription(
      buyer,
      id,
      {
        kind: 'pay_invoice',
        accountInvoiceId: body.invoice,
      },
      language,
    );
    return changed.ok
      ? answer({ subscription: await getSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
