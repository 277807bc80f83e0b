import { cancelOrder } from '@/lib/payments/cancel-order';
import { paymentsOfBuyer } from '@/lib/payments/limits';
import { getOrder } from '@/lib/payments/orders';
import { nothing, orderId } from '@/lib/payments/requests';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** Calls an order of all or nothing off; answers when what was held is let go. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, nothing);
  if (body instanceof Response) return body;
  const id = orderId.safeParse((await params).id);
  if (!id.success) return notFound();
  const limited = limitRate(paymentsOfBuyer, buyer.id);
  if (limited) return limited;
  const canceled = await cancelOrder(buyer, id.data);
  if (canceled.ok) return answer({ order: await getOrder(buyer.id, id.data) });
  if (canceled.reason === 'not_found') return notFound();
  return problem(409, canceled.reason, canceled.message);
});
