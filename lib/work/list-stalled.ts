import 'server-only';
import { and, asc, countDistinct, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { OrderId } from '../model/ids';
import type { StalledKind, StoppedWork } from '../model/work';
import { stoppedCodes } from '../payments/end-stopped-leg';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import { getDb } from '../store/client';
import {
  attempts,
  legs,
  memberships,
  orders,
  refunds,
  savedMethods,
  sellers,
  stalls,
  subscriptionChanges,
  subscriptionInvoices,
  subscriptions,
  syncs,
} from '../store/schema';
import { isShutOut } from '../stripe/failure';
import { starting } from '../subscriptions/starts/claim-starts';
import { isStopped } from '../subscriptions/starts/end-stopped-start';
import { syncing } from '../subscriptions/sync/sync-task';
import {
  endingText,
  stalledAdvice,
  stalledTitles,
  startEndingText,
  stoppedLegs,
  stoppedMembership,
  stoppedStarts,
} from './work-text';

/** So long may a row be on its way before somebody is told. */
const patience = sql`now() - interval '30 minutes'`;
const most = 50;
/** How many there are of what is cut off after the first. */
const all = sql<number>`(count(*) over ())::int`;

/** The first of what stopped, and how many there are. */
export interface StoppedList {
  readonly rows: readonly StoppedWork[];
  readonly count: number;
}

const listOf = <Row extends { readonly all: number }>(
  rows: readonly Row[],
  told: (row: Row) => StoppedWork,
): StoppedList => ({ rows: rows.map(told), count: rows[0]?.all ?? 0 });

/**
 * Rows about money that should be at their end by now, the oldest first: their drivers put them back
 * with every fault and go on later, so no job of theirs ever dies. What waits for a buyer, or for a
 * bank that takes its days, is not among them; a payment that does not agree is, from the first look.
 */
export async function listStalled(): Promise<StoppedList> {
  const lists = await Promise.all([
    stalledLegs(),
    stalledRefunds(),
    stalledStarts(),
    stalledSyncs(),
    stalledChanges(),
    stalledMemberships(),
  ]);
  return {
    rows: lists
      .flatMap(({ rows }) => rows)
      .sort((one, other) => one.since.localeCompare(other.since)),
    count: lists.reduce((sum, { count }) => sum + count, 0),
  };
}

async function stalledLegs(): Promise<StoppedList> {
  const db = await getDb();
  const legIsStopped = and(
    eq(legs.state, 'processing'),
    inArray(sql`${attempts.problem} ->> 'code'`, [...stoppedCodes]),
  );
  const begun = sql<Date>`case when ${legs.state} in ('capturing', 'releasing')
    then coalesce(${orders.decidedAt}, ${attempts.createdAt}) else ${attempts.createdAt} end`;
  const rows = await db
    .select({
      id: legs.id,
      ...names,
      all,
      accountId: legs.accountId,
      paymentIntentId: attempts.paymentIntentId,
      state: legs.state,
      problem: attempts.problem,
      reason: stalls.reason,
      since: begun.mapWith(attempts.createdAt),
      isStopped: sql<boolean>`coalesce(${legIsStopped}, false)`,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(sellers, eq(sellers.id, legs.sellerId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .innerJoin(savedMethods, eq(savedMethods.id, attempts.savedMethodId))
    .leftJoin(stalls, eq(stalls.about, attempts.id))
    .where(
      sql`${legIsStopped} or (${begun} < ${patience} and case ${legs.state}
        when 'processing' then ${legs.leaseOwner} is null
          and (${savedMethods.type} = 'card' or ${begun} < now() - interval '10 days')
        else ${inArray(legs.state, ['created', 'cloning', 'charging', 'capturing', 'releasing'])}
      end)`,
    )
    .orderBy(asc(begun), asc(legs.id))
    .limit(most);
  return listOf(rows, (row) => {
    const told = work('leg', row.id, row, [
      ['Leg', row.id],
      ['Account', row.accountId],
      ['PaymentIntent', row.paymentIntentId],
    ]);
    if (!row.isStopped || !row.problem) return { ...told, reason: row.reason ?? notTold };
    const left = isShutOut(row.problem);
    return {
      ...told,
      ...stoppedLegs[left ? 'left' : 'mismatch'],
      reason: row.problem.message,
      ending: { what: { legId: row.id }, follows: endingText[left ? 'left' : 'mismatch'] },
    };
  });
}

async function stalledRefunds(): Promise<StoppedList> {
  const db = await getDb();
  const granted = sql<Date>`coalesce(${refunds.decidedAt}, ${refunds.createdAt})`;
  const rows = await db
    .select({
      id: refunds.id,
      ...names,
      all,
      chargeId: refunds.chargeId,
      reason: stalls.reason,
      since: granted.mapWith(refunds.createdAt),
    })
    .from(refunds)
    .leftJoin(legs, eq(legs.id, refunds.legId))
    .leftJoin(subscriptionInvoices, invoiceOfRefund)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(orders, sql`${orders.id} = coalesce(${legs.orderId}, ${subscriptions.orderId})`)
    .innerJoin(sellers, sql`${sellers.id} = coalesce(${legs.sellerId}, ${subscriptions.sellerId})`)
    .leftJoin(stalls, eq(stalls.about, refunds.id))
    .where(and(eq(refunds.state, 'granted'), sql`${granted} < ${patience}`))
    .orderBy(asc(granted), asc(refunds.id))
    .limit(most);
  return listOf(rows, (row) =>
    work('refund', row.id, row, [
      ['Refund', row.id],
      ['Charge', row.chargeId],
    ]),
  );
}

async function stalledStarts(): Promise<StoppedList> {
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
    .limit(most);
  return listOf(rows, (row) => {
    const told = work('start', row.id, row, [
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
async function stalledSyncs(): Promise<StoppedList> {
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
    .limit(most);
  const [mirrors] = await db
    .select({ count: countDistinct(syncs.subscriptionId) })
    .from(syncs)
    .where(isStalled);
  const told = rows.map((row) =>
    work('sync', row.id, row, [
      ['Subscription', row.id],
      ['Sync', row.syncId],
    ]),
  );
  return { rows: told, count: mirrors?.count ?? 0 };
}

async function stalledChanges(): Promise<StoppedList> {
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
    .limit(most);
  return listOf(rows, (row) =>
    work('change', row.id, row, [
      ['Change', row.id],
      ['Subscription', row.subscriptionId],
    ]),
  );
}

/** A card pays at once, so what is still on its way after that patience is as strange as a mismatch. */
async function stalledMemberships(): Promise<StoppedList> {
  const db = await getDb();
  const doesNotAgree = sql<boolean>`coalesce(${memberships.problem} ->> 'code' = 'answer_mismatch', false)`;
  const rows = await db
    .select({
      id: memberships.id,
      all,
      paymentIntentId: memberships.platformPaymentIntentId,
      problem: memberships.problem,
      since: memberships.createdAt,
      doesNotAgree,
    })
    .from(memberships)
    .where(
      and(
        eq(memberships.state, 'processing'),
        or(doesNotAgree, lt(memberships.createdAt, patience)),
      ),
    )
    .orderBy(asc(memberships.createdAt), asc(memberships.id))
    .limit(most);
  return listOf(rows, ({ id, paymentIntentId, problem, since, doesNotAgree: stopped }) => ({
    ...work(
      'membership',
      id,
      { orderId: null, order: '', seller: '', reason: problem?.message ?? null, since },
      [
        ['Membership', id],
        ['PaymentIntent', paymentIntentId],
      ],
    ),
    about: 'Souk Plus',
    ...(stopped ? stoppedMembership : {}),
  }));
}

const names = { orderId: orders.id, order: orders.number, seller: sellers.name };

interface Stalled {
  readonly orderId: OrderId | null;
  readonly order: string;
  readonly seller: string;
  readonly reason: string | null;
  readonly since: Date;
}

function work(
  kind: StalledKind,
  id: string,
  { orderId, order, seller, reason, since }: Stalled,
  codes: StoppedWork['codes'],
): StoppedWork {
  return {
    key: `${kind} ${id}`,
    ref: { stalled: kind, id },
    title: stalledTitles[kind],
    about: `${order}, ${seller}`,
    orderId,
    triesText: `For ${lengthOf(Date.now() - since.getTime())}`,
    since: since.toISOString(),
    nextTryAt: null,
    reason: reason ?? notTold,
    codes,
    canTry: true,
    advice: stalledAdvice,
    ending: null,
  };
}

const notTold = 'Nobody has said why so far.';

function lengthOf(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  const [count, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 2_880
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1_440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
