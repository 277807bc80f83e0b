import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AccountChargeId, AccountId } from '../model/ids';
import { priceOf } from '../model/price';
import { isLegId, type BookedSale, type SaleId, type SaleView } from '../model/seller';
import type { SellerUser } from '../model/views';
import {
  disputeOfSale,
  disputeView,
  refundOfSale,
  refundView,
} from '../payments/after-sale/after-sale-view';
import { lookAtSale } from '../payments/after-sale/look-at-sale';
import { givenOf, isChargedBack, restOf } from '../payments/refunds/refund-rest';
import { isAboutSale, isOfSale, type SaleRef } from '../payments/after-sale/sale-ref';
import { getDb, withTx, type Db } from '../store/client';
import {
  disputes,
  legs,
  orderLines,
  refunds,
  subscriptionInvoices,
  subscriptions,
} from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import type { Subject } from '../stripe/subject';
import { askStripe } from './ask-stripe';
import { saleRow } from './list-sales';
import { feeLeft, salesOf } from './sales';

/** Whether this is one of a seller's sales, by our own rows alone. */
export async function hasSale(seller: SellerUser['seller'], id: SaleId): Promise<boolean> {
  return (await findSale(await getDb(), seller, id)) !== null;
}

/**
 * One of a seller's sales with all that came after it, looked at at Stripe when that was not done a
 * moment ago. Null when there is none, or when it is somebody else's.
 */
export async function readSale(seller: SellerUser['seller'], id: SaleId): Promise<SaleView | null> {
  const db = await getDb();
  const found = await findSale(db, seller, id);
  if (!found) return null;
  const { ref, accountId, subject } = found;
  await lookAtSale(ref);
  const sales = salesOf(db, seller.id);
  const [sale] = await db
    .select({ ...sales._.selectedFields, feeLeft: feeLeft(sales) })
    .from(sales)
    .where(eq(sales.id, id));
  if (!sale) return null;
  const row = saleRow(sale);
  const priced = (amount: number) => priceOf({ amount, currency: sale.currency });
  const chargeId = sale.chargeId as AccountChargeId | null;
  const [booked, after] = await Promise.all([
    row.state === 'paid' && chargeId ? readBooked(accountId, chargeId, subject) : null,
    withTx((tx) => readAfter(tx, ref)),
  ]);
  const rest = restOf(sale.amount, after.given);
  const cannotGive = after.chargedBack
    ? 'The buyer’s bank has taken this payment back, so it cannot be refunded as well.'
    : rest > 0
      ? null
      : after.given.waiting > 0
        ? 'All of it was given back or is asked for.'
        : 'All of it was given back.';
  return {
    ...row,
    accountId,
    chargeId,
    lines: after.lines.map(({ name, variant, quantity, amount }) => ({
      ...{ name, variant, quantity },
      amount: priced(amount),
    })),
    feeLeft: priced(sale.feeLeft),
    booked,
    refunds: after.refunds.map((refund) => refundView(refundOfSale(refund), row.card)),
    disputes: after.disputes.map((dispute) => disputeView(disputeOfSale(dispute))),
    chargedBack: after.chargedBack,
    rest: row.state === 'paid' && cannotGive === null ? priced(rest) : null,
    cannotGive: row.state === 'paid' ? cannotGive : null,
  };
}

/** What our rows know of the time after the payment, as it was at one moment. */
async function readAfter(tx: Db, ref: SaleRef) {
  return {
    lines: await readLines(tx, ref),
    refunds: await tx.select().from(refunds).where(isOfSale(ref)).orderBy(asc(refunds.number)),
    disputes: await tx
      .select()
      .from(disputes)
      .where(isAboutSale(ref))
      .orderBy(asc(disputes.createdAt), asc(disputes.id)),
    given: await givenOf(tx, ref),
    chargedBack: await isChargedBack(tx, ref),
  };
}

/** What was sold; of an invoice the plan, whose price of then only the invoice knows. */
async function readLines(tx: Db, ref: SaleRef): Promise<readonly Line[]> {
  if ('legId' in ref) {
    const lines = await tx
      .select()
      .from(orderLines)
      .where(eq(orderLines.legId, ref.legId))
      .orderBy(asc(orderLines.position));
    return lines.map((line) => ({ ...line, amount: line.unitAmount * line.quantity }));
  }
  const [sold] = await tx
    .select({
      name: subscriptions.name,
      variant: subscriptions.variant,
      quantity: sql<null>`null`,
      amount: subscriptionInvoices.total,
      due: subscriptionInvoices.amountDue,
    })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(
      and(
        eq(subscriptionInvoices.accountId, ref.accountId),
        eq(subscriptionInvoices.accountInvoiceId, ref.accountInvoiceId),
      ),
    );
  if (!sold) return [];
  const { due, ...plan } = sold;
  const credit = plan.amount - due;
  if (credit <= 0) return [plan];
  return [
    plan,
    { name: 'Paid by the buyer’s credit', variant: '', quantity: null, amount: -credit },
  ];
}

interface Line {
  readonly name: string;
  readonly variant: string;
  /** Null of a plan: an invoice may be for a part of a period, or for a difference. */
  readonly quantity: number | null;
  readonly amount: number;
}

interface FoundSale {
  readonly ref: SaleRef;
  readonly accountId: AccountId;
  /** Without its buyer: what the seller looks at is none of their business. */
  readonly subject: Subject;
}

/** What this seller has sold under this id; null when there is nothing, or it is somebody else's. */
async function findSale(
  db: Db,
  seller: SellerUser['seller'],
  id: SaleId,
): Promise<FoundSale | null> {
  if (isLegId(id)) {
    const [leg] = await db
      .select({ accountId: legs.accountId, orderId: legs.orderId })
      .from(legs)
      .where(and(eq(legs.id, id), eq(legs.sellerId, seller.id)));
    if (!leg) return null;
    const { accountId, orderId } = leg;
    return { ref: { legId: id }, accountId, subject: { orderId, legId: id } };
  }
  const [invoice] = await db
    .select({ accountId: subscriptionInvoices.accountId, subscriptionId: subscriptions.id })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(
      and(eq(subscriptionInvoices.accountInvoiceId, id), eq(subscriptions.sellerId, seller.id)),
    );
  if (!invoice) return null;
  const { accountId, subscriptionId } = invoice;
  return { ref: { accountId, accountInvoiceId: id }, accountId, subject: { subscriptionId } };
}

/** https://docs.stripe.com/api/balance_transactions/object */
async function readBooked(
  accountId: AccountId,
  chargeId: AccountChargeId,
  subject: Subject,
): Promise<BookedSale | null> {
  const booked = await askStripe(
    `the booking of ${chargeId}`,
    accountStripe(accountId).balanceTransactions.ofCharge(chargeId, { subject }),
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
