/** The files of an answer to a dispute, on disk. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { evidenceFileFields, type EvidenceFileView } from '../../model/evidence';
import type { DisputeId, EvidenceFileId, IdempotencyKey } from '../../model/ids';
import { getDb, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { evidenceFiles } from '../../store/schema';

/** Which files an answer has. */
export async function idsOfEvidenceFiles(tx: Db, disputeId: DisputeId): Promise<EvidenceFileId[]> {
  const rows = await tx
    .select({ id: evidenceFiles.id })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.disputeId, disputeId));
  return rows.map(({ id }) => id);
}

/** Gives each file of an answer that is to be sent its key, but for what an earlier try uploaded. */
export async function keyEvidenceFiles(
  tx: Db,
  disputeId: DisputeId,
  attempt: number,
): Promise<void> {
  await tx
    .update(evidenceFiles)
    .set({ uploadKey: sql`'evidence-file:' || ${evidenceFiles.id} || ':' || ${String(attempt)}` })
    .where(and(eq(evidenceFiles.disputeId, disputeId), isNull(evidenceFiles.accountFileId)));
}

/** Another key, where Stripe would answer the old one with the same server error for a day. */
export async function renewUploadKey(id: EvidenceFileId): Promise<IdempotencyKey> {
  const uploadKey = `evidence-file:${id}:${newId('key')}` as IdempotencyKey;
  const db = await getDb();
  await db.update(evidenceFiles).set({ uploadKey }).where(eq(evidenceFiles.id, id));
  return uploadKey;
}

/** All that an answer is to name, with the bytes of what is not at Stripe yet. */
export async function filesToSend(disputeId: DisputeId) {
  const db = await getDb();
  return db
    .select()
    .from(evidenceFiles)
    .where(eq(evidenceFiles.disputeId, disputeId))
    .orderBy(evidenceFiles.id);
}

/** The same as its seller sees it, in the order of the fields. */
export async function listEvidenceFiles(disputeId: DisputeId): Promise<EvidenceFileView[]> {
  const db = await getDb();
  const { id, field, name, size, accountFileId } = evidenceFiles;
  const rows = await db
    .select({ id, field, name, size, accountFileId })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.disputeId, disputeId));
  const place = (row: EvidenceFileView) => evidenceFileFields.indexOf(row.field);
  return rows.sort((one, other) => place(one) - place(other));
}
