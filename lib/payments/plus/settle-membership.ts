/**
 * A year of Plus, brought to what its PaymentIntent says at Stripe now: the one place where a row
 * moves on, whoever asks (its buyer's page, another window, a webhook, the sweeper). What they heard
 * counts for nothing. https://docs.stripe.com/payments/paymentintents/lifecycle
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { plusOffer } from '../../catalog/plus';
import type {
  IdempotencyKey,
  MembershipId,
  PlatformChargeId,
  PlatformPaymentIntentId,
} from '../../model/ids';
import { isBought, isRunning, type MembershipState } from '../../model/membership';
import { getDb, type Db } from '../../store/client';
import { writeLatest } from '../../store/latest-read';
import { buyers, memberships, type StoredDispute, type StoredProblem } from '../../store/schema';
import type { PlatformPaymentIntent } from '../../stripe/platform-payments';
import { platformStripe, type PlatformMethod } from '../../stripe/platform-stripe';
import { lastProblem, ownProblem } from '../../stripe/problem';
import type { Subject } from '../../stripe/subject';
import { idOf } from '../../stripe/fields';
import { boughtDisagreement, membershipDisagreement } from './check-membership';
import { disputesOfIntent, nothingLeft, writeMoney } from './membership-money';
import { putIntoWallet } from '../wallet/put-into-wallet';

export type MembershipRow = typeof memberships.$inferSelect;

/** How it stands, and its PaymentIntent as it was just read; null where it has none. */
export interface SettledMembership {
  readonly row: MembershipRow;
  readonly intent: PlatformPaymentIntent | null;
}

/** Whose page may show the calls that are made for it. */
export const subjectOf = ({ id, buyerId }: Pick<MembershipRow, 'id' | 'buyerId'>): Subject => ({
  buyerId,
  membershipId: id,
});

/**
 * Reads its PaymentIntent and writes what it says. `paid` only when everything agrees with the row;
 * then the card is in the wallet, too. `ended` once all of that money has gone back. Money that came
 * for a row that nobody waits for any more gets the key of its refund, which whoever called has to
 * send. Any number may call it at once. Throws when Stripe cannot be reached.
 */
export function settleMembership(id: MembershipId): Promise<SettledMembership> {
  return writeLatest(
    `membership:${id}`,
    async () => {
      const row = await readMembershipRow(id);
      if (!row.platformPaymentIntentId) return null;
      const read = { subject: subjectOf(row) };
      const { paymentIntents } = platformStripe();
      const intent = await paymentIntents.retrieve(row.platformPaymentIntentId, read);
      return { intent, disputes: await disputesOfIntent(intent, row, read) };
    },
    async (tx, answer) => {
      if (answer) await write(tx, id, answer);
      return { row: await readMembershipRow(id), intent: answer?.intent ?? null };
    },
  );
}

/** Its row. Throws when there is none. */
export async function readMembershipRow(id: MembershipId): Promise<MembershipRow> {
  const db = await getDb();
  const [row] = await db.select().from(memberships).where(eq(memberships.id, id));
  if (!row) throw new Error(`membership ${id} is unknown`);
  return row;
}

/** Stores which PaymentIntent is its own, once, before that can be paid. */
export async function storeIntent(
  id: MembershipId,
  platformPaymentIntentId: PlatformPaymentIntentId,
): Promise<void> {
  const db = await getDb();
  await db
    .update(memberships)
    .set({
      platformPaymentIntentId,
      state: sql`case when ${memberships.state} = 'created' then 'open' else ${memberships.state} end`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(memberships.id, id), isNull(memberships.platformPaymentIntentId)));
}

interface Answer {
  readonly intent: PlatformPaymentIntent;
  readonly disputes: readonly StoredDispute[];
}

async function write(tx: Db, id: MembershipId, { intent, disputes }: Answer): Promise<void> {
  const [found] = await tx
    .select({ buyerId: memberships.buyerId })
    .from(memberships)
    .where(eq(memberships.id, id));
  if (!found) throw new Error(`membership ${id} is unknown`);
  // A buyer's wallet and memberships change in one place at a time; always locked in this order.
  const [buyer] = await tx
    .select()
    .from(buyers)
    .where(eq(buyers.id, found.buyerId))
    .for('no key update');
  const [row] = await tx
    .select()
    .from(memberships)
    .where(eq(memberships.id, id))
    .for('no key update');
  if (!row || row.platformPaymentIntentId !== intent.id) return;
  const wrong = isBought(row.state)
    ? boughtDisagreement(intent, row)
    : membershipDisagreement(intent, { ...row, customer: buyer?.platformCustomerId });
  if (wrong) return refuseAnswer(tx, row, { intent, disputes }, wrong);
  if (intent.status === 'succeeded') {
    if (isRunning(row.state)) await writePaid(tx, row, intent);
    else if (!isBought(row.state)) return wantRefund(tx, row, intent);
    return writeMoney(tx, row, intent, disputes);
  }
  if (!isRunning(row.state)) return;
  await tx
    .update(memberships)
    .set({ ...meaningOf(intent), updatedAt: sql`now()` })
    .where(eq(memberships.id, id));
}

/** Everything but money that has arrived. A press of "Pay" that waited for its answer has it now. */
function meaningOf(intent: PlatformPaymentIntent): {
  state: MembershipState;
  problem: StoredProblem | null;
} {
  const { status } = intent;
  switch (status) {
    case 'requires_payment_method':
      return { state: 'open', problem: lastProblem(intent) };
    case 'requires_confirmation':
    case 'requires_action':
      return { state: 'open', problem: null };
    case 'canceled':
      return { state: 'canceled', problem: null };
    case 'processing':
    case 'requires_capture':
    case 'succeeded':
      return { state: 'processing', problem: null };
    default:
      // Stripe may add a status one day (its type says so); money may have moved, so look again.
      return {
        state: 'processing',
        problem: ownProblem('answer_mismatch', `Unknown PaymentIntent status ${String(status)}.`),
      };
  }
}

async function writePaid(tx: Db, row: MembershipRow, intent: PlatformPaymentIntent): Promise<void> {
  const method = intent.payment_method;
  if (!method || typeof method === 'string') {
    throw new Error(`PaymentIntent ${intent.id} came without its method`);
  }
  // One that was taken off the Customer meanwhile has paid all the same, and is not kept.
  const kept = method.customer
    ? await putIntoWallet(tx, {
        buyerId: row.buyerId,
        method: method as PlatformMethod,
        setupId: null,
        consentVersion: row.consentVersion,
        status: 'active',
        verification: null,
      })
    : null;
  const paidAt = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  await tx
    .update(memberships)
    .set({
      state: 'paid',
      platformChargeId: chargeOf(intent),
      savedMethodId: kept?.savedMethodId ?? null,
      consentAt: paidAt,
      confirmKey: null,
      confirmMethodId: null,
      problem: null,
      paidAt,
      paidUntil: yearAfter(await startOf(tx, row, paidAt)),
      updatedAt: sql`now()`,
    })
    .where(eq(memberships.id, row.id));
}

/** A year begins when it is paid, or when the one before it ends. */
async function startOf(tx: Db, { buyerId }: MembershipRow, paidAt: Date): Promise<Date> {
  const [last] = await tx
    .select({ until: memberships.paidUntil })
    .from(memberships)
    .where(and(eq(memberships.buyerId, buyerId), eq(memberships.state, 'paid')))
    .orderBy(desc(memberships.paidUntil))
    .limit(1);
  return last?.until && last.until > paidAt ? last.until : paidAt;
}

function yearAfter(moment: Date): Date {
  const end = new Date(moment);
  end.setUTCFullYear(end.getUTCFullYear() + plusOffer.years);
  return end;
}

/** Canceled or failed, and paid all the same: the money goes back, once. */
async function wantRefund(
  tx: Db,
  row: MembershipRow,
  intent: PlatformPaymentIntent,
): Promise<void> {
  await tx
    .update(memberships)
    .set({
      refundKey: `plus-refund:${row.id}` as IdempotencyKey,
      platformChargeId: chargeOf(intent),
      updatedAt: sql`now()`,
    })
    .where(and(eq(memberships.id, row.id), isNull(memberships.refundKey)));
}

/**
 * Nothing is called paid on such an answer; it is looked at again, an operator is told, and the buyer
 * may not pay again until no money of it is left here: the payment canceled, or all of it given back,
 * or taken back by a bank.
 */
async function refuseAnswer(
  tx: Db,
  row: MembershipRow,
  { intent, disputes }: Answer,
  wrong: string,
): Promise<void> {
  console.error(`[payments] membership ${row.id}: Stripe's answer was refused, ${wrong}`);
  if (!isRunning(row.state)) return;
  const over =
    intent.status === 'canceled'
      ? 'canceled'
      : intent.status === 'succeeded' && nothingLeft(intent, disputes)
        ? 'failed'
        : null;
  await tx
    .update(memberships)
    .set({
      state: over ?? 'processing',
      problem: ownProblem('answer_mismatch', `Stripe's answer was refused: ${wrong}.`),
      updatedAt: sql`now()`,
    })
    .where(eq(memberships.id, row.id));
}

function chargeOf({ id, latest_charge: charge }: PlatformPaymentIntent): PlatformChargeId {
  const chargeId = idOf(charge);
  if (!chargeId) throw new Error(`PaymentIntent ${id} succeeded without a charge`);
  return chargeId as PlatformChargeId;
}
