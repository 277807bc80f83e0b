import { labCallsOfBuyer, runPath, stepRequest } from '@/lib/lab/requests';
import { takeStep } from '@/lib/lab/runs';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/**
 * Takes the next step of a run, or answers with the browser's part of it, which alone gets the client
 * secret it needs.
 */
export const POST = buyerCall(
  { path: runPath, body: stepRequest, limit: labCallsOfBuyer },
  async ({ buyer, path, body }) => {
    const taken = await takeStep(buyer.id, path.id, body);
    return taken.ok ? answer(taken.value) : refusal(taken);
  },
);
