import 'server-only';
import { and, asc, desc, eq, not, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { canSendAgain, type RefundRow } from '../model/after-sale';
import { englishWords } from '../language/texts';
import { cardName } from '../model/card-name';
import { pageAmong, type Paged } from '../model/paging';
import { priceOf } from '../model/price';
import { refundOfSale, refundView } from '../payments/after-sale/after-sale-view';
import { methodOfInvoice } from '../payments/paid-with';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import { getDb } from '../store/client';
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
} from '../store/schema';

const rowsOfPage = 20;

const isMember = sql<boolean>`exists (
  select 1 from ${memberships}
  where ${memberships.buyerId} = ${orders.buyerId} and ${memberships.state} = 'paid'
    and ${memberships.paidUntil} > now()
)`;

/**
 * A page of what waits for the operator's decision, that of members of Plus first, then the oldest; or
 * of the rest, newest first.
 */
export async function listRefunds(
  which: 'waiting' | 'others',
  page: number,
): Promise<Paged<RefundRow>> {
  const db = await getDb();
  const isWaiting = eq(refunds.state, 'requested');
  const where = which === 'waiting' ? isWaiting : not(isWaiting);
  const order =
    which === 'waiting'
      ? [desc(isMember), asc(refunds.createdAt), asc(refunds.id)]
      : [desc(refunds.updatedAt), desc(refunds.id)];
  const { view, offset } = pageAmong(await db.$count(refunds, where), rowsOfPage, page);
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
    .where(where)
    .orderBy(...order)
    .limit(rowsOfPage)
    .offset(offset);
  const shown = rows.map(({ refund, sale, order, given, ...row }): RefundRow => {
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
  return { rows: shown, ...view };
}
