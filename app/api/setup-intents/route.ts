import { refusalsOfBuyer, setupsFromAddress, setupsOfBuyer } from '@/lib/payments/limits';
import { setupRequest } from '@/lib/payments/requests';
import { startSetup } from '@/lib/payments/wallet/start-setup';
import { addressOf } from '@/lib/security/address';
import { answer, refusal } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { limitRate, overLimit } from '@/lib/security/rate-limit';
import { readJson } from '@/lib/security/read-json';
import { requireBuyerApi } from '@/lib/session/session';

/** Begins to save a card: a SetupIntent whose client secret goes to this buyer's browser alone. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const buyer = await requireBuyerApi(request);
  if (buyer instanceof Response) return buyer;
  const body = await readJson(request, setupRequest);
  if (body instanceof Response) return body;
  const limited =
    overLimit(refusalsOfBuyer, buyer.id) ??
    limitRate(setupsOfBuyer, buyer.id) ??
    limitRate(setupsFromAddress, addressOf(request));
  if (limited) return limited;
  const started = await startSetup(buyer, body);
  return started.ok ? answer(started.value, { status: 201 }) : refusal(started);
});
