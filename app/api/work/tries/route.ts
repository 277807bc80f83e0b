import { answer, refusal } from '@/lib/security/answer';
import { noPath, operatorCall } from '@/lib/session/operator-call';
import { tryAgain, tryRequest } from '@/lib/work/try-again';

/** An operator has what stopped tried once more. */
export const POST = operatorCall({ path: noPath, body: tryRequest }, async ({ operator, body }) => {
  const tried = await tryAgain(operator, body);
  return tried.ok ? answer(tried.value) : refusal(tried);
});
