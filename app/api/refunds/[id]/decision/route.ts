import { decideRefund } from '@/lib/payments/refunds/decide-refund';
import { decisionRequest } from '@/lib/payments/requests';
import { refundId } from '@/lib/security/row-ids';
import { answer, notFound, refusal } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireDeciderApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** An operator or the seller grants or declines a refund; a granted one is sent to Stripe at once. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const decider = await requireDeciderApi(request);
  if (decider instanceof Response) return decider;
  const body = await readJson(request, decisionRequest);
  if (body instanceof Response) return body;
  const id = refundId.safeParse((await params).id);
  if (!id.success) return notFound();
  const decided = await decideRefund(decider, id.data, body);
  return decided.ok ? answer(decided.value) : refusal(decided);
});
