import 'server-only';
import { and, asc, eq } from 'drizzle-orm';
import type { BookedSale, SaleView } from '../model/desk';
import type { AccountChargeId, AccountId, LegId } from '../model/ids';
import { priceOf } from '../model/price';
import type { SellerUser } from '../model/views';
import { disputeView, refundView } from '../payments/after-sale-view';
import { lookAtLegs } from '../payments/look-after-sale';
import { givenOf, isChargedBack, restOf } from '../payments/refund-rest';
import { getDb, withTx, type Db } from '../store/client';
import { disputes, legs, orderLines, refunds } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { askStripe } from './ask-stripe';
import { saleRow } from './list-sales';
import { feeLeft, salesOf } from './sales';

/**
 * One of a seller's sales with all that came after it, looked at at Stripe when that was not done a
 * moment ago. Null when there is none, or when it is somebody else's.
 */
export async function readSale(
  seller: SellerUser['seller'],
  legId: LegId,
): Promise<SaleView | null> {
  const db = await getDb();
  const [leg] = await db
    .select({ accountId: legs.accountId })
    .from(legs)
    .where(and(eq(legs.id, legId), eq(legs.sellerId, seller.id)));
  if (!leg) return null;
  await lookAtLegs([legId]);
  const sales = salesOf(db, seller.id);
  const [sale] = await db
    .select({ ...sales._.selectedFields, feeLeft: feeLeft(sales) })
    .from(sales)
    .where(eq(sales.id, legId));
  if (!sale) return null;
  const { key: __, ...row } = saleRow(sale);
  const priced = (amount: number) => priceOf({ amount, currency: sale.currency });
  const chargeId = sale.chargeId as AccountChargeId | null;
  const [booked, after] = await Promise.all([
    row.state === 'paid' && chargeId ? readBooked(leg.accountId, chargeId) : null,
    withTx((tx) => readAfter(tx, legId)),
  ]);
  const rest = restOf(sale.amount, after.given);
  const cannotGive = after.chargedBack
    ? 'The buyer’s bank has taken this payment back, so it cannot be refunded as well.'
    : rest === 0
      ? 'All of it was given back.'
      : null;
  return {
    ...row,
    legId,
    accountId: leg.accountId,
    chargeId,
    lines: after.lines.map(({ name, variant, quantity, unitAmount }) => ({
      ...{ name, variant, quantity },
      amount: priced(unitAmount * quantity),
    })),
    feeLeft: priced(sale.feeLeft),
    booked,
    refunds: after.refunds.map((refund) =>
      refundView(
        {
          ...refund,
          createdAt: refund.createdAt.toISOString(),
          decidedAt: refund.decidedAt?.toISOString() ?? null,
        },
        row.card,
      ),
    ),
    disputes: after.disputes.map((dispute) =>
      disputeView({ ...dispute, dueBy: dispute.dueBy?.toISOString() ?? null }),
    ),
    chargedBack: after.chargedBack,
    rest: row.state === 'paid' && cannotGive === null ? priced(rest) : null,
    cannotGive: row.state === 'paid' ? cannotGive : null,
  };
}

/** What our rows know of the time after the payment, as it was at one moment. */
async function readAfter(tx: Db, legId: LegId) {
  return {
    lines: await tx
      .select()
      .from(orderLines)
      .where(eq(orderLines.legId, legId))
      .orderBy(asc(orderLines.position)),
    refunds: await tx
      .select()
      .from(refunds)
      .where(eq(refunds.legId, legId))
      .orderBy(asc(refunds.number)),
    disputes: await tx
      .select()
      .from(disputes)
      .where(eq(disputes.legId, legId))
      .orderBy(asc(disputes.createdAt)),
    given: await givenOf(tx, legId),
    chargedBack: await isChargedBack(tx, legId),
  };
}

/** https://docs.stripe.com/api/balance_transactions/object */
async function readBooked(
  accountId: AccountId,
  chargeId: AccountChargeId,
): Promise<BookedSale | null> {
  const booked = await askStripe(
    `the booking of ${chargeId}`,
    accountStripe(accountId).balanceTransactions.ofCharge(chargeId, { subject: {} }),
  );
  if (!booked) return null;
  const { currency, net, fee_details: fees } = booked;
  const stripeFee = fees
    .filter(({ type }) => type !== 'application_fee')
    .reduce((total, { amount }) => total + amount, 0);
  return {
    stripeFee: priceOf({ amount: stripeFee, currency }),
    net: priceOf({ amount: net, currency }),
    availableOn: new Date(booked.available_on * 1000).toISOString(),
  };
}
