/**
 * What became of a payment, as Stripe says now: refunds that arrived or failed, those of Stripe's
 * Dashboard among them, and disputes of the buyer's bank. Whoever heard of news may call this.
 */
import { and, eq, lt, or, sql } from 'drizzle-orm';
import type { DisputeId, LegId } from '../model/ids';
import { getDb, type Db } from '../store/client';
import { writeLatest } from '../store/latest-read';
import { newId } from '../store/new-id';
import { attempts, disputes, legLooks, legs, orders, refunds } from '../store/schema';
import type { AccountDispute, AnsweredRefund } from '../stripe/account-after-sale';
import { accountStripe } from '../stripe/account-stripe';
import type { Subject } from '../stripe/subject';
import { meaningOfRefund } from './settle-refund';

/**
 * Reads charge, refunds and disputes of a leg from its account and writes what they say, unless
 * somebody began to look later. Does nothing for a leg without a charge. Throws when Stripe cannot be
 * reached. https://docs.stripe.com/api/charges/object
 */
export async function convergeAfterSale(legId: LegId): Promise<void> {
  const leg = await readLeg(legId);
  if (!leg) return;
  await writeLatest(
    `after-sale:${legId}`,
    () => ask(leg),
    (tx, found) => write(tx, leg, found),
  );
}

type Leg = NonNullable<Awaited<ReturnType<typeof readLeg>>>;
type Refund = typeof refunds.$inferSelect;

interface Found {
  /** What the charge says was given back; null when nothing was charged. */
  readonly amountRefunded: number | null;
  readonly refunds: readonly { readonly row: Refund; readonly answer: AnsweredRefund }[];
  readonly disputes: readonly AccountDispute[];
}

async function readLeg(legId: LegId) {
  const db = await getDb();
  const [leg] = await db
    .select({
      legId: legs.id,
      state: legs.state,
      orderId: orders.id,
      buyerId: orders.buyerId,
      accountId: legs.accountId,
      chargeId: attempts.chargeId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(eq(legs.id, legId));
  return leg ?? null;
}

async function ask(leg: Leg): Promise<Found> {
  const [{ given, ...found }, ours] = await Promise.all([askCharge(leg), openRefunds(leg.legId)]);
  const answers = await Promise.all(
    ours.map(async (row) => {
      const known = given.find(({ refund }) => refund.id === row.accountRefundId);
      return known ? { row, answer: known } : askRefund(leg, row);
    }),
  );
  return { ...found, refunds: answers.flatMap((one) => one ?? []) };
}

async function askCharge(
  leg: Leg,
): Promise<Omit<Found, 'refunds'> & { readonly given: readonly AnsweredRefund[] }> {
  // The charge of a leg that was not paid took nothing.
  if (!leg.chargeId || leg.state !== 'paid') {
    return { amountRefunded: null, disputes: [], given: [] };
  }
  const stripe = accountStripe(leg.accountId);
  const read = { subject: subjectOf(leg) };
  const { charge, refunds: given } = await stripe.charges.retrieveWithRefunds(leg.chargeId, read);
  const db = await getDb();
  const known = await db
    .select({ id: disputes.id })
    .from(disputes)
    .where(eq(disputes.legId, leg.legId));
  const disputed = charge.disputed || known.length > 0;
  return {
    amountRefunded: charge.amount_refunded,
    disputes: disputed ? await stripe.disputes.list(leg.chargeId, read) : [],
    given,
  };
}

async function openRefunds(legId: LegId): Promise<Refund[]> {
  const db = await getDb();
  return db
    .select()
    .from(refunds)
    .where(
      and(
        eq(refunds.legId, legId),
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
    );
}

async function askRefund(leg: Leg, row: Refund) {
  if (!row.accountRefundId) return null;
  const answer = await accountStripe(leg.accountId).refunds.retrieve(row.accountRefundId, {
    subject: subjectOf(leg),
  });
  return { row, answer };
}

async function write(tx: Db, leg: Leg, found: Found): Promise<void> {
  if (found.amountRefunded !== null) {
    await tx
      .insert(legLooks)
      .values({
        legId: leg.legId,
        amountRefunded: found.amountRefunded,
        nextAt: sql`now() + interval '30 seconds'`,
      })
      .onConflictDoUpdate({
        target: legLooks.legId,
        set: { amountRefunded: found.amountRefunded },
      });
  }
  for (const { row, answer } of found.refunds) await keepRefund(tx, leg, row, answer);
  await keepDisputes(tx, leg.legId, found.disputes);
}

async function keepRefund(tx: Db, leg: Leg, row: Refund, answer: AnsweredRefund): Promise<void> {
  const ours = { ...leg, ...row, refundId: row.id, chargeId: row.chargeId };
  const meaning = meaningOfRefund(answer, ours);
  if (meaning.state === row.state && !meaning.problem) return;
  await tx
    .update(refunds)
    .set({ state: meaning.state, problem: meaning.problem ?? null, updatedAt: sql`now()` })
    // Whoever was quicker has written the same or something newer.
    .where(and(eq(refunds.id, row.id), eq(refunds.state, row.state)));
}

async function keepDisputes(tx: Db, legId: LegId, found: readonly AccountDispute[]): Promise<void> {
  if (found.length === 0) return;
  await tx
    .insert(disputes)
    .values(
      found.map((dispute) => ({
        id: newId<DisputeId>('dsp'),
        legId,
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

function subjectOf({ buyerId, orderId, legId }: Leg): Subject {
  return { buyerId, orderId, legId };
}
