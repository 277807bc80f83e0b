import { endStoppedLeg } from '@/lib/payments/end-stopped-leg';
import { endingRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { noPath, operatorCall } from '@/lib/session/operator-call';
import { endStoppedStart } from '@/lib/subscriptions/starts/end-stopped-start';

/** An operator ends a payment, or a subscription's start, that cannot settle by itself. */
export const POST = operatorCall(
  { path: noPath, body: endingRequest },
  async ({ operator, body }) => {
    const ended = await ('legId' in body
      ? endStoppedLeg(operator, body.legId)
      : endStoppedStart(operator, body.subscriptionId));
    return ended.ok ? answer(ended.value) : refusal(ended);
  },
);
