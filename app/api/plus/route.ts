import { paymentsOfBuyer, refusalsOfBuyer, setupsFromAddress } from '@/lib/payments/limits';
import { plusRequest } from '@/lib/payments/requests';
import { startMembership } from '@/lib/payments/plus/start-membership';
import { addressOf } from '@/lib/security/address';
import { answer, refusal } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { countAgainst, limitRate, overLimit } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { languageOf } from '@/lib/language/request';
import { requireBuyerApi } from '@/lib/session/session';

/**
 * Begins to pay a year of Plus: with a card of the wallet at once, or with a new one in the browser,
 * which alone gets the client secret.
 */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, plusRequest);
  if (body instanceof Response) return body;
  const limited =
    overLimit(refusalsOfBuyer, buyer.id) ??
    limitRate(paymentsOfBuyer, buyer.id) ??
    limitRate(setupsFromAddress, addressOf(request));
  if (limited) return limited;
  const started = await startMembership(buyer, body, languageOf(request.headers));
  if (started.ok) return answer(started.value, { status: 201 });
  if (started.reason === 'declined') countAgainst(refusalsOfBuyer, buyer.id);
  return refusal(started);
});
