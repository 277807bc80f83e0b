import { detachEvidence } from '@/lib/payments/disputes/attach-evidence';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { evidenceFilePath, evidenceFilesOfSeller } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** Takes a file out of an answer that was not sent yet. */
export const DELETE = sellerCall(
  { path: evidenceFilePath, body: nothing, limit: evidenceFilesOfSeller },
  async ({ user, path }) => {
    const detached = await detachEvidence(user, path.id, path.field);
    return detached.ok ? answer(detached.value) : refusal(detached);
  },
);
