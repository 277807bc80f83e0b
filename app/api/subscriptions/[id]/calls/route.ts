import { listSubscriptionCalls } from '@/lib/inspector/record';
import { answer, notFound } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';
import { subscriptionId } from '@/lib/subscriptions/requests';
import { hasSubscription } from '@/lib/subscriptions/subscriptions';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** The calls to Stripe that a subscription of this buyer made, redacted, in sequence. */
export const GET = handle(async (request, { params }: Context) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const id = subscriptionId.safeParse((await params).id);
  if (!id.success || !(await hasSubscription(buyer.id, id.data))) return notFound();
  return answer({ calls: await listSubscriptionCalls(buyer.id, id.data) });
});
