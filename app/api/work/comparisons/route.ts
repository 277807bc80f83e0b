import { answer } from '@/lib/security/answer';
import { noPath, operatorCall } from '@/lib/session/operator-call';
import { compareDay, comparisonRequest } from '@/lib/work/compare-day';

/** An operator has a day compared with the books of every account and the platform's own. */
export const POST = operatorCall(
  { path: noPath, body: comparisonRequest },
  async ({ operator, body }) => {
    await compareDay(operator, body.day);
    return answer({ day: body.day }, { status: 202 });
  },
);
