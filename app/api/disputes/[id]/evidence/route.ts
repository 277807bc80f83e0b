import { evidenceRequest } from '@/lib/payments/requests';
import { writeEvidence } from '@/lib/payments/disputes/write-evidence';
import { answer, refusal } from '@/lib/security/answer';
import { answersOfSeller, disputePath } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller keeps an answer to a dispute as a draft, or sends it to the bank. */
export const POST = sellerCall(
  { path: disputePath, body: evidenceRequest, limit: answersOfSeller },
  async ({ user, path, body }) => {
    const written = await writeEvidence(user, path.id, body);
    return written.ok ? answer(written.value) : refusal(written);
  },
);
