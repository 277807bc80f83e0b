import { endStoppedLeg } from '@/lib/payments/end-stopped-leg';
import { endingRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { noPath, operatorCall } from '@/lib/session/operator-call';

/** An operator ends a payment that cannot settle by itself. */
export const POST = operatorCall(
  { path: noPath, body: endingRequest },
  async ({ operator, body }) => {
    const ended = await endStoppedLeg(operator, body.legId);
    return ended.ok ? answer(ended.value) : refusal(ended);
  },
);
