/**
 * A seller's answer to a dispute, from written to Stripe's answer: `draft → submitted → sent | failed`.
 *
 * Its files are uploaded to the seller's account, one call each, then one call names them and says the
 * rest; each has a stored key. Stripe takes evidence once, so whoever goes on after a crash repeats the
 * calls, or asks the dispute whether it has been answered.
 * https://docs.stripe.com/disputes/responding
 */
import { assertNever } from '../../model/assert-never';
import { evidenceMimeTypes, type EvidenceFileField } from '../../model/evidence';
import type { AccountFileId, DisputeId, IdempotencyKey } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, readFailure, shutOut, type StripeFailure } from '../../stripe/failure';
import { newLeaseOwner } from '../../store/lease';
import {
  claimEvidence,
  releaseEvidence,
  storeEvidence,
  storeUploaded,
  unsentEvidenceOf,
  type EvidenceTask,
} from './evidence-progress';
import { filesToSend, renewUploadKey } from './evidence-files';
import { lookAfterSale } from '../after-sale/look-after-sale';
import type { SaleRef } from '../after-sale/sale-ref';

/**
 * Sends an answer, unless somebody else is sending it or it was sent, and reads what the bank made of
 * it. Faults are logged: the answer is sent again later.
 */
export async function sendEvidence(disputeId: DisputeId): Promise<void> {
  const task = await claimEvidence(disputeId, newLeaseOwner());
  if (!task) return;
  try {
    await send(task);
  } catch (error) {
    console.error(`[payments] evidence of ${disputeId} stopped, ${faultText(error)}`);
    await releaseEvidence(task);
    return;
  }
  await lookAfterSale(task.of).catch((error: unknown) => {
    console.error(`[payments] the sale of ${disputeId} was not looked at: ${faultText(error)}`);
  });
}

/** The same of whatever is to be said about one sale. */
export async function sendEvidenceOf(sale: SaleRef): Promise<void> {
  for (const disputeId of await unsentEvidenceOf(sale)) await sendEvidence(disputeId);
}

type FileToSend = Awaited<ReturnType<typeof filesToSend>>[number];

async function send(task: EvidenceTask): Promise<void> {
  // A key that Stripe forgot guards nothing: what the dispute says is the truth.
  if (task.keyForgotten) return endUnlessSent(task, own('The answer is too old to be sent now.'));
  try {
    const files = await uploadFiles(task);
    if (!files) return;
    await accountStripe(task.accountId).disputes.submit(
      task.accountDisputeId,
      { ...task.evidence, ...files },
      { key: task.evidenceKey, subject: task.subject },
    );
    await storeEvidence(task, { state: 'sent' });
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    await settleFailure(task, failure, error);
  }
}

/** The ids of an answer's files on its account, by their fields; null when the lease was lost. */
async function uploadFiles(
  task: EvidenceTask,
): Promise<Partial<Record<EvidenceFileField, AccountFileId>> | null> {
  const ids: Partial<Record<EvidenceFileField, AccountFileId>> = {};
  for (const file of await filesToSend(task.disputeId)) {
    const there = file.accountFileId ?? (await upload(task, file, file.uploadKey));
    if (!file.accountFileId && !(await storeUploaded(task, file.id, there))) return null;
    ids[file.field] = there;
  }
  return ids;
}

/** One that was uploaded before, with the answer lost and its key of no use, is one too many there. */
async function upload(
  task: EvidenceTask,
  file: FileToSend,
  key: IdempotencyKey | null,
  renewed = false,
): Promise<AccountFileId> {
  const { id, name, type, bytes } = file;
  if (!bytes || !key) throw new Error(`the file ${id} is not there to be sent`);
  const sent = { data: bytes, name, type: evidenceMimeTypes[type] };
  try {
    const { files } = accountStripe(task.accountId);
    return (await files.createEvidence(sent, { key, subject: task.subject })).id;
  } catch (error) {
    if (readFailure(error)?.kind !== 'unclear' || renewed) throw error;
    return upload(task, file, await renewUploadKey(id), true);
  }
}

function settleFailure(task: EvidenceTask, failure: StripeFailure, error: unknown): Promise<void> {
  switch (failure.kind) {
    // Somebody before us may have sent it, with the answer lost: then this is about the repeat.
    case 'declined':
    case 'refused':
    case 'unclear':
      return endUnlessSent(task, failure.problem);
    case 'unanswered':
      throw error;
    default:
      return assertNever(failure);
  }
}

async function endUnlessSent(task: EvidenceTask, problem: StoredProblem): Promise<void> {
  let sent: boolean;
  try {
    const { evidence_details: details } = await accountStripe(task.accountId).disputes.retrieve(
      task.accountDisputeId,
      { subject: task.subject },
    );
    sent = details.submission_count > 0;
  } catch (error) {
    if (!shutOut(error)) throw error;
    sent = false;
  }
  await storeEvidence(task, sent ? { state: 'sent' } : { state: 'failed', problem });
}

const own = (message: string): StoredProblem => ({
  ...{ type: 'souk', code: 'not_sent', declineCode: null, message, requestId: null },
});
