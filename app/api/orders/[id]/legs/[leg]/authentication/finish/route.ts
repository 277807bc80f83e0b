import { finishAuthentication } from '@/lib/payments/authenticate-leg';
import { looksOfBuyer } from '@/lib/payments/limits';
import { getOrder } from '@/lib/payments/orders';
import { legId, nothing, orderId } from '@/lib/payments/requests';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string; readonly leg: string }>;
}

/** Reads at Stripe what the bank has answered for one leg, and how the order stands then. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, nothing);
  if (body instanceof Response) return body;
  const path = await params;
  const [id, leg] = [orderId.safeParse(path.id), legId.safeParse(path.leg)];
  if (!id.success || !leg.success) return notFound();
  const limited = limitRate(looksOfBuyer, buyer.id);
  if (limited) return limited;
  const finished = await finishAuthentication(buyer, { orderId: id.data, legId: leg.data });
  if (finished.ok) return answer({ order: await getOrder(buyer.id, id.data) });
  if (finished.reason === 'not_found') return notFound();
  return problem(503, finished.reason, finished.message);
});
