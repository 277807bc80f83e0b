import { finishSetup } from '@/lib/payments/finish-setup';
import { finishesOfBuyer } from '@/lib/payments/limits';
import { nothing, setupId } from '@/lib/payments/requests';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** Puts a card into the wallet once Stripe says that it is set up. */
export const POST = handle(async (request, { params }: Context) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, nothing);
  if (body instanceof Response) return body;
  const id = setupId.safeParse((await params).id);
  if (!id.success) return notFound();
  const limited = limitRate(finishesOfBuyer, buyer.id);
  if (limited) return limited;
  const finished = await finishSetup(buyer, id.data);
  if (finished.ok) return answer({ method: finished.value });
  if (finished.reason === 'not_found') return notFound();
  return problem(finished.reason === 'unreachable' ? 503 : 409, finished.reason, finished.message);
});
