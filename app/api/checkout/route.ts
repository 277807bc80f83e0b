import { paymentsOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { readOrderStatus } from '@/lib/payments/orders';
import { checkoutRequest } from '@/lib/payments/requests';
import { answer, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { countAgainst, limitRate, overLimit } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';
import { checkOut } from '@/lib/subscriptions/checkout';

/**
 * Pays the cart that the quote stands for, and begins its plans. Answers with the order's id and status
 * when each has its answer; the same quote sent again answers with the same order.
 */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, checkoutRequest);
  if (body instanceof Response) return body;
  const limited = overLimit(refusalsOfBuyer, buyer.id) ?? limitRate(paymentsOfBuyer, buyer.id);
  if (limited) return limited;
  const started = await checkOut(buyer, body);
  if (!started.ok) return problem(409, started.reason, started.message);
  const { orderId } = started.value;
  const status = await readOrderStatus(buyer.id, orderId);
  if (status === 'failed' || status === 'partly_paid') countAgainst(refusalsOfBuyer, buyer.id);
  return answer({ orderId, status }, { status: 201 });
});
