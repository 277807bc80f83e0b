import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { ActAbout } from '../model/act';
import { assertNever } from '../model/assert-never';
import type {
  LegId,
  MembershipId,
  RefundId,
  SubscriptionChangeId,
  SubscriptionId,
} from '../model/ids';
import type { WorkRef } from '../model/work';
import { saleOfRow } from '../payments/after-sale/sale-ref';
import { unfinished } from '../payments/move-legs';
import type { Db } from '../store/client';
import {
  legs,
  memberships,
  refunds,
  subscriptionChanges,
  subscriptions,
  syncs,
} from '../store/schema';
import { starting } from '../subscriptions/starts/claim-starts';
import { syncing } from '../subscriptions/sync/sync-task';

/**
 * Ends the pause of a row that does not come to its end, and sends the job that drives it; one that
 * is driven right now is left to whoever does. Answers with what an act on it is about; null when the
 * row is at its end, or there is none.
 */
export async function driveStalled(
  tx: Db,
  { stalled, id }: Extract<WorkRef, { stalled: unknown }>,
): Promise<ActAbout | null> {
  switch (stalled) {
    case 'leg':
      return driveLeg(tx, id as LegId);
    case 'refund':
      return driveRefund(tx, id as RefundId);
    case 'start':
      return driveStart(tx, id as SubscriptionId);
    case 'sync':
      return driveSync(tx, id as SubscriptionId);
    case 'change':
      return driveChange(tx, id as SubscriptionChangeId);
    case 'membership':
      return driveMembership(tx, id as MembershipId);
    default:
      return assertNever(stalled);
  }
}

async function driveLeg(tx: Db, legId: LegId): Promise<ActAbout | null> {
  const open = and(eq(legs.id, legId), inArray(legs.state, [...unfinished]));
  const [row] = await tx.select({ orderId: legs.orderId }).from(legs).where(open);
  if (!row) return null;
  await tx
    .update(legs)
    .set({ leaseUntil: null })
    .where(and(open, isNull(legs.leaseOwner)));
  await sendJob('drive-leg', { legId });
  return { legId, orderId: row.orderId };
}

async function driveRefund(tx: Db, refundId: RefundId): Promise<ActAbout | null> {
  const open = and(eq(refunds.id, refundId), eq(refunds.state, 'granted'));
  const [row] = await tx.select().from(refunds).where(eq(refunds.id, refundId));
  if (row?.state === 'pending') {
    // It was sent: what there is to do is to read it again.
    const sale = saleOfRow(row);
    if ('legId' in sale) await sendJob('look-after-sale', sale);
    else await sendJob('look-after-invoice', sale);
    return { refundId };
  }
  if (row?.state !== 'granted') return null;
  await tx
    .update(refunds)
    // Never taken stays so: by that it is known whether it may have been sent.
    .set({ leaseUntil: sql`case when ${refunds.leaseUntil} is not null then now() end` })
    .where(and(open, isNull(refunds.leaseOwner)));
  await sendJob('send-refund', { refundId });
  return { refundId };
}

async function driveStart(tx: Db, subscriptionId: SubscriptionId): Promise<ActAbout | null> {
  const open = and(eq(subscriptions.id, subscriptionId), inArray(subscriptions.state, starting));
  const [row] = await tx.select({ id: subscriptions.id }).from(subscriptions).where(open);
  if (!row) return null;
  await tx
    .update(subscriptions)
    .set({ leaseUntil: null })
    .where(and(open, isNull(subscriptions.leaseOwner)));
  await sendJob('start-subscription', { subscriptionId });
  return { subscriptionId };
}

async function driveSync(tx: Db, subscriptionId: SubscriptionId): Promise<ActAbout | null> {
  const due = await tx
    .update(syncs)
    .set({ nextTryAt: sql`now()` })
    .where(and(eq(syncs.subscriptionId, subscriptionId), inArray(syncs.state, [...syncing])))
    .returning({ id: syncs.id });
  if (due.length === 0) return null;
  await sendJob('sync-mirror', { subscriptionId });
  return { subscriptionId };
}

async function driveChange(tx: Db, changeId: SubscriptionChangeId): Promise<ActAbout | null> {
  const open = and(
    eq(subscriptionChanges.id, changeId),
    eq(subscriptionChanges.state, 'requested'),
  );
  const [row] = await tx
    .select({ subscriptionId: subscriptionChanges.subscriptionId })
    .from(subscriptionChanges)
    .where(open);
  if (!row) return null;
  await tx
    .update(subscriptionChanges)
    .set({ leaseUntil: null })
    .where(and(open, isNull(subscriptionChanges.leaseOwner)));
  await sendJob('change-subscription', { changeId });
  return row;
}

async function driveMembership(tx: Db, membershipId: MembershipId): Promise<ActAbout | null> {
  const open = and(eq(memberships.id, membershipId), eq(memberships.state, 'processing'));
  const [row] = await tx.select({ id: memberships.id }).from(memberships).where(open);
  if (!row) return null;
  await sendJob('finish-membership', { membershipId });
  return { membershipId };
}
