/**
 * Where each answer to a dispute stands, on disk. As for refunds, every function is one statement and a
 * compare-and-set, and whoever lost the lease writes nothing.
 */
import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { Evidence } from '../model/evidence';
import type {
  AccountDisputeId,
  AccountId,
  BuyerId,
  DisputeId,
  IdempotencyKey,
  LegId,
  OrderId,
} from '../model/ids';
import { getDb } from '../store/client';
import { isForgotten } from '../store/forgotten-key';
import { leaseFor, leaseIsFree } from '../store/lease';
import { disputeAnswers, disputes, legs, orders, type StoredProblem } from '../store/schema';

/** Everything that is needed to send an answer, from our own rows alone. */
export interface EvidenceTask {
  readonly disputeId: DisputeId;
  readonly owner: string;
  readonly legId: LegId;
  readonly orderId: OrderId;
  readonly buyerId: BuyerId;
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
      legId: legs.id,
      orderId: orders.id,
      buyerId: orders.buyerId,
      accountId: legs.accountId,
      accountDisputeId: disputes.accountDisputeId,
      keyForgotten: isForgotten(disputeAnswers.submittedAt),
    })
    .from(disputeAnswers)
    .innerJoin(disputes, eq(disputes.id, disputeAnswers.disputeId))
    .innerJoin(legs, eq(legs.id, disputes.legId))
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .where(eq(disputeAnswers.disputeId, disputeId));
  const { evidence, evidenceKey } = claimed;
  return about ? { ...about, disputeId, owner, evidence, evidenceKey } : null;
}

/** Answers that are to be sent and that nobody sends, by the legs they are about; oldest first. */
export async function legsWithUnsentEvidence(): Promise<LegId[]> {
  const db = await getDb();
  const found = await db
    .select({ legId: disputes.legId })
    .from(disputeAnswers)
    .innerJoin(disputes, eq(disputes.id, disputeAnswers.disputeId))
    .where(and(eq(disputeAnswers.state, 'submitted'), nobodySends))
    .orderBy(asc(disputeAnswers.submittedAt))
    .limit(20);
  return found.map(({ legId }) => legId);
}

/** Those of one leg. */
export async function unsentEvidenceOf(legId: LegId): Promise<DisputeId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: disputes.id })
    .from(disputeAnswers)
    .innerJoin(disputes, eq(disputes.id, disputeAnswers.disputeId))
    .where(and(eq(disputes.legId, legId), eq(disputeAnswers.state, 'submitted')));
  return found.map(({ id }) => id);
}

/** What came of sending it, and the end of the lease. False when the lease was lost meanwhile. */
export async function storeEvidence(
  task: EvidenceTask,
  ending:
    { readonly state: 'sent' } | { readonly state: 'failed'; readonly problem: StoredProblem },
): Promise<boolean> {
  const db = await getDb();
  const stored = await db
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
  return stored.length > 0;
}

/** Gives the lease back with the answer still to be sent; free again after a pause. */
export async function releaseEvidence(task: EvidenceTask): Promise<void> {
  const db = await getDb();
  await db
    .update(disputeAnswers)
    .set({ leaseOwner: null, leaseUntil: sql`now() + interval '30 seconds'` })
    .where(held(task));
}

const held = ({ disputeId, owner }: EvidenceTask) =>
  and(
    eq(disputeAnswers.disputeId, disputeId),
    eq(disputeAnswers.state, 'submitted'),
    eq(disputeAnswers.leaseOwner, owner),
  );
