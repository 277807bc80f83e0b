/**
 * What became of a payment, as Stripe says now: refunds that arrived or failed, those of Stripe's
 * Dashboard among them, and disputes of the buyer's bank. Whoever heard of news may call this.
 */
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { AccountChargeId, DisputeId } from '../../model/ids';
import { getDb, type Db } from '../../store/client';
import { writeLatest } from '../../store/latest-read';
import { newId } from '../../store/new-id';
import {
  attempts,
  disputes,
  legLooks,
  legs,
  orders,
  refunds,
  subscriptionInvoices,
  subscriptions,
} from '../../store/schema';
import type { AccountDispute, AnsweredRefund } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import {
  isAboutSale,
  isInvoice,
  isOfSale,
  refundMetadata,
  subjectOfSale,
  type SaleNames,
  type SaleRef,
} from '../after-sale/sale-ref';
import { meaningOfRefund } from '../refunds/settle-refund';

/**
 * Reads charge, refunds and disputes of a sale from its account and writes what they say, unless
 * somebody began to look later. Does nothing for a sale without a charge. Throws when Stripe cannot be
 * reached. https://docs.stripe.com/api/charges/object
 */
export async function convergeAfterSale(ref: SaleRef): Promise<void> {
  const sale = await readSale(ref);
  if (!sale) return;
  await writeLatest(
    `after-sale:${sale.legId ?? sale.accountInvoiceId}`,
    () => ask(sale),
    (tx, found) => write(tx, sale, found),
  );
}

interface Sale extends SaleNames {
  readonly ref: SaleRef;
  readonly paid: boolean;
  readonly chargeId: AccountChargeId | null;
}

type Refund = typeof refunds.$inferSelect;

interface Found {
  /** What the charge says was given back; null when nothing was charged. */
  readonly amountRefunded: number | null;
  readonly refunds: readonly { readonly row: Refund; readonly answer: AnsweredRefund }[];
  readonly disputes: readonly AccountDispute[];
}

async function readSale(ref: SaleRef): Promise<Sale | null> {
  const db = await getDb();
  if (!('legId' in ref)) return readInvoice(db, ref);
  const [leg] = await db
    .select({
      legId: legs.id,
      paid: sql<boolean>`${legs.state} = 'paid'`,
      orderId: orders.id,
      buyerId: orders.buyerId,
      accountId: legs.accountId,
      chargeId: attempts.chargeId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(eq(legs.id, ref.legId));
  return leg ? { ref, ...leg, accountInvoiceId: null, subscriptionId: null } : null;
}

async function readInvoice(
  db: Db,
  ref: Extract<SaleRef, { accountInvoiceId: unknown }>,
): Promise<Sale | null> {
  const [invoice] = await db
    .select({
      paid: sql<boolean>`${subscriptionInvoices.status} = 'paid'`,
      buyerId: subscriptions.buyerId,
      subscriptionId: subscriptions.id,
      chargeId: subscriptionInvoices.chargeId,
    })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(isInvoice(ref));
  return invoice ? { ref, ...ref, ...invoice, legId: null, orderId: null } : null;
}

async function ask(sale: Sale): Promise<Found> {
  const [{ given, ...found }, ours] = await Promise.all([askCharge(sale), openRefunds(sale.ref)]);
  const answers = await Promise.all(
    ours.map(async (row) => {
      const known = given.find(({ refund }) => refund.id === row.accountRefundId);
      return known ? { row, answer: known } : askRefund(sale, row);
    }),
  );
  return { ...found, refunds: answers.flatMap((one) => one ?? []) };
}

async function askCharge(
  sale: Sale,
): Promise<Omit<Found, 'refunds'> & { readonly given: readonly AnsweredRefund[] }> {
  // The charge of a sale that was not paid took nothing.
  if (!sale.chargeId || !sale.paid) {
    return { amountRefunded: null, disputes: [], given: [] };
  }
  const stripe = accountStripe(sale.accountId);
  const read = { subject: subjectOfSale(sale) };
  const { charge, refunds: given } = await stripe.charges.retrieveWithRefunds(sale.chargeId, read);
  const disputed = charge.disputed || (await wasDisputed(sale));
  return {
    amountRefunded: charge.amount_refunded,
    disputes: disputed ? await stripe.disputes.list(sale.chargeId, read) : [],
    given,
  };
}

async function wasDisputed({ ref }: Sale): Promise<boolean> {
  const db = await getDb();
  const known = await db
    .select({ id: disputes.id })
    .from(disputes)
    .where(isAboutSale(ref))
    .limit(1);
  return known.length > 0;
}

async function openRefunds(ref: SaleRef): Promise<Refund[]> {
  const db = await getDb();
  return db
    .select()
    .from(refunds)
    .where(
      and(
        isOfSale(ref),
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

async function askRefund(sale: Sale, row: Refund) {
  if (!row.accountRefundId) return null;
  const answer = await accountStripe(sale.accountId).refunds.retrieve(row.accountRefundId, {
    subject: subjectOfSale(sale),
  });
  return { row, answer };
}

async function write(tx: Db, sale: Sale, found: Found): Promise<void> {
  if (found.amountRefunded !== null) await keepLook(tx, sale, found);
  for (const { row, answer } of found.refunds) await keepRefund(tx, sale, row, answer);
  await keepDisputes(tx, sale, found.disputes);
}

async function keepLook(tx: Db, { ref }: Sale, found: Found): Promise<void> {
  const amountRefunded = found.amountRefunded ?? 0;
  if ('legId' in ref) {
    await tx
      .insert(legLooks)
      .values({ legId: ref.legId, amountRefunded, nextAt: sql`now() + interval '30 seconds'` })
      .onConflictDoUpdate({ target: legLooks.legId, set: { amountRefunded } });
    return;
  }
  await tx.update(subscriptionInvoices).set({ amountRefunded }).where(isInvoice(ref));
}

async function keepRefund(tx: Db, sale: Sale, row: Refund, answer: AnsweredRefund): Promise<void> {
  const { accountId } = sale;
  const metadata = refundMetadata(sale, row.id);
  const meaning = meaningOfRefund(answer, { ...row, accountId, refundId: row.id, metadata });
  if (meaning.state === row.state && meaning.problem?.message === row.problem?.message) return;
  await tx
    .update(refunds)
    .set({ state: meaning.state, problem: meaning.problem ?? null, updatedAt: sql`now()` })
    // Whoever was quicker has written the same or something newer.
    .where(and(eq(refunds.id, row.id), eq(refunds.state, row.state)));
}

async function keepDisputes(tx: Db, sale: Sale, found: readonly AccountDispute[]): Promise<void> {
  if (found.length === 0) return;
  const { legId, accountId, accountInvoiceId } = sale;
  const of = legId ? { legId } : { accountId, accountInvoiceId };
  await tx
    .insert(disputes)
    .values(
      found.map((dispute) => ({
        id: newId<DisputeId>('dsp'),
        ...of,
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
  await lookAgain(tx, sale);
}

/** A sale so old that it is looked at no more is looked at again, as a bank now decides about it. */
async function lookAgain(tx: Db, { ref }: Sale): Promise<void> {
  const soon = sql`now() + interval '6 hours'`;
  if ('legId' in ref) {
    await tx
      .update(legLooks)
      .set({ nextAt: soon })
      .where(and(eq(legLooks.legId, ref.legId), isNull(legLooks.nextAt)));
  } else {
    await tx
      .update(subscriptionInvoices)
      .set({ nextLookAt: soon })
      .where(and(isInvoice(ref), isNull(subscriptionInvoices.nextLookAt)));
  }
}
