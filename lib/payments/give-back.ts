import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { LegId, OrderId, RefundId } from '../model/ids';
import { orderStatus } from '../model/status';
import { withTx, type Db } from '../store/client';
import { attempts, legs, orderLines, orders, refunds, variants } from '../store/schema';
import { grantRefund } from './refunds/grant-refund';
import { givenOf, restOf } from './refunds/refund-rest';

/**
 * Ends an order of all or nothing of which some sellers were paid and others, in the end, could not
 * be: writes a refund for each paid one (with its key, before any call), gives the goods back to the
 * shelf, and closes the order, all in one transaction. Answers with the refunds to send; with none
 * when this is no such order, or it was closed before.
 */
export function giveBackPaid(orderId: OrderId): Promise<RefundId[]> {
  return withTx(async (tx) => {
    const [order] = await tx
      .select({ decision: orders.decision, settledAt: orders.settledAt })
      .from(orders)
      .where(and(eq(orders.id, orderId), eq(orders.policy, 'all_or_nothing')))
      .for('no key update');
    if (!order?.decision || order.settledAt) return [];
    const found = await tx
      .select({
        id: legs.id,
        state: legs.state,
        amount: legs.amount,
        currency: legs.currency,
        chargeId: attempts.chargeId,
      })
      .from(legs)
      .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
      .where(eq(legs.orderId, orderId))
      .orderBy(asc(legs.id))
      .for('no key update', { of: legs });
    const status = orderStatus(
      found.map(({ state }) => state),
      'all_or_nothing',
    );
    // Also when each is paid after all, e.g. taken by hand in Stripe's Dashboard, after a release.
    const undone = status === 'sent_back' || (status === 'paid' && order.decision === 'release');
    if (!undone) return [];
    const paid = found.filter(({ state }) => state === 'paid');
    await lockShelf(
      tx,
      paid.map(({ id }) => id),
    );
    const made: RefundId[] = [];
    for (const leg of paid) {
      made.push(...(await giveBack(tx, leg)));
    }
    await tx
      .update(orders)
      .set({ settledAt: sql`now()` })
      .where(eq(orders.id, orderId));
    return made;
  });
}

/** Locks the goods of all these legs at once, in the order of a checkout: leg by leg it would be another. */
export async function lockShelf(tx: Db, legIds: readonly LegId[]): Promise<void> {
  const bought = tx
    .select({ id: orderLines.variantId })
    .from(orderLines)
    .where(inArray(orderLines.legId, [...legIds]));
  await tx
    .select({ id: variants.id })
    .from(variants)
    .where(inArray(variants.id, bought))
    .orderBy(asc(variants.id))
    .for('no key update');
}

interface PaidLeg {
  readonly id: LegId;
  readonly amount: number;
  readonly currency: string;
  readonly chargeId: (typeof attempts.$inferSelect)['chargeId'];
}

/** Puts the goods of a leg back on the shelf, which the caller has locked. */
export async function putBack(tx: Db, legId: LegId): Promise<void> {
  await tx
    .update(variants)
    .set({ stock: sql`${variants.stock} + ${orderLines.quantity}` })
    .from(orderLines)
    .where(and(eq(orderLines.legId, legId), eq(variants.id, orderLines.variantId)));
}

async function giveBack(tx: Db, leg: PaidLeg): Promise<RefundId[]> {
  await putBack(tx, leg.id);
  // What the buyer has asked for is theirs now, whoever was to decide; it is not counted twice.
  const asked = await tx
    .update(refunds)
    .set({ state: 'granted', decidedAt: sql`now()`, updatedAt: sql`now()` })
    .where(and(eq(refunds.legId, leg.id), eq(refunds.state, 'requested')))
    .returning({ id: refunds.id });
  const ids = asked.map(({ id }) => id);
  const amount = restOf(leg.amount, await givenOf(tx, { legId: leg.id }));
  if (!leg.chargeId || amount === 0) return ids;
  const { id: legId, chargeId, currency } = leg;
  const reason = 'all_or_nothing';
  return [...ids, await grantRefund(tx, { of: { legId }, chargeId, amount, currency, reason })];
}
