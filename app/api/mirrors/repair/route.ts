import { nothing } from '@/lib/payments/requests';
import { answer } from '@/lib/security/answer';
import { noPath, operatorCall } from '@/lib/session/operator-call';
import { repairMirrors } from '@/lib/subscriptions/drift/repair-mirrors';

/** An operator has every mirror that differs brought up to date. */
export const POST = operatorCall({ path: noPath, body: nothing }, async ({ operator }) =>
  answer(await repairMirrors(operator), { status: 202 }),
);
