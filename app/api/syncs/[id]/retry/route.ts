import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { retrySyncs } from '@/lib/subscriptions/sync/retry-syncs';
import { changePath, walletChangesOfBuyer } from '@/lib/subscriptions/sync/sync-requests';

/** Tries a change once more at the sellers that it could not reach. */
export const POST = buyerCall(
  { path: changePath, body: nothing, limit: walletChangesOfBuyer },
  async ({ buyer, path: { id } }) => {
    const retried = await retrySyncs(buyer, id);
    return retried.ok ? answer(retried.value, { status: 202 }) : refusal(retried);
  },
);
