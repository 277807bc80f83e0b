/**
 * What became of paid legs: Stripe is asked whether a refund arrived or failed and whether a bank
 * disputes the payment. Often while things are new, seldom later.
 */
import { and, desc, eq, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { AccountChargeId, AccountId, BuyerId, DisputeId, LegId, OrderId } from '../model/ids';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { attempts, disputes, legLooks, legs, orders, refunds } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import type { AccountDispute } from '../stripe/account-after-sale';
import { faultText } from '../stripe/failure';
import type { Subject } from '../stripe/subject';
import { meaningOfRefund } from './settle-refund';

interface PaidLeg {
  readonly legId: LegId;
  readonly orderId: OrderId;
  readonly buyerId: BuyerId;
  readonly accountId: AccountId;
  readonly chargeId: AccountChargeId | null;
}

const patienceMs = 1_000;

/**
 * Looks at the paid legs of this buyer's order that were not looked at in the last few seconds. Whoever
 * is first looks. Waits for Stripe a second at most and never throws, since the page can tell what is
 * known; what comes later is there at the next look.
 */
export async function lookAtOrder(buyerId: BuyerId, orderId: OrderId): Promise<void> {
  const looking = takeTurns(
    sql`${legs.orderId} = (
      select ${orders.id} from ${orders}
      where ${orders.id} = ${orderId} and ${orders.buyerId} = ${buyerId}
    )`,
    fresh,
  ).then(lookAt);
  await briefly(looking);
}

/** The same for what an operator's page shows. */
export async function lookAtLegs(legIds: readonly LegId[]): Promise<void> {
  if (legIds.length > 0)
    await briefly(takeTurns(inArray(legs.id, [...legIds]), fresh).then(lookAt));
}

/** One round of the sweeper: a few legs whose time has come, those never looked at among them. */
export async function lookAtDueLegs(): Promise<void> {
  await lookAt(await takeTurns(undefined, lte(legLooks.nextAt, sql`now()`)));
}

async function briefly(looking: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  const caught = looking.catch((error: unknown) => {
    console.error(`[payments] paid legs were not looked at: ${faultText(error)}`);
  });
  await Promise.race([caught, enough]);
  clearTimeout(timer);
}

const fresh = lt(legLooks.lookedAt, sql`now() - interval '5 seconds'`);

/**
 * Marks legs as being looked at now, in one statement, so that no two processes ask the same; answers
 * with them. A leg that was paid a moment ago is left alone: its page has just been told.
 */
async function takeTurns(which: SQL | undefined, due: SQL): Promise<PaidLeg[]> {
  const db = await getDb();
  const paid = and(
    eq(legs.state, 'paid'),
    lt(legs.paidAt, sql`now() - interval '1 second'`),
    or(isNull(legLooks.legId), due),
    which,
  );
  const { rows } = (await db.execute(sql`
    insert into ${legLooks} (leg_id, looked_at, next_at)
    select ${legs.id}, now(), ${nextLook}
    from ${legs}
    left join ${legLooks} on ${legLooks.legId} = ${legs.id}
    where ${paid}
    order by coalesce(${legLooks.nextAt}, ${legs.paidAt}), ${legs.id}
    limit 20
    on conflict (leg_id) do update set looked_at = excluded.looked_at, next_at = excluded.next_at
    where ${due}
    returning leg_id as id
  `)) as unknown as { rows: { id: LegId }[] };
  if (rows.length === 0) return [];
  return db
    .select({
      legId: legs.id,
      orderId: orders.id,
      buyerId: orders.buyerId,
      accountId: legs.accountId,
      chargeId: attempts.chargeId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(
      inArray(
        legs.id,
        rows.map(({ id }) => id),
      ),
    );
}

/** When something last happened to a leg: it was paid, or one of its refunds moved. */
const happened = sql`greatest(${legs.paidAt}, (
  select max(${refunds.updatedAt}) from ${refunds} where ${refunds.legId} = ${legs.id}
))`;

/**
 * When to look again: after a quarter of the time since something happened, from half a minute to six
 * hours; never once banks let cardholders dispute no more, which is after about 120 days.
 * https://docs.stripe.com/disputes/how-disputes-work
 */
const nextLook = sql`case when ${happened} > now() - interval '130 days' then
  now() + least(greatest((now() - ${happened}) / 4, interval '30 seconds'), interval '6 hours') end`;

async function lookAt(found: readonly PaidLeg[]): Promise<void> {
  await Promise.all(
    found.map((leg) =>
      look(leg).catch((error: unknown) => {
        console.error(`[payments] leg ${leg.legId} was not looked at: ${faultText(error)}`);
      }),
    ),
  );
}

async function look(leg: PaidLeg): Promise<void> {
  const { chargeId } = leg;
  if (!chargeId) return;
  const stripe = accountStripe(leg.accountId);
  const read = { subject: subjectOf(leg) };
  const db = await getDb();
  const [charge, ours] = await Promise.all([
    stripe.charges.retrieve(chargeId, read),
    db
      .select()
      .from(refunds)
      .where(
        and(
          eq(refunds.legId, leg.legId),
          or(
            eq(refunds.state, 'pending'),
            // A bank may send the money back weeks after it seemed to have taken it.
            // https://docs.stripe.com/refunds#failed-refunds
            and(
              eq(refunds.state, 'succeeded'),
              lt(sql`now() - interval '30 days'`, refunds.updatedAt),
            ),
          ),
        ),
      )
      .orderBy(desc(refunds.number)),
  ]);
  await db
    .update(legLooks)
    .set({ amountRefunded: charge.amount_refunded })
    .where(eq(legLooks.legId, leg.legId));
  await Promise.all(ours.map((refund) => lookAtRefund(leg, refund)));
  const known = await db
    .select({ id: disputes.id })
    .from(disputes)
    .where(eq(disputes.legId, leg.legId));
  if (charge.disputed || known.length > 0) {
    await keepDisputes(leg, await stripe.disputes.list(chargeId, read));
  }
}

async function lookAtRefund(leg: PaidLeg, row: typeof refunds.$inferSelect): Promise<void> {
  if (!row.accountRefundId) return;
  const answer = await accountStripe(leg.accountId).refunds.retrieve(row.accountRefundId, {
    subject: subjectOf(leg),
  });
  const ours = { ...leg, ...row, refundId: row.id, chargeId: row.chargeId };
  const meaning = meaningOfRefund(answer, ours);
  if (meaning.state === row.state && !meaning.problem) return;
  const db = await getDb();
  await db
    .update(refunds)
    .set({ state: meaning.state, problem: meaning.problem ?? null, updatedAt: sql`now()` })
    // Whoever was quicker has written the same or something newer.
    .where(and(eq(refunds.id, row.id), eq(refunds.state, row.state)));
}

async function keepDisputes(leg: PaidLeg, found: readonly AccountDispute[]): Promise<void> {
  if (found.length === 0) return;
  const db = await getDb();
  await db
    .insert(disputes)
    .values(
      found.map((dispute) => ({
        id: newId<DisputeId>('dsp'),
        legId: leg.legId,
        accountDisputeId: dispute.id,
        amount: dispute.amount,
        currency: dispute.currency,
        reason: dispute.reason,
        status: dispute.status,
        refundable: dispute.is_charge_refundable,
        dueBy: dispute.evidence_details.due_by
          ? new Date(dispute.evidence_details.due_by * 1000)
          : null,
        createdAt: new Date(dispute.created * 1000),
      })),
    )
    .onConflictDoUpdate({
      target: disputes.accountDisputeId,
      set: {
        amount: sql`excluded.amount`,
        reason: sql`excluded.reason`,
        status: sql`excluded.status`,
        refundable: sql`excluded.refundable`,
        dueBy: sql`excluded.due_by`,
        updatedAt: sql`now()`,
      },
    });
}

function subjectOf({ buyerId, orderId, legId }: PaidLeg): Subject {
  return { buyerId, orderId, legId };
}
