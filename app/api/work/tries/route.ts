import { answer, refusal } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireOperatorApi } from '@/lib/session/session';
import { tryAgain, tryRequest } from '@/lib/work/try-again';

/** An operator has a job or an event that stopped tried once more. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const body = await readJson(request, tryRequest);
  if (body instanceof Response) return body;
  const tried = await tryAgain(operator, body);
  return tried.ok ? answer(tried.value) : refusal(tried);
});
