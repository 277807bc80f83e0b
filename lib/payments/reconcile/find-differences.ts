import { and, eq, gte, inArray, lt, or, sql } from 'drizzle-orm';
import type { DifferenceKind } from '../../model/difference';
import type {
  AccountChargeId,
  AccountId,
  AccountRefundId,
  AttemptId,
  LegId,
} from '../../model/ids';
import { getDb } from '../../store/client';
import { attempts, legs, refunds } from '../../store/schema';
import type { AccountCharge, AccountRefund, TimeSpan } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { orNull } from '../../stripe/failure';
import { findFeeDifferences } from './find-fee-differences';
import { findInvoiceDifferences, readInvoices } from './find-invoice-differences';
import { findUndecided } from './find-undecided';
import { chargeOf, isIn, rowOfCharge } from './on-account';
import { stoppedCodes } from '../end-stopped-leg';
import { isUnderWay } from '../move-legs';

/** What one account and our rows do not agree about. Amounts are minor units, null: has nothing. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Stripe's charge or refund; our own row where Stripe has none. */
  readonly objectId: string;
  readonly legId: LegId | null;
  readonly ourAmount: number | null;
  readonly ourCurrency: string | null;
  readonly theirAmount: number | null;
  readonly theirCurrency: string | null;
}

/**
 * Compares what an account was charged and gave back in this time with our rows. Charges without our
 * metadata are the seller's own and none of our business, but for those of our buyers' subscriptions.
 * Throws when Stripe cannot be reached.
 * https://docs.stripe.com/connect/direct-charges
 */
export async function findDifferences(
  accountId: AccountId,
  time: TimeSpan,
): Promise<readonly Difference[]> {
  const stripe = accountStripe(accountId);
  const [charges, given] = await Promise.all([
    stripe.charges.madeIn(time, { subject: {} }),
    stripe.refunds.madeIn(time, { subject: {} }),
  ]);
  const [ours, invoices, sent] = await Promise.all([
    readCharges(accountId, time, charges, given),
    readInvoices(accountId, time, charges, given),
    readRefunds(accountId, time, charges, given),
  ]);
  const unknown = given.filter(
    ({ id }) => !sent.some(({ accountRefundId }) => accountRefundId === id),
  );
  const ofInvoices = await findInvoiceDifferences(accountId, time, {
    ...{ charges, unknown, ours: invoices },
  });
  const fees = await findFeeDifferences(accountId, { charges, given, ours, invoices, sent });
  const undecided = await findUndecided(accountId, charges, ours);
  const missing = await Promise.all([
    ...ours
      .filter((row) => row.isCurrent && row.chargeId && isIn(time, row.paidAt))
      .filter(({ chargeId }) => !charges.some(({ id }) => id === chargeId))
      .map((row) => lookForCharge(accountId, row)),
    ...sent
      .filter((row) => row.accountRefundId && isIn(time, row.decidedAt))
      .filter(({ state }) => state === 'pending' || state === 'succeeded')
      .filter(({ accountRefundId }) => !given.some(({ id }) => id === accountRefundId))
      .map((row) => lookForRefund(accountId, row)),
  ]);
  return [
    ...charges.flatMap((charge) => compareCharge(charge, ours, sent)),
    ...given.flatMap((refund) => compareRefund(refund, ours, sent)),
    ...undecided,
    ...missing.flat(),
    ...ofInvoices,
    ...fees,
  ];
}

export type OurCharge = Awaited<ReturnType<typeof readCharges>>[number];
export type OurRefund = Awaited<ReturnType<typeof readRefunds>>[number];

/** Attempts that the account's charges and refunds are about, and those that we have as paid then. */
async function readCharges(
  accountId: AccountId,
  time: TimeSpan,
  charges: readonly AccountCharge[],
  given: readonly AccountRefund[],
) {
  const db = await getDb();
  const chargeIds = [...charges.map(({ id }) => id), ...given.map(chargeOf)];
  const attemptIds = charges.flatMap(({ metadata }) => metadata.attempt ?? []) as AttemptId[];
  return db
    .select({
      legId: legs.id,
      state: legs.state,
      amount: legs.amount,
      currency: legs.currency,
      fee: legs.feeAmount,
      paidAt: legs.paidAt,
      isCurrent: sql<boolean>`${legs.attempt} = ${attempts.number}`,
      attemptId: attempts.id,
      chargeId: attempts.chargeId,
      problemCode: sql<string | null>`${attempts.problem} ->> 'code'`,
    })
    .from(legs)
    .innerJoin(attempts, eq(attempts.legId, legs.id))
    .where(
      and(
        eq(legs.accountId, accountId),
        or(
          inArray(attempts.chargeId, chargeIds),
          inArray(attempts.id, attemptIds),
          and(eq(legs.state, 'paid'), gte(legs.paidAt, time.from), lt(legs.paidAt, time.until)),
        ),
      ),
    );
}

/** Refunds of those charges, and those that we have as sent then. */
async function readRefunds(
  accountId: AccountId,
  time: TimeSpan,
  charges: readonly AccountCharge[],
  given: readonly AccountRefund[],
) {
  const db = await getDb();
  const decidedAt = sql<Date>`coalesce(${refunds.decidedAt}, ${refunds.createdAt})`;
  const chargeIds = [...charges.map(({ id }) => id), ...given.map(chargeOf)];
  return db
    .select({
      legId: refunds.legId,
      chargeId: refunds.chargeId,
      accountRefundId: refunds.accountRefundId,
      amount: refunds.amount,
      currency: refunds.currency,
      state: refunds.state,
      decidedAt: decidedAt.mapWith(refunds.createdAt),
    })
    .from(refunds)
    .leftJoin(legs, eq(legs.id, refunds.legId))
    .where(
      and(
        or(eq(legs.accountId, accountId), eq(refunds.accountId, accountId)),
        or(
          inArray(refunds.chargeId, chargeIds),
          and(
            inArray(refunds.state, ['pending', 'succeeded']),
            sql`${decidedAt} >= ${time.from.toISOString()}::timestamptz`,
            sql`${decidedAt} < ${time.until.toISOString()}::timestamptz`,
          ),
        ),
      ),
    );
}

function compareCharge(
  charge: AccountCharge,
  ours: readonly OurCharge[],
  sent: readonly OurRefund[],
): Difference[] {
  const row = rowOfCharge(charge, ours);
  if (!row && !charge.metadata.leg) return [];
  // Money that was only held, or has not moved yet, is nobody's gain; `find-undecided.ts` looks after it.
  if (charge.status !== 'succeeded' || !charge.captured) return [];
  // What is under way settles by itself, but for what Souk has refused to believe.
  const refused = row?.isCurrent && stoppedCodes.some((code) => code === row.problemCode);
  if (row && isUnderWay(row.state) && !(refused && row.state === 'processing')) return [];
  const theirs = { theirAmount: charge.amount_captured, theirCurrency: charge.currency };
  const isPaid = row?.state === 'paid' && row.isCurrent && row.chargeId === charge.id;
  if (!row || !isPaid) {
    const sentBack = sent
      .filter(({ chargeId, state }) => chargeId === charge.id && state !== 'failed')
      .reduce((total, { amount }) => total + amount, 0);
    if (sentBack >= charge.amount_captured) return [];
    const kind = 'charge_unknown';
    return [{ kind, objectId: charge.id, legId: row?.legId ?? null, ...nothing, ...theirs }];
  }
  const about = { objectId: charge.id, legId: row.legId };
  const same = { ourAmount: row.amount, ourCurrency: row.currency, ...theirs };
  const found: Difference[] = [];
  if (row.currency !== charge.currency) found.push({ kind: 'charge_currency', ...about, ...same });
  else if (row.amount !== charge.amount_captured) {
    found.push({ kind: 'charge_amount', ...about, ...same });
  }
  const fee = charge.application_fee_amount ?? 0;
  if (fee !== row.fee) {
    found.push({ kind: 'charge_fee', ...about, ...same, ourAmount: row.fee, theirAmount: fee });
  }
  return found;
}

function compareRefund(
  refund: AccountRefund,
  ours: readonly OurCharge[],
  sent: readonly OurRefund[],
): Difference[] {
  const isOver = refund.status === 'failed' || refund.status === 'canceled';
  const row = sent.find(({ accountRefundId }) => accountRefundId === refund.id);
  const refunded = chargeOf(refund);
  const leg = refunded && ours.find(({ chargeId }) => chargeId === refunded);
  const theirs = { theirAmount: refund.amount, theirCurrency: refund.currency };
  if (isOver && row?.state !== 'succeeded') return [];
  if (!row) {
    // Not a charge of ours, or one that was let go before any money moved.
    if (!leg || leg.state !== 'paid') return [];
    const kind = 'refund_unknown';
    return [{ kind, objectId: refund.id, legId: leg.legId, ...nothing, ...theirs }];
  }
  const about = { objectId: refund.id, legId: row.legId };
  const same = { ourAmount: row.amount, ourCurrency: row.currency };
  if (isOver) return [{ kind: 'refund_status', ...about, ...same, ...theirs, theirAmount: 0 }];
  if (row.state === 'failed') {
    return [{ kind: 'refund_status', ...about, ...same, ourAmount: 0, ...theirs }];
  }
  if (row.amount === refund.amount && row.currency === refund.currency) return [];
  return [{ kind: 'refund_amount', ...about, ...same, ...theirs }];
}

/** A leg that was paid that day by a charge of another: older, or not there at all. */
async function lookForCharge(accountId: AccountId, row: OurCharge): Promise<Difference[]> {
  const charge = await orNull(
    accountStripe(accountId).charges.retrieve(row.chargeId as AccountChargeId, { subject: {} }),
  );
  if (charge) return compareCharge(charge, [row], []);
  const mine = { ourAmount: row.amount, ourCurrency: row.currency };
  const objectId = row.chargeId as string;
  return [{ kind: 'charge_missing', objectId, legId: row.legId, ...mine, ...nowhere }];
}

async function lookForRefund(accountId: AccountId, row: OurRefund): Promise<Difference[]> {
  const id = row.accountRefundId as AccountRefundId;
  const found = await orNull(accountStripe(accountId).refunds.retrieve(id, { subject: {} }));
  if (found) return compareRefund(found.refund, [], [row]);
  const mine = { ourAmount: row.amount, ourCurrency: row.currency };
  return [{ kind: 'refund_missing', objectId: id, legId: row.legId, ...mine, ...nowhere }];
}

const nothing = { ourAmount: null, ourCurrency: null };
const nowhere = { theirAmount: null, theirCurrency: null };
