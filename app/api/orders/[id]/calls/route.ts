import { listOrderCalls } from '@/lib/inspector/record';
import { hasOrder } from '@/lib/payments/orders';
import { orderId } from '@/lib/security/row-ids';
import { answer, notFound } from '@/lib/security/answer';
import { handle } from '@/lib/security/handle';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** The calls to Stripe that an order of this buyer made, redacted, in sequence. */
export const GET = handle(async (request, { params }: Context) => {
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const id = orderId.safeParse((await params).id);
  if (!id.success || !(await hasOrder(buyer.id, id.data))) return notFound();
  return answer({ calls: await listOrderCalls(buyer.id, id.data) });
});
