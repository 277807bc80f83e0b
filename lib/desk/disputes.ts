import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { DeskDispute } from '../model/desk';
import type { DisputeId, SellerId } from '../model/ids';
import { answerableStatuses, isAnswerable, isOpenDispute } from '../payments/after-sale-text';
import { disputeView } from '../payments/after-sale-view';
import { lookAtLegs } from '../payments/look-after-sale';
import { getDb } from '../store/client';
import { disputeAnswers, disputes, legs, orders, users } from '../store/schema';

const mostRows = 100;

/** True of a dispute that its seller may still answer, and has not. */
export const needsAnswer = and(
  inArray(disputes.status, [...answerableStatuses]),
  sql`not exists (
    select 1 from ${disputeAnswers} where ${disputeAnswers.disputeId} = ${disputes.id}
      and ${disputeAnswers.state} in ('submitted', 'sent')
  )`,
);

/** Disputes about this seller's sales: those that are open first, then the newest. */
export async function listSellerDisputes(sellerId: SellerId): Promise<readonly DeskDispute[]> {
  const rows = await find(sellerId);
  return rows.map(view).sort((one, other) => Number(other.open) - Number(one.open));
}

/** One of them, looked at at Stripe; null when there is none, or when it is somebody else's. */
export async function readSellerDispute(
  sellerId: SellerId,
  id: DisputeId,
): Promise<DeskDispute | null> {
  const [known] = await find(sellerId, id);
  if (!known) return null;
  if (isOpenDispute(known.dispute.status)) await lookAtLegs([known.dispute.legId]);
  const [found] = await find(sellerId, id);
  return found ? view(found) : null;
}

async function find(sellerId: SellerId, id?: DisputeId) {
  const db = await getDb();
  return db
    .select({
      dispute: disputes,
      answer: disputeAnswers,
      orderNumber: orders.number,
      buyer: users.name,
      accountId: legs.accountId,
    })
    .from(disputes)
    .innerJoin(legs, eq(legs.id, disputes.legId))
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(users, eq(users.id, orders.buyerId))
    .leftJoin(disputeAnswers, eq(disputeAnswers.disputeId, disputes.id))
    .where(and(eq(legs.sellerId, sellerId), id && eq(disputes.id, id)))
    .orderBy(desc(disputes.createdAt), desc(disputes.id))
    .limit(mostRows);
}

function view({ dispute, answer, ...row }: Awaited<ReturnType<typeof find>>[number]): DeskDispute {
  const sent = answer?.state === 'submitted' || answer?.state === 'sent';
  return {
    ...disputeView({ ...dispute, dueBy: dispute.dueBy?.toISOString() ?? null }),
    ...row,
    id: dispute.id,
    legId: dispute.legId,
    canAnswer: isAnswerable(dispute.status) && !sent,
    answer: answer && {
      state: answer.state,
      evidence: answer.evidence,
      submittedAt: answer.submittedAt?.toISOString() ?? null,
      problem: answer.problem?.message ?? null,
      evidenceKey: answer.evidenceKey,
    },
  };
}
