import { refusalsOfBuyer } from '@/lib/payments/limits';
import { answer, refusal } from '@/lib/security/answer';
import { countAgainst, overLimit } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeSubscription } from '@/lib/subscriptions/changes/ask-change';
import { changesOfBuyer } from '@/lib/subscriptions/limits';
import { paymentRequest, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** Pays an open invoice of a subscription with what pays it; `bank`: confirm it there. */
export const POST = buyerCall(
  { path: subscriptionPath, body: paymentRequest, limit: changesOfBuyer },
  async ({ buyer, language, path: { id }, body }) => {
    const shut = overLimit(refusalsOfBuyer, buyer.id);
    if (shut) return shut;
    const changed = await changeSubscription(
      buyer,
      id,
      {
        kind: 'pay_invoice',
        accountInvoiceId: body.invoice,
      },
      language,
    );
    if (!changed.ok && changed.reason === 'not_changed') countAgainst(refusalsOfBuyer, buyer.id);
    return changed.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) })
      : refusal(changed);
  },
);
