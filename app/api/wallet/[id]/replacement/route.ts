import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { replaceMethod } from '@/lib/subscriptions/removal/move-to-method';
import {
  methodPath,
  replacementRequest,
  walletChangesOfBuyer,
} from '@/lib/subscriptions/sync/sync-requests';

/** Lets another card pay what this one pays again and again; 202, as sellers' accounts follow. */
export const POST = buyerCall(
  { path: methodPath, body: replacementRequest, limit: walletChangesOfBuyer },
  async ({ buyer, path: { id }, body }) => {
    const moved = await replaceMethod(buyer, { from: id, to: body.savedMethodId });
    return moved.ok ? answer(moved.value, { status: 202 }) : refusal(moved);
  },
);
