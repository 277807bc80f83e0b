import { endStoppedLeg } from '@/lib/payments/end-stopped-leg';
import { endingRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireOperatorApi } from '@/lib/session/session';

/** An operator ends a payment that cannot settle by itself. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const body = await readJson(request, endingRequest);
  if (body instanceof Response) return body;
  const ended = await endStoppedLeg(operator, body.legId);
  return ended.ok ? answer(ended.value) : refusal(ended);
});
