import { nothing } from '@/lib/payments/requests';
import { answer } from '@/lib/security/answer';
import { operatorCall } from '@/lib/session/operator-call';
import { repairMirrors } from '@/lib/subscriptions/drift/repair-mirrors';
import { subscriptionPath } from '@/lib/subscriptions/requests';

/** An operator has one mirror brought up to date. */
export const POST = operatorCall(
  { path: subscriptionPath, body: nothing },
  async ({ operator, path }) => answer(await repairMirrors(operator, [path.id]), { status: 202 }),
);
