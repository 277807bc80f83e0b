import { and, asc, eq, inArray, lt, or, sql } from 'drizzle-orm';
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
  subscriptionInvoices,
  subscriptions,
} from '../store/schema';
import { isShutOut } from '../stripe/failure';
import {
  all,
  listOf,
  mostRows,
  names,
  notTold,
  patience,
  stalledWork,
  type StoppedList,
} from './stopped-list';
import { endingText, stoppedLegs, stoppedMembership, stoppedRefund } from './work-text';

export async function stalledLegs(): Promise<StoppedList> {
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
    .limit(mostRows);
  return listOf(rows, (row) => {
    const told = stalledWork('leg', row.id, row, [
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

export async function stalledRefunds(): Promise<StoppedList> {
  const db = await getDb();
  const granted = sql<Date>`coalesce(${refunds.decidedAt}, ${refunds.createdAt})`;
  const doesNotAgree = and(
    eq(refunds.state, 'pending'),
    eq(sql`${refunds.problem} ->> 'code'`, 'answer_mismatch'),
  );
  const rows = await db
    .select({
      id: refunds.id,
      ...names,
      all,
      chargeId: refunds.chargeId,
      accountRefundId: refunds.accountRefundId,
      problem: refunds.problem,
      reason: stalls.reason,
      since: granted.mapWith(refunds.createdAt),
      isStopped: sql<boolean>`coalesce(${doesNotAgree}, false)`,
    })
    .from(refunds)
    .leftJoin(legs, eq(legs.id, refunds.legId))
    .leftJoin(subscriptionInvoices, invoiceOfRefund)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(orders, sql`${orders.id} = coalesce(${legs.orderId}, ${subscriptions.orderId})`)
    .innerJoin(sellers, sql`${sellers.id} = coalesce(${legs.sellerId}, ${subscriptions.sellerId})`)
    .leftJoin(stalls, eq(stalls.about, refunds.id))
    .where(or(and(eq(refunds.state, 'granted'), sql`${granted} < ${patience}`), doesNotAgree))
    .orderBy(asc(granted), asc(refunds.id))
    .limit(mostRows);
  return listOf(rows, ({ isStopped, problem, ...row }) => ({
    ...stalledWork(
      'refund',
      row.id,
      { ...row, reason: isStopped && problem ? problem.message : row.reason },
      [
        ['Refund', row.id],
        ['Charge', row.chargeId],
        ['At Stripe', row.accountRefundId],
      ],
    ),
    ...(isStopped ? stoppedRefund : {}),
  }));
}

/** A card pays at once, so what is still on its way after that patience is as strange as a mismatch. */
export async function stalledMemberships(): Promise<StoppedList> {
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
    .limit(mostRows);
  return listOf(rows, ({ id, paymentIntentId, problem, since, doesNotAgree: stopped }) => ({
    ...stalledWork(
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
