import { attachEvidence } from '@/lib/payments/disputes/attach-evidence';
import { evidenceFileLimit, evidenceFileRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { disputePath, evidenceFilesOfSeller } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller adds a file to the answer to a dispute that they are writing. */
export const POST = sellerCall(
  {
    path: disputePath,
    body: evidenceFileRequest,
    limit: evidenceFilesOfSeller,
    most: evidenceFileLimit + 1_000,
  },
  async ({ user, path, body: { file, ...named } }) => {
    const bytes = Buffer.from(file, 'base64');
    const attached = await attachEvidence(user, path.id, { ...named, bytes });
    return attached.ok ? answer(attached.value, { status: 201 }) : refusal(attached);
  },
);
