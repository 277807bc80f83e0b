import { askRefund } from '@/lib/payments/ask-refund';
import { refundsOfBuyer } from '@/lib/payments/limits';
import { getOrder } from '@/lib/payments/orders';
import { legId, orderId, refundRequest } from '@/lib/payments/requests';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string; readonly leg: string }>;
}

/** The buyer asks for money of a paid leg; an operator decides. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, refundRequest);
  if (body instanceof Response) return body;
  const path = await params;
  const [id, leg] = [orderId.safeParse(path.id), legId.safeParse(path.leg)];
  if (!id.success || !leg.success) return notFound();
  const limited = limitRate(refundsOfBuyer, buyer.id);
  if (limited) return limited;
  const asked = await askRefund(buyer, { orderId: id.data, legId: leg.data }, body);
  if (asked.ok) return answer({ order: await getOrder(buyer.id, id.data) }, { status: 201 });
  if (asked.reason === 'not_found') return notFound();
  return problem(409, asked.reason, asked.message);
});
