import { and, desc, eq, type SQL } from 'drizzle-orm';
import type { ActAbout } from '../../model/act';
import type { AccountChargeId, SellerId } from '../../model/ids';
import type { Db } from '../../store/client';
import {
  attempts,
  legs,
  orders,
  refunds,
  subscriptionInvoices,
  subscriptions,
} from '../../store/schema';
import { isInvoice, isOfSale, type SaleRef } from '../after-sale/sale-ref';

/** A sale of which money is asked for or given back. Amounts are minor units. */
export interface SaleToRefund {
  readonly ref: SaleRef;
  readonly paid: boolean;
  readonly amount: number;
  readonly currency: string;
  readonly chargeId: AccountChargeId | null;
  /** What an act on it is about. */
  readonly about: ActAbout;
}

/**
 * The leg that fulfils `whose` with the charge of its latest attempt, and its latest refund, or null
 * if there is no such leg. Whoever asks for a refund, gives or decides one takes this lock first:
 * what is left of a sale is counted under it.
 */
export async function legToRefund(tx: Db, whose: SQL | undefined) {
  const [leg] = await tx
    .select({
      id: legs.id,
      orderId: legs.orderId,
      state: legs.state,
      amount: legs.amount,
      currency: legs.currency,
      chargeId: attempts.chargeId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(whose)
    .for('no key update', { of: legs });
  if (!leg) return null;
  const { id: legId, orderId, state, ...money } = leg;
  const about = { legId, orderId };
  return withLast(tx, { ref: { legId }, paid: state === 'paid', ...money, about });
}

/** The same for an invoice of a subscription. */
export async function invoiceToRefund(tx: Db, whose: SQL | undefined) {
  const [invoice] = await tx
    .select({
      accountId: subscriptionInvoices.accountId,
      accountInvoiceId: subscriptionInvoices.accountInvoiceId,
      subscriptionId: subscriptionInvoices.subscriptionId,
      status: subscriptionInvoices.status,
      amount: subscriptionInvoices.amountPaid,
      currency: subscriptionInvoices.currency,
      chargeId: subscriptionInvoices.chargeId,
    })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(whose)
    .for('no key update', { of: subscriptionInvoices });
  if (!invoice) return null;
  const { accountId, accountInvoiceId, subscriptionId, status, ...money } = invoice;
  return withLast(tx, {
    ref: { accountId, accountInvoiceId },
    paid: status === 'paid' && money.amount > 0,
    ...money,
    about: { subscriptionId, invoiceId: accountInvoiceId },
  });
}

/** The one that a refund or a dispute is of, if it is this seller's where one is named. */
export const saleToRefund = (tx: Db, of: SaleRef, seller: SellerId | null = null) =>
  'legId' in of
    ? legToRefund(tx, and(eq(legs.id, of.legId), seller ? eq(legs.sellerId, seller) : undefined))
    : invoiceToRefund(
        tx,
        and(isInvoice(of), seller ? eq(subscriptions.sellerId, seller) : undefined),
      );

async function withLast(tx: Db, sale: SaleToRefund) {
  const [last] = await tx
    .select({
      id: refunds.id,
      number: refunds.number,
      state: refunds.state,
      reason: refunds.reason,
      decidedBy: refunds.decidedBy,
    })
    .from(refunds)
    .where(isOfSale(sale.ref))
    .orderBy(desc(refunds.number))
    .limit(1);
  return { sale, last };
}
