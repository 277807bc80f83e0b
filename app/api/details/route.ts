import { z } from 'zod';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { changeBuyer } from '@/lib/subscriptions/sync/change-buyer';
import { buyerDetails, walletChangesOfBuyer } from '@/lib/subscriptions/sync/sync-requests';

/** Changes the buyer's name and e-mail; sellers' accounts follow. Its address has no ids. */
export const PATCH = buyerCall(
  { path: z.unknown(), body: buyerDetails, limit: walletChangesOfBuyer },
  async ({ buyer, body }) => {
    const changed = await changeBuyer(buyer, body);
    return changed.ok ? answer(changed.value) : refusal(changed);
  },
);
