import { answer, refusal } from '@/lib/security/answer';
import { noPath, operatorCall } from '@/lib/session/operator-call';
import { testRunRequest } from '@/lib/test-data/requests';
import { startTestRun } from '@/lib/test-data/start-test-run';

/** An operator has test data made; a job does it. There is no such thing where people are real. */
export const POST = operatorCall(
  { path: noPath, body: testRunRequest },
  async ({ operator, body }) => {
    const started = await startTestRun(operator, body.kind);
    return started.ok ? answer(started.value, { status: 202 }) : refusal(started);
  },
);
