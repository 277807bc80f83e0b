import { z } from 'zod';
import { labCallsOfBuyer, startRequest } from '@/lib/lab/requests';
import { startRun } from '@/lib/lab/runs';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Begins a run of a way with a seller; nothing is asked of Stripe yet. */
export const POST = buyerCall(
  { path: z.unknown(), body: startRequest, limit: labCallsOfBuyer },
  async ({ buyer, body }) => {
    const started = await startRun(buyer.id, body);
    return started.ok ? answer(started.value, { status: 201 }) : refusal(started);
  },
);
