import { and, eq, ne, sum } from 'drizzle-orm';
import { mostEvidenceBytes, type EvidenceFileField } from '../../model/evidence';
import type { DisputeId, EvidenceFileId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SellerUser } from '../../model/views';
import { withTx } from '../../store/client';
import { newId } from '../../store/new-id';
import { evidenceFiles } from '../../store/schema';
import { evidenceFileType } from './evidence-file-type';
import { lockOwnDispute, whyClosed } from './own-dispute';

export interface EvidenceFile {
  readonly field: EvidenceFileField;
  /** As the seller calls it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Closed = 'not_found' | 'sent_already' | 'closed';
type Attached = Result<{ field: EvidenceFileField }, Closed | 'wrong_type' | 'too_large'>;

/**
 * A seller adds a file to the answer that they are writing, in the place of another of the same kind.
 * It stays with us, and theirs alone, until the answer is sent.
 */
export async function attachEvidence(
  user: Pick<SellerUser, 'seller'>,
  disputeId: DisputeId,
  { field, name, bytes }: EvidenceFile,
): Promise<Attached> {
  const type = evidenceFileType(bytes);
  return withTx<Attached>(async (tx) => {
    const dispute = await lockOwnDispute(tx, user.seller.id, disputeId);
    if (!dispute) return refuse('not_found', 'There is no such thing here.');
    const closed = whyClosed(dispute);
    if (closed) return closed;
    if (!type) {
      return refuse('wrong_type', 'Banks read PDF, JPEG and PNG. Save the file as one of these.');
    }
    const ofDispute = eq(evidenceFiles.disputeId, disputeId);
    const [others] = await tx
      .select({ size: sum(evidenceFiles.size).mapWith(Number) })
      .from(evidenceFiles)
      .where(and(ofDispute, ne(evidenceFiles.field, field)));
    if ((others?.size ?? 0) + bytes.length > mostEvidenceBytes) {
      return refuse(
        'too_large',
        'All files together may be 4.5 MB. Make this one smaller, or remove another.',
      );
    }
    await tx.delete(evidenceFiles).where(and(ofDispute, eq(evidenceFiles.field, field)));
    await tx.insert(evidenceFiles).values({
      ...{ id: newId<EvidenceFileId>('evf'), disputeId, field, name, type },
      ...{ size: bytes.length, bytes: new Uint8Array(bytes) },
    });
    return ok({ field });
  });
}

/** Takes a file out again; done as well when there is none. */
export async function detachEvidence(
  user: Pick<SellerUser, 'seller'>,
  disputeId: DisputeId,
  field: EvidenceFileField,
): Promise<Result<{ field: EvidenceFileField }, Closed>> {
  return withTx<Result<{ field: EvidenceFileField }, Closed>>(async (tx) => {
    const dispute = await lockOwnDispute(tx, user.seller.id, disputeId);
    if (!dispute) return refuse('not_found', 'There is no such thing here.');
    const closed = whyClosed(dispute);
    if (closed) return closed;
    await tx
      .delete(evidenceFiles)
      .where(and(eq(evidenceFiles.disputeId, disputeId), eq(evidenceFiles.field, field)));
    return ok({ field });
  });
}
