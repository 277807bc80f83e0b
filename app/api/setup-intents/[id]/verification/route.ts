import { finishesOfBuyer } from '@/lib/payments/limits';
import { nothing, setupId } from '@/lib/payments/requests';
import { startVerification } from '@/lib/payments/start-verification';
import { answer, notFound, problem } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

/** Begins to verify a bank account: the secret of its SetupIntent, for this buyer's browser alone. */
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
  const started = await startVerification(buyer, id.data);
  if (started.ok) return answer(started.value);
  if (started.reason === 'not_found') return notFound();
  return problem(started.reason === 'unreachable' ? 503 : 409, started.reason, started.message);
});
