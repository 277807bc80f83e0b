import { answer } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireOperatorApi } from '@/lib/session/session';
import { compareDay, comparisonRequest } from '@/lib/work/compare-day';

/** An operator has a day compared with the sellers' accounts. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const body = await readJson(request, comparisonRequest);
  if (body instanceof Response) return body;
  await compareDay(operator, body.day);
  return answer({ day: body.day }, { status: 202 });
});
