import { authenticateLeg } from '@/lib/payments/authenticate-leg';
import { paymentsOfBuyer } from '@/lib/payments/limits';
import { getOrder } from '@/lib/payments/orders';
import { authenticationRequest, legId, orderId } from '@/lib/payments/requests';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string; readonly leg: string }>;
}

/** Lets the buyer confirm one leg with their bank; `step` is the way there, or null. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, authenticationRequest);
  if (body instanceof Response) return body;
  const path = await params;
  const [id, leg] = [orderId.safeParse(path.id), legId.safeParse(path.leg)];
  if (!id.success || !leg.success) return notFound();
  const limited = limitRate(paymentsOfBuyer, buyer.id);
  if (limited) return limited;
  const begun = await authenticateLeg(buyer, { orderId: id.data, legId: leg.data }, body);
  if (begun.ok) return answer({ step: begun.value, order: await getOrder(buyer.id, id.data) });
  if (begun.reason === 'not_found') return notFound();
  return problem(begun.reason === 'unreachable' ? 503 : 409, begun.reason, begun.message);
});
