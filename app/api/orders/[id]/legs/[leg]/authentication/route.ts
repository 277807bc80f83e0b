import { authenticateLeg } from '@/lib/payments/authenticate-leg';
import { paymentsOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { legPath } from '@/lib/payments/paths';
import { authenticationRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { overLimit } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';

/** Lets the buyer confirm one leg with their bank; `step` is the way there, or null. */
export const POST = buyerCall(
  { path: legPath, body: authenticationRequest, limit: paymentsOfBuyer },
  async ({ buyer, path, body }) => {
    const shut = overLimit(refusalsOfBuyer, buyer.id);
    if (shut) return shut;
    const begun = await authenticateLeg(buyer, path, body);
    return begun.ok
      ? answer({ step: begun.value, order: await readOwnOrder(buyer.id, path.orderId) })
      : refusal(begun);
  },
);
