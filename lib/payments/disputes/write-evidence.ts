import { sql } from 'drizzle-orm';
import type { ActAbout } from '../../model/act';
import type { Evidence } from '../../model/evidence';
import type { DisputeId, EvidenceFileId, IdempotencyKey } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SellerUser } from '../../model/views';
import { withTx } from '../../store/client';
import { writeAct } from '../../store/acts';
import { disputeAnswers } from '../../store/schema';
import { idsOfEvidenceFiles, keyEvidenceFiles } from './evidence-files';
import { lockOwnDispute, whyClosed } from './own-dispute';
import { sendEvidence } from './send-evidence';

export interface EvidenceWritten {
  readonly evidence: Evidence;
  /** The files that the seller sees beside it. */
  readonly files: readonly EvidenceFileId[];
  /** False: kept as a draft, which nobody else sees. */
  readonly submit: boolean;
}

type Refusal = 'not_found' | 'sent_already' | 'closed' | 'files_changed' | 'empty';

/**
 * A seller answers a dispute about their own sale: keeps what they wrote, and, when they say so, sends
 * it to the bank. The answer is written with its key first; answers when Stripe has taken it or it was
 * put back, for the sweeper. A second press finds it sent. Nothing is sent that the seller does not see,
 * as when another window has added a file (`files_changed`).
 */
export async function writeEvidence(
  user: Pick<SellerUser, 'id' | 'seller'>,
  disputeId: DisputeId,
  { evidence, files, submit }: EvidenceWritten,
): Promise<Result<{ disputeId: DisputeId }, Refusal>> {
  const said = Object.fromEntries(Object.entries(evidence).filter(([, text]) => text !== ''));
  const written = await withTx<Result<{ disputeId: DisputeId }, Refusal>>(async (tx) => {
    const dispute = await lockOwnDispute(tx, user.seller.id, disputeId);
    if (!dispute) return refuse('not_found', 'There is no such thing here.');
    const closed = whyClosed(dispute);
    if (closed) return submit && closed.reason === 'sent_already' ? ok({ disputeId }) : closed;
    const { before } = dispute;
    const there = submit ? await idsOfEvidenceFiles(tx, disputeId) : [];
    const areSeen = files.length === there.length && there.every((id) => files.includes(id));
    if (submit && !areSeen) {
      return refuse(
        'files_changed',
        'The files were changed in another window. Look at them as they are now, and send again.',
      );
    }
    if (submit && Object.keys(said).length + there.length === 0) {
      return refuse('empty', 'Write something for the bank first, or add a file.');
    }
    const attempt = (before?.attempt ?? 0) + (submit ? 1 : 0);
    const row = {
      evidence: said,
      writtenBy: user.id,
      attempt,
      state: submit ? ('submitted' as const) : ('draft' as const),
      evidenceKey: submit
        ? (`evidence:${disputeId}:${attempt}` as IdempotencyKey)
        : (before?.evidenceKey ?? null),
      problem: null,
      submittedAt: submit ? sql`now()` : null,
      leaseOwner: null,
      leaseUntil: null,
      updatedAt: sql`now()`,
    };
    await tx
      .insert(disputeAnswers)
      .values({ disputeId, ...row })
      .onConflictDoUpdate({ target: disputeAnswers.disputeId, set: row });
    if (submit) {
      await keyEvidenceFiles(tx, disputeId, attempt);
      const { legId, orderId, invoiceId, subscriptionId } = dispute;
      const about: ActAbout = {
        disputeId,
        ...(legId && orderId ? { legId, orderId } : {}),
        ...(invoiceId && subscriptionId ? { subscriptionId, invoiceId } : {}),
      };
      await writeAct(tx, { id: user.id, role: 'seller' }, 'evidence_sent', about);
    }
    return ok({ disputeId });
  });
  if (written.ok && submit) await sendEvidence(disputeId);
  return written;
}
