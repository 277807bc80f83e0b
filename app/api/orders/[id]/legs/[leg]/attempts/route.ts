import { paymentsOfBuyer } from '@/lib/payments/limits';
import { getOrder } from '@/lib/payments/orders';
import { attemptRequest, legId, orderId } from '@/lib/payments/requests';
import { retryLeg } from '@/lib/payments/retry-leg';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string; readonly leg: string }>;
}

/** Tries one leg of an order again; answers when the leg has its answer. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, attemptRequest);
  if (body instanceof Response) return body;
  const path = await params;
  const [id, leg] = [orderId.safeParse(path.id), legId.safeParse(path.leg)];
  if (!id.success || !leg.success) return notFound();
  const limited = limitRate(paymentsOfBuyer, buyer.id);
  if (limited) return limited;
  const retried = await retryLeg(buyer, { orderId: id.data, legId: leg.data }, body);
  if (retried.ok) return answer({ order: await getOrder(buyer.id, id.data) });
  if (retried.reason === 'not_found') return notFound();
  return problem(409, retried.reason, retried.message);
});
