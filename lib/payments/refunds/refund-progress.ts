/**
 * Where each refund stands, on disk. As for legs, every function is one statement and a
 * compare-and-set: a process that dies leaves all of it or nothing, and whoever lost the lease writes
 * nothing.
 */
import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { RefundReason } from '../../model/after-sale';
import type {
  AccountChargeId,
  AccountId,
  AccountRefundId,
  BuyerId,
  IdempotencyKey,
  RefundId,
} from '../../model/ids';
import { getDb } from '../../store/client';
import { leaseFor, leaseIsFree, pauseSince } from '../../store/lease';
import {
  legs,
  orders,
  refunds,
  subscriptionInvoices,
  subscriptions,
  type StoredProblem,
} from '../../store/schema';
import type { Subject } from '../../stripe/subject';
import {
  refundMetadata,
  saleOfRow,
  subjectOfSale,
  type SaleNames,
  type SaleRef,
} from '../after-sale/sale-ref';

/** Everything that is needed to send a refund or to ask about it, from our own rows alone. */
export interface RefundTask {
  readonly refundId: RefundId;
  readonly owner: string;
  readonly of: SaleRef;
  /** What its calls are filed under. */
  readonly subject: Subject;
  /** What it says of itself at Stripe. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly accountId: AccountId;
  readonly chargeId: AccountChargeId;
  readonly accountRefundId: AccountRefundId | null;
  readonly amount: number;
  readonly currency: string;
  /** Of the sale: the platform's share. */
  readonly feeAmount: number;
  readonly reason: RefundReason;
  readonly refundKey: IdempotencyKey;
  readonly grantedAt: Date;
  /** Stripe forgets a key after 24 hours and would then take it for a new one. */
  readonly keyForgotten: boolean;
  /** So young that a refund whose answer was lost may not be in the account's list yet. */
  readonly young: boolean;
  /** Somebody has taken it before us, and may have sent it. */
  readonly takenBefore: boolean;
}

/** Takes the lease of a granted refund that nobody is sending; null when there is none to take. */
export async function claimRefund(refundId: RefundId, owner: string): Promise<RefundTask | null> {
  const db = await getDb();
  // Whoever takes it leaves the end of a lease behind, or of a pause.
  const before = db.$with('before').as(
    db
      .select({
        id: refunds.id,
        taken: sql<boolean>`${refunds.leaseUntil} is not null`.as('taken'),
      })
      .from(refunds)
      .where(eq(refunds.id, refundId))
      .for('no key update'),
  );
  const claimed = db.$with('claimed').as(
    db
      .update(refunds)
      .set({ leaseOwner: owner, leaseUntil: leaseFor, updatedAt: sql`now()` })
      .where(
        and(
          inArray(refunds.id, db.select({ id: before.id }).from(before)),
          eq(refunds.state, 'granted'),
          or(eq(refunds.leaseOwner, owner), nobodySends),
        ),
      )
      .returning(),
  );
  const [task] = await db
    .with(before, claimed)
    .select({
      refundId: claimed.id,
      owner: sql<string>`${owner}`,
      legId: claimed.legId,
      orderId: orders.id,
      accountInvoiceId: claimed.accountInvoiceId,
      subscriptionId: subscriptions.id,
      buyerId: sql<BuyerId>`coalesce(${orders.buyerId}, ${subscriptions.buyerId})`,
      accountId: sql<AccountId>`coalesce(${legs.accountId}, ${claimed.accountId})`,
      chargeId: claimed.chargeId,
      accountRefundId: claimed.accountRefundId,
      amount: claimed.amount,
      currency: claimed.currency,
      feeAmount: sql<number>`coalesce(${claimed.chargeFeeAmount}, ${legs.feeAmount}, ${subscriptionInvoices.feeAmount}, 0)`,
      reason: claimed.reason,
      refundKey: claimed.refundKey,
      grantedAt: sql<Date>`coalesce(${claimed.decidedAt}, ${claimed.createdAt})`.mapWith(
        refunds.createdAt,
      ),
      keyForgotten: sql<boolean>`${claimed.decidedAt} < now() - interval '23 hours'`,
      young: sql<boolean>`${claimed.decidedAt} > now() - interval '2 minutes'`,
      takenBefore: before.taken,
    })
    .from(claimed)
    .innerJoin(before, eq(before.id, claimed.id))
    .leftJoin(legs, eq(legs.id, claimed.legId))
    .leftJoin(orders, eq(orders.id, legs.orderId))
    .leftJoin(
      subscriptionInvoices,
      and(
        eq(subscriptionInvoices.accountId, claimed.accountId),
        eq(subscriptionInvoices.accountInvoiceId, claimed.accountInvoiceId),
      ),
    )
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId));
  return task ? taskOf(task) : null;
}

interface Claimed extends SaleNames, Omit<RefundTask, 'of' | 'subject' | 'metadata'> {}

function taskOf(row: Claimed): RefundTask {
  const of = saleOfRow(row);
  return { ...row, of, subject: subjectOfSale(row), metadata: refundMetadata(row, row.refundId) };
}

/** Granted refunds that nobody sends, oldest first. */
export async function freeRefunds(): Promise<RefundId[]> {
  const db = await getDb();
  const free = await db
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.state, 'granted'), nobodySends))
    .orderBy(asc(refunds.updatedAt), asc(refunds.id))
    .limit(20);
  return free.map(({ id }) => id);
}

const nobodySends = leaseIsFree(refunds.leaseOwner, refunds.leaseUntil);

export interface RefundEnding {
  readonly state: 'pending' | 'succeeded' | 'failed';
  readonly accountRefundId?: AccountRefundId | null;
  readonly problem?: StoredProblem | null;
}

/** What came of sending it, and the end of the lease. False when the lease was lost meanwhile. */
export async function storeRefund(task: RefundTask, ending: RefundEnding): Promise<boolean> {
  const db = await getDb();
  const stored = await db
    .update(refunds)
    .set({
      state: ending.state,
      // What is known stays known.
      ...(ending.accountRefundId ? { accountRefundId: ending.accountRefundId } : {}),
      problem: ending.problem ?? null,
      leaseOwner: null,
      leaseUntil: null,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(refunds.id, task.refundId),
        eq(refunds.state, 'granted'),
        eq(refunds.leaseOwner, task.owner),
      ),
    )
    .returning({ id: refunds.id });
  return stored.length > 0;
}

/** The seller's account has left: whether it was sent is asked once a day, until it can be read there. */
export async function pauseRefund(task: RefundTask): Promise<void> {
  const db = await getDb();
  await db
    .update(refunds)
    .set({ leaseOwner: null, leaseUntil: sql`now() + interval '1 day'` })
    .where(and(eq(refunds.id, task.refundId), eq(refunds.leaseOwner, task.owner)));
}

/** Gives the lease back with the refund still granted; free again after a pause that grows. */
export async function releaseRefund(task: RefundTask): Promise<void> {
  const db = await getDb();
  await db
    .update(refunds)
    .set({ leaseOwner: null, leaseUntil: sql`now() + ${pauseSince(task.grantedAt)}` })
    .where(and(eq(refunds.id, task.refundId), eq(refunds.leaseOwner, task.owner)));
}
