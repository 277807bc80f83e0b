/** For tests only: all that events may change: taken down, put back, and said in words that compare. */
import { eq, sql } from 'drizzle-orm';
import type { OrderId } from '../../model/ids';
import { orderStatus } from '../../model/status';
import { getDb, withTx } from '../../store/client';
import {
  attempts,
  disputes,
  legLooks,
  legs,
  memberships,
  refunds,
  savedMethods,
  sellers,
  subscriptionInvoices,
  subscriptions,
  webhookEvents,
} from '../../store/schema';

export type Snapshot = Awaited<ReturnType<typeof snapshot>>;

/** The rows that events may change. */
export async function snapshot() {
  const db = await getDb();
  return {
    legs: await db.select().from(legs).orderBy(legs.id),
    attempts: await db.select().from(attempts).orderBy(attempts.id),
    refunds: await db.select().from(refunds).orderBy(refunds.id),
    savedMethods: await db.select().from(savedMethods).orderBy(savedMethods.id),
    sellers: await db.select().from(sellers).orderBy(sellers.id),
    subscriptions: await db.select().from(subscriptions).orderBy(subscriptions.id),
    invoices: await db
      .select()
      .from(subscriptionInvoices)
      .orderBy(subscriptionInvoices.accountInvoiceId),
    memberships: await db.select().from(memberships).orderBy(memberships.id),
  };
}

/** Puts all of it back to the beginning; what events add is gone. */
export async function restore(start: Snapshot): Promise<void> {
  await withTx(async (tx) => {
    await tx.delete(webhookEvents);
    await tx.execute(sql`delete from pgboss.job`);
    await tx.delete(disputes);
    await tx.delete(refunds);
    await tx.delete(subscriptionInvoices);
    await tx.insert(subscriptionInvoices).values(start.invoices);
    for (const { id, ...row } of start.subscriptions) {
      await tx.update(subscriptions).set(row).where(eq(subscriptions.id, id));
    }
    for (const { id, ...row } of start.memberships) {
      await tx.update(memberships).set(row).where(eq(memberships.id, id));
    }
    await tx.insert(refunds).values(start.refunds);
    await tx.delete(legLooks);
    for (const { id, ...row } of start.legs) await tx.update(legs).set(row).where(eq(legs.id, id));
    for (const { id, ...row } of start.attempts) {
      await tx.update(attempts).set(row).where(eq(attempts.id, id));
    }
    for (const { id, ...row } of start.savedMethods) {
      await tx.update(savedMethods).set(row).where(eq(savedMethods.id, id));
    }
  });
}

/** How all of it and these orders stand, without clocks and names of our own making. */
export async function stateOf(orders: readonly OrderId[]) {
  const db = await getDb();
  const now = await snapshot();
  return {
    legs: now.legs.map(({ id, state, attempt, leaseOwner }) => ({
      id,
      state,
      attempt,
      driven: leaseOwner !== null,
    })),
    attempts: now.attempts
      .map(({ id, cloneId, paymentIntentId, chargeId, problem }) => ({
        id,
        cloneId,
        paymentIntentId,
        chargeId,
        code: problem?.declineCode ?? problem?.code ?? null,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    wallet: now.savedMethods.map(({ id, status, expMonth, isDefault }) => ({
      id,
      status,
      expMonth,
      isDefault,
    })),
    sellers: now.sellers.map(({ id, chargesEnabled }) => ({ id, chargesEnabled })),
    disputes: (await db.select().from(disputes))
      .map(({ legId, accountDisputeId, status, amount }) => ({
        legId,
        accountDisputeId,
        status,
        amount,
      }))
      .sort((a, b) => (a.accountDisputeId < b.accountDisputeId ? -1 : 1)),
    refunds: now.refunds
      .map(({ chargeId, amount, reason, state: at }) => ({ chargeId, amount, reason, at }))
      .sort((a, b) => (a.chargeId < b.chargeId ? -1 : 1)),
    subscriptions: now.subscriptions.map((row) => ({
      ...{ id: row.id, state: row.state, status: row.status, quantity: row.quantity },
      ...{ ends: row.cancelAtPeriodEnd, stripeId: row.accountSubscriptionId },
    })),
    invoices: now.invoices.map((row) => ({
      ...{ id: row.accountInvoiceId, status: row.status, isStray: row.isStray },
      ...{ paid: row.amountPaid, back: row.amountRefunded, chargeId: row.chargeId },
    })),
    memberships: now.memberships.map((row) => ({
      ...{ id: row.id, state: row.state, intentId: row.platformPaymentIntentId },
      ...{ chargeId: row.platformChargeId, method: row.savedMethodId, back: row.amountRefunded },
      ...{ refund: row.platformRefundId, refundState: row.refundState },
      code: row.problem?.declineCode ?? row.problem?.code ?? null,
      ...{ disputes: row.disputes, ended: row.endedAt !== null },
    })),
    looks: (await db.select().from(legLooks))
      .map(({ legId, amountRefunded }) => ({ legId, amountRefunded }))
      .sort((a, b) => (a.legId < b.legId ? -1 : 1)),
    orders: orders.map((id) => {
      const ofOrder = now.legs.filter(({ orderId }) => orderId === id);
      return orderStatus(ofOrder.map((leg) => leg.state));
    }),
  };
}
