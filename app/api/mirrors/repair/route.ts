import { nothing } from '@/lib/payments/requests';
import { answer } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireOperatorApi } from '@/lib/session/session';
import { repairMirrors } from '@/lib/subscriptions/repair-mirrors';

/** An operator has every mirror that differs brought up to date. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const body = await readJson(request, nothing);
  if (body instanceof Response) return body;
  return answer(await repairMirrors(operator), { status: 202 });
});
