import { labCallsOfBuyer, refusalRequest, runPath } from '@/lib/lab/requests';
import { tryRefusal } from '@/lib/lab/runs';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Tries what Stripe refuses; its refusal is the answer that was wanted. */
export const POST = buyerCall(
  { path: runPath, body: refusalRequest, limit: labCallsOfBuyer },
  async ({ buyer, path, body }) => {
    const tried = await tryRefusal(buyer.id, path.id, body.refusal);
    return tried.ok ? answer(tried.value) : refusal(tried);
  },
);
