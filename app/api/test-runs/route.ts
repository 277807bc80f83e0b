import { answer, refusal } from '@/lib/security/answer';
import { guardWrite } from '@/lib/security/guard-write';
import { handle } from '@/lib/security/handle';
import { readJson } from '@/lib/security/read-json';
import { requireOperatorApi } from '@/lib/session/session';
import { testRunRequest } from '@/lib/test-data/requests';
import { startTestRun } from '@/lib/test-data/start-test-run';

/** An operator has test data made; a job does it. There is no such thing where people are real. */
export const POST = handle(async (request) => {
  const refused = guardWrite(request);
  if (refused) return refused;
  const operator = await requireOperatorApi(request);
  if (operator instanceof Response) return operator;
  const body = await readJson(request, testRunRequest);
  if (body instanceof Response) return body;
  const started = await startTestRun(operator, body.kind);
  return started.ok ? answer(started.value, { status: 202 }) : refusal(started);
});
