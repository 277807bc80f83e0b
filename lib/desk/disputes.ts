import 'server-only';
import { and, count, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { DeskDispute, SaleId } from '../model/desk';
import type { EvidenceFileView } from '../model/evidence';
import type { DisputeId, SellerId } from '../model/ids';
import {
  answerableStatuses,
  isAnswerable,
  isOpenDispute,
} from '../payments/after-sale/after-sale-text';
import { disputeOfSale, disputeView } from '../payments/after-sale/after-sale-view';
import { listEvidenceFiles } from '../payments/disputes/evidence-files';
import { invoiceOfDispute } from '../payments/disputes/invoice-of-dispute';
import { lookAtSale } from '../payments/after-sale/look-at-sale';
import { saleOfRow } from '../payments/after-sale/sale-ref';
import { getDb } from '../store/client';
import {
  disputeAnswers,
  disputes,
  legs,
  orders,
  subscriptionInvoices,
  subscriptions,
  users,
} from '../store/schema';

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
  return rows.map((row) => view(row)).sort((one, other) => Number(other.open) - Number(one.open));
}

/** Whether this is one of them, by our own rows alone. */
export async function hasDispute(sellerId: SellerId, id: DisputeId): Promise<boolean> {
  return (await find(sellerId, id)).length > 0;
}

/** One of them, looked at at Stripe; null when there is none, or when it is somebody else's. */
export async function readSellerDispute(
  sellerId: SellerId,
  id: DisputeId,
): Promise<DeskDispute | null> {
  const [known] = await find(sellerId, id);
  if (!known) return null;
  if (isOpenDispute(known.dispute.status)) await lookAtSale(saleOfRow(known.dispute));
  const [found] = await find(sellerId, id);
  return found ? view(found, await listEvidenceFiles(id)) : null;
}

/** How many of them this seller may still answer, and has not. */
export async function countUnanswered(sellerId: SellerId): Promise<number> {
  const db = await getDb();
  const [found] = await db
    .select({ count: count() })
    .from(disputes)
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(and(isOfSeller(sellerId), needsAnswer));
  return found?.count ?? 0;
}

/** For statements that have leg and subscription of a dispute. */
const isOfSeller = (sellerId: SellerId) =>
  or(eq(legs.sellerId, sellerId), eq(subscriptions.sellerId, sellerId));

async function find(sellerId: SellerId, id?: DisputeId) {
  const db = await getDb();
  return db
    .select({
      dispute: disputes,
      answer: disputeAnswers,
      saleId: sql<SaleId>`coalesce(${disputes.legId}, ${disputes.accountInvoiceId})`,
      number: sql<string>`coalesce(
        ${subscriptionInvoices.number}, ${disputes.accountInvoiceId}, ${orders.number}
      )`,
      plan: subscriptions.name,
      buyer: users.name,
      accountId: sql<string>`coalesce(${legs.accountId}, ${disputes.accountId})`,
    })
    .from(disputes)
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(orders, eq(orders.id, legs.orderId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(users, sql`${users.id} = coalesce(${orders.buyerId}, ${subscriptions.buyerId})`)
    .leftJoin(disputeAnswers, eq(disputeAnswers.disputeId, disputes.id))
    .where(and(isOfSeller(sellerId), id && eq(disputes.id, id)))
    .orderBy(desc(disputes.createdAt), desc(disputes.id))
    .limit(mostRows);
}

function view(
  { dispute, answer, ...row }: Awaited<ReturnType<typeof find>>[number],
  files: readonly EvidenceFileView[] = [],
): DeskDispute {
  const sent = answer?.state === 'submitted' || answer?.state === 'sent';
  return {
    ...disputeView(disputeOfSale(dispute)),
    ...row,
    id: dispute.id,
    files,
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
