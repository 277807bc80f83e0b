import { and, asc, countDistinct, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import { getDb } from '../store/client';
import {
  orders,
  sellers,
  stalls,
  subscriptionChanges,
  subscriptions,
  syncs,
} from '../store/schema';
import { isShutOut } from '../stripe/failure';
import { starting } from '../subscriptions/starts/claim-starts';
import { isStopped } from '../subscriptions/starts/end-stopped-start';
import { syncing } from '../subscriptions/sync/sync-task';
import {
  all,
  listOf,
  mostRows,
  names,
  patience,
  stalledWork,
  type StoppedList,
} from './stopped-list';
import { startEndingText, stoppedStarts } from './work-text';

export async function stalledStarts(): Promise<StoppedList> {
  const db = await getDb();
  const rows = await db
    .select({
      id: subscriptions.id,
      ...names,
      all,
      accountId: subscriptions.accountId,
      refused: subscriptions.refusedSubscriptionId,
      problem: subscriptions.problem,
      reason: stalls.reason,
      since: subscriptions.attemptedAt,
      isStopped,
    })
    .from(subscriptions)
    .innerJoin(orders, eq(orders.id, subscriptions.orderId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .leftJoin(stalls, eq(stalls.about, subscriptions.id))
    .where(
      or(
        isStopped,
        and(inArray(subscriptions.state, starting), lt(subscriptions.attemptedAt, patience)),
      ),
    )
    .orderBy(asc(subscriptions.attemptedAt), asc(subscriptions.id))
    .limit(mostRows);
  return listOf(rows, (row) => {
    const told = stalledWork('start', row.id, row, [
      ['Subscription', row.id],
      ['Account', row.accountId],
      ['Stripe’s', row.refused],
    ]);
    if (!row.isStopped || !row.problem) return told;
    const left = isShutOut(row.problem) ? 'left' : 'mismatch';
    return {
      ...told,
      ...stoppedStarts[left],
      reason: row.problem.message,
      ending: { what: { subscriptionId: row.id }, follows: startEndingText[left] },
    };
  });
}

/** The newest of each mirror: it carries out what the others left undone. */
export async function stalledSyncs(): Promise<StoppedList> {
  const db = await getDb();
  const isStalled = and(inArray(syncs.state, [...syncing]), lt(syncs.createdAt, patience));
  const rows = await db
    .selectDistinctOn([syncs.subscriptionId], {
      id: subscriptions.id,
      ...names,
      syncId: syncs.id,
      reason: sql<string | null>`coalesce(${stalls.reason}, ${syncs.problem} ->> 'message')`,
      since: syncs.createdAt,
    })
    .from(syncs)
    .innerJoin(subscriptions, eq(subscriptions.id, syncs.subscriptionId))
    .innerJoin(orders, eq(orders.id, subscriptions.orderId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .leftJoin(stalls, eq(stalls.about, syncs.id))
    .where(isStalled)
    .orderBy(asc(syncs.subscriptionId), desc(syncs.number))
    .limit(mostRows);
  const [mirrors] = await db
    .select({ count: countDistinct(syncs.subscriptionId) })
    .from(syncs)
    .where(isStalled);
  const told = rows.map((row) =>
    stalledWork('sync', row.id, row, [
      ['Subscription', row.id],
      ['Sync', row.syncId],
    ]),
  );
  return { rows: told, count: mirrors?.count ?? 0 };
}

export async function stalledChanges(): Promise<StoppedList> {
  const db = await getDb();
  const rows = await db
    .select({
      id: subscriptionChanges.id,
      ...names,
      all,
      subscriptionId: subscriptions.id,
      reason: stalls.reason,
      since: subscriptionChanges.createdAt,
    })
    .from(subscriptionChanges)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionChanges.subscriptionId))
    .innerJoin(orders, eq(orders.id, subscriptions.orderId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .leftJoin(stalls, eq(stalls.about, subscriptionChanges.id))
    .where(
      and(eq(subscriptionChanges.state, 'requested'), lt(subscriptionChanges.createdAt, patience)),
    )
    .orderBy(asc(subscriptionChanges.createdAt), asc(subscriptionChanges.id))
    .limit(mostRows);
  return listOf(rows, (row) =>
    stalledWork('change', row.id, row, [
      ['Change', row.id],
      ['Subscription', row.subscriptionId],
    ]),
  );
}
