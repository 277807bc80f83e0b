import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { canSendAgain, type DisputeRow, type RefundRow } from '../../model/after-sale';
import { englishWords } from '../../language/texts';
import { cardName } from '../../model/card-name';
import { priceOf } from '../../model/price';
import { getDb } from '../../store/client';
import {
  attempts,
  disputes,
  legs,
  memberships,
  orders,
  refunds,
  savedMethods,
  sellers,
  subscriptionInvoices,
  subscriptions,
  users,
} from '../../store/schema';
import {
  disputeOfSale,
  disputeView,
  refundOfSale,
  refundView,
} from '../after-sale/after-sale-view';
import { invoiceOfDispute } from '../disputes/invoice-of-dispute';
import { invoiceOfRefund } from './invoice-of-refund';
import { lookAtInvoice } from '../after-sale/look-after-invoice';
import { lookAtLegs } from '../after-sale/look-after-sale';
import { disputedMemberships } from '../plus/membership-dispute';
import { methodOfInvoice } from '../paid-with';
import { saleOfRow } from '../after-sale/sale-ref';

const mostRows = 100;

const isMember = sql<boolean>`exists (
  select 1 from ${memberships}
  where ${memberships.buyerId} = ${orders.buyerId} and ${memberships.state} = 'paid'
    and ${memberships.paidUntil} > now()
)`;

/**
 * What the operator sees: what waits for a decision, that of members of Plus first, then the oldest;
 * then the rest, newest first.
 */
export async function listRefunds(): Promise<readonly RefundRow[]> {
  const db = await getDb();
  const operators = alias(users, 'operators');
  const rows = await db
    .select({
      refund: refunds,
      sale: {
        amount: sql<number>`coalesce(${legs.amount}, ${subscriptionInvoices.amountPaid})`,
        accountId: sql<string>`coalesce(${legs.accountId}, ${refunds.accountId})`,
      },
      order: {
        id: orders.id,
        number: sql<string>`coalesce(${subscriptionInvoices.number}, ${orders.number})`,
      },
      sellerId: sellers.id,
      seller: sellers.name,
      buyer: users.name,
      decidedBy: operators.name,
      card: { brand: savedMethods.brand, last4: savedMethods.last4 },
      given: sql<number>`(
        select coalesce(sum(other.amount), 0)::int from ${refunds} other
        where (other.leg_id = ${legs.id} or other.account_id = ${refunds.accountId}
            and other.account_invoice_id = ${refunds.accountInvoiceId})
          and other.reason <> 'late_payment' and other.state in ('pending', 'succeeded')
      )`,
      chargedBack: sql<boolean>`exists (
        select 1 from ${disputes} where not ${disputes.refundable} and (
          ${disputes.legId} = ${legs.id} or ${disputes.accountId} = ${refunds.accountId}
            and ${disputes.accountInvoiceId} = ${refunds.accountInvoiceId}
        )
      )`,
      isMember,
    })
    .from(refunds)
    .leftJoin(legs, eq(legs.id, refunds.legId))
    .leftJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .leftJoin(subscriptionInvoices, invoiceOfRefund)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(orders, sql`${orders.id} = coalesce(${legs.orderId}, ${subscriptions.orderId})`)
    .innerJoin(sellers, sql`${sellers.id} = coalesce(${legs.sellerId}, ${subscriptions.sellerId})`)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .innerJoin(
      savedMethods,
      sql`${savedMethods.id} = coalesce(${attempts.savedMethodId}, ${methodOfInvoice})`,
    )
    .leftJoin(operators, eq(operators.id, refunds.decidedBy))
    .orderBy(
      sql`${refunds.state} <> 'requested'`,
      sql`case when ${refunds.state} = 'requested' and ${isMember} then 0 else 1 end`,
      sql`case when ${refunds.state} = 'requested' then ${refunds.createdAt} end`,
      desc(refunds.updatedAt),
      desc(refunds.id),
    )
    .limit(mostRows);
  return rows.map(({ refund, sale, order, given, ...row }): RefundRow => {
    const priced = (amount: number) => priceOf({ amount, currency: refund.currency });
    const card = cardName(row.card, englishWords('cards'));
    return {
      ...refundView(refundOfSale(refund), card),
      orderId: order.id,
      orderNumber: order.number,
      sellerId: row.sellerId,
      seller: row.seller,
      buyer: row.buyer,
      isMember: row.isMember,
      legAmount: priced(sale.amount),
      refunded: given > 0 ? priced(given) : null,
      card,
      accountId: sale.accountId,
      decidedBy: row.decidedBy,
      canSendAgain: canSendAgain(refund),
      warning:
        row.chargedBack && refund.state === 'requested'
          ? 'The buyer’s bank has taken this payment back; Stripe refuses to refund it as well.'
          : null,
    };
  });
}

/**
 * Disputes about anybody's payments, those for plans and for Plus among them: open ones first, then the
 * newest.
 */
export async function listDisputes(): Promise<readonly DisputeRow[]> {
  const db = await getDb();
  const rows = await db
    .select({
      dispute: disputes,
      orderId: orders.id,
      orderNumber: sql<string>`coalesce(
        ${subscriptionInvoices.number}, ${disputes.accountInvoiceId}, ${orders.number}
      )`,
      sellerId: sellers.id,
      seller: sellers.name,
      buyer: users.name,
      accountId: sql<string>`coalesce(${legs.accountId}, ${disputes.accountId})`,
    })
    .from(disputes)
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(orders, sql`${orders.id} = coalesce(${legs.orderId}, ${subscriptions.orderId})`)
    .innerJoin(sellers, sql`${sellers.id} = coalesce(${legs.sellerId}, ${subscriptions.sellerId})`)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .orderBy(desc(disputes.createdAt), desc(disputes.id))
    .limit(mostRows);
  const ofSellers = rows.map(({ dispute, ...row }) => ({
    at: dispute.createdAt,
    row: { ...disputeView(disputeOfSale(dispute)), ...row },
  }));
  return [...ofSellers, ...(await disputedMemberships(mostRows))]
    .sort(
      (one, other) =>
        Number(other.row.open) - Number(one.row.open) || other.at.getTime() - one.at.getTime(),
    )
    .slice(0, mostRows)
    .map(({ row }) => row);
}

/** Asks Stripe about what the operator's page shows as undecided; quick when it was just asked. */
export async function lookAtUndecided(): Promise<void> {
  const db = await getDb();
  const found = await db
    .selectDistinct({
      legId: refunds.legId,
      accountId: refunds.accountId,
      accountInvoiceId: refunds.accountInvoiceId,
    })
    .from(refunds)
    .where(inArray(refunds.state, ['requested', 'pending']))
    .limit(20);
  const sales = found.map(saleOfRow);
  await Promise.all([
    lookAtLegs(sales.flatMap((sale) => ('legId' in sale ? [sale.legId] : []))),
    ...sales.flatMap((sale) => ('legId' in sale ? [] : [lookAtInvoice(sale)])),
  ]);
}
