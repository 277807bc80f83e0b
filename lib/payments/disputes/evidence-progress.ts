/**
 * Where each answer to a dispute stands, on disk. As for refunds, every function is one statement and a
 * compare-and-set, and whoever lost the lease writes nothing.
 */
import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { Evidence } from '../../model/evidence';
import type {
  AccountDisputeId,
  AccountFileId,
  AccountId,
  BuyerId,
  DisputeId,
  EvidenceFileId,
  IdempotencyKey,
} from '../../model/ids';
import { getDb, withTx } from '../../store/client';
import { isForgotten } from '../../store/forgotten-key';
import { leaseFor, leaseIsFree } from '../../store/lease';
import {
  disputeAnswers,
  disputes,
  evidenceFiles,
  legs,
  orders,
  subscriptionInvoices,
  subscriptions,
  type StoredProblem,
} from '../../store/schema';
import type { Subject } from '../../stripe/subject';
import { invoiceOfDispute } from './invoice-of-dispute';
import { isAboutSale, saleOfRow, subjectOfSale, type SaleRef } from '../after-sale/sale-ref';

/** Everything that is needed to send an answer, from our own rows alone. */
export interface EvidenceTask {
  readonly disputeId: DisputeId;
  readonly owner: string;
  readonly of: SaleRef;
  /** What its calls are filed under. */
  readonly subject: Subject;
  readonly accountId: AccountId;
  readonly accountDisputeId: AccountDisputeId;
  readonly evidence: Evidence;
  readonly evidenceKey: IdempotencyKey;
  /** Stripe forgets a key after 24 hours and would then take it for a new one. */
  readonly keyForgotten: boolean;
}

const nobodySends = leaseIsFree(disputeAnswers.leaseOwner, disputeAnswers.leaseUntil);

/** Takes the lease of an answer that is to be sent; null when there is none to take. */
export async function claimEvidence(
  disputeId: DisputeId,
  owner: string,
): Promise<EvidenceTask | null> {
  const db = await getDb();
  const [claimed] = await db
    .update(disputeAnswers)
    .set({ leaseOwner: owner, leaseUntil: leaseFor, updatedAt: sql`now()` })
    .where(
      and(
        eq(disputeAnswers.disputeId, disputeId),
        eq(disputeAnswers.state, 'submitted'),
        or(eq(disputeAnswers.leaseOwner, owner), nobodySends),
      ),
    )
    .returning();
  if (!claimed?.evidenceKey) return null;
  const [about] = await db
    .select({
      legId: disputes.legId,
      accountInvoiceId: disputes.accountInvoiceId,
      orderId: orders.id,
      subscriptionId: subscriptions.id,
      buyerId: sql<BuyerId>`coalesce(${orders.buyerId}, ${subscriptions.buyerId})`,
      accountId: sql<AccountId>`coalesce(${legs.accountId}, ${disputes.accountId})`,
      accountDisputeId: disputes.accountDisputeId,
      keyForgotten: isForgotten(disputeAnswers.submittedAt),
    })
    .from(disputeAnswers)
    .innerJoin(disputes, eq(disputes.id, disputeAnswers.disputeId))
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(orders, eq(orders.id, legs.orderId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(eq(disputeAnswers.disputeId, disputeId));
  if (!about) return null;
  const { accountId, accountDisputeId, keyForgotten } = about;
  const { evidence, evidenceKey } = claimed;
  return {
    ...{ disputeId, owner, accountId, accountDisputeId, evidence, evidenceKey, keyForgotten },
    of: saleOfRow(about),
    subject: subjectOfSale(about),
  };
}

/** Answers that are to be sent and that nobody sends, by the sales they are about; oldest first. */
export async function salesWithUnsentEvidence(): Promise<SaleRef[]> {
  const db = await getDb();
  const found = await db
    .select({
      legId: disputes.legId,
      accountId: disputes.accountId,
      accountInvoiceId: disputes.accountInvoiceId,
    })
    .from(disputeAnswers)
    .innerJoin(disputes, eq(disputes.id, disputeAnswers.disputeId))
    .where(and(eq(disputeAnswers.state, 'submitted'), nobodySends))
    .orderBy(asc(disputeAnswers.submittedAt))
    .limit(20);
  return found.map(saleOfRow);
}

/** Those of one sale. */
export async function unsentEvidenceOf(sale: SaleRef): Promise<DisputeId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: disputes.id })
    .from(disputeAnswers)
    .innerJoin(disputes, eq(disputes.id, disputeAnswers.disputeId))
    .where(and(isAboutSale(sale), eq(disputeAnswers.state, 'submitted')));
  return found.map(({ id }) => id);
}

/**
 * What came of sending it, and the end of the lease. What was sent of files is Stripe's to keep. False
 * when the lease was lost meanwhile.
 */
export async function storeEvidence(
  task: EvidenceTask,
  ending:
    { readonly state: 'sent' } | { readonly state: 'failed'; readonly problem: StoredProblem },
): Promise<boolean> {
  return withTx(async (tx) => {
    const stored = await tx
      .update(disputeAnswers)
      .set({
        state: ending.state,
        problem: ending.state === 'failed' ? ending.problem : null,
        leaseOwner: null,
        leaseUntil: null,
        updatedAt: sql`now()`,
      })
      .where(held(task))
      .returning({ id: disputeAnswers.disputeId });
    if (stored.length > 0 && ending.state === 'sent') {
      await tx
        .update(evidenceFiles)
        .set({ bytes: null })
        .where(eq(evidenceFiles.disputeId, task.disputeId));
    }
    return stored.length > 0;
  });
}

/** Gives the lease back with the answer still to be sent; free again after a pause. */
export async function releaseEvidence(task: EvidenceTask): Promise<void> {
  const db = await getDb();
  await db
    .update(disputeAnswers)
    .set({ leaseOwner: null, leaseUntil: sql`now() + interval '30 seconds'` })
    .where(held(task));
}

/** What was uploaded, and more time for what is still to be. False when the lease was lost meanwhile. */
export function storeUploaded(
  task: EvidenceTask,
  fileId: EvidenceFileId,
  accountFileId: AccountFileId,
): Promise<boolean> {
  return withTx(async (tx) => {
    const [mine] = await tx
      .update(disputeAnswers)
      .set({ leaseUntil: leaseFor, updatedAt: sql`now()` })
      .where(held(task))
      .returning({ id: disputeAnswers.disputeId });
    if (!mine) return false;
    await tx.update(evidenceFiles).set({ accountFileId }).where(eq(evidenceFiles.id, fileId));
    return true;
  });
}

const held = ({ disputeId, owner }: EvidenceTask) =>
  and(
    eq(disputeAnswers.disputeId, disputeId),
    eq(disputeAnswers.state, 'submitted'),
    eq(disputeAnswers.leaseOwner, owner),
  );
