import 'server-only';
import { and, count, desc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { EvidenceFileView } from '../model/evidence';
import type { DisputeId, SellerId } from '../model/ids';
import { pageAmong, type Paged } from '../model/paging';
import type { DeskDispute, SaleId } from '../model/seller';
import {
  answerableStatuses,
  isAnswerable,
  isOpenDispute,
  openStatuses,
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

const rowsOfPage = 20;

/** True of a dispute that the bank has not decided. */
export const isOpen = inArray(disputes.status, [...openStatuses]);

/** True of a dispute that its seller may still answer, and has not. */
export const needsAnswer = and(
  inArray(disputes.status, [...answerableStatuses]),
  sql`not exists (
    select 1 from ${disputeAnswers} where ${disputeAnswers.disputeId} = ${disputes.id}
      and ${disputeAnswers.state} in ('submitted', 'sent')
  )`,
);

/** A page of the disputes about this seller's sales: those that are open first, then the newest. */
export async function listSellerDisputes(
  sellerId: SellerId,
  page: number,
): Promise<Paged<DeskDispute>> {
  const { view, offset } = pageAmong(await countOf(isOfSeller(sellerId)), rowsOfPage, page);
  const rows = await find(isOfSeller(sellerId), offset);
  return { rows: rows.map((row) => disputeOfDesk(row)), ...view };
}

/** Whether this is one of them, by our own rows alone. */
export async function hasDispute(sellerId: SellerId, id: DisputeId): Promise<boolean> {
  return (await find(isIt(sellerId, id))).length > 0;
}

/** One of them, looked at at Stripe; null when there is none, or when it is somebody else's. */
export async function readSellerDispute(
  sellerId: SellerId,
  id: DisputeId,
): Promise<DeskDispute | null> {
  const [known] = await find(isIt(sellerId, id));
  if (!known) return null;
  if (isOpenDispute(known.dispute.status)) await lookAtSale(saleOfRow(known.dispute));
  const [found] = await find(isIt(sellerId, id));
  return found ? disputeOfDesk(found, await listEvidenceFiles(id)) : null;
}

/** How many of them this seller may still answer, and has not. */
export async function countUnanswered(sellerId: SellerId): Promise<number> {
  return countOf(and(isOfSeller(sellerId), needsAnswer));
}

async function countOf(where: SQL | undefined): Promise<number> {
  const db = await getDb();
  const [found] = await db
    .select({ count: count() })
    .from(disputes)
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(where);
  return found?.count ?? 0;
}

/** For statements that have leg and subscription of a dispute. */
const isOfSeller = (sellerId: SellerId) =>
  or(eq(legs.sellerId, sellerId), eq(subscriptions.sellerId, sellerId));

const isIt = (sellerId: SellerId, id: DisputeId) => and(isOfSeller(sellerId), eq(disputes.id, id));

async function find(where: SQL | undefined, offset = 0) {
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
    .where(where)
    .orderBy(desc(isOpen), desc(disputes.createdAt), desc(disputes.id))
    .limit(rowsOfPage)
    .offset(offset);
}

function disputeOfDesk(
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
