import { languageOf } from '@/lib/language/request';
import { lookAtPayments } from '@/lib/payments/after-sale/look-after-invoice';
import { answer, notFound } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';
import { subscriptionId } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** One subscription of this buyer. */
export const GET = handle(async (request, { params }: Context) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const id = subscriptionId.safeParse((await params).id);
  if (!id.success) return notFound();
  await lookAtPayments(buyer.id, { subscriptionId: id.data });
  const subscription = await readOwnSubscription(buyer.id, id.data, languageOf(request.headers));
  return subscription ? answer({ subscription }) : notFound();
});
