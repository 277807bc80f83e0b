import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { priceOf } from '../model/price';
import type { DeskFigures } from '../model/seller';
import type { SellerUser } from '../model/views';
import { liveStatuses } from '../model/recurring';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import { getDb } from '../store/client';
import { keptClones, legs, refunds, subscriptionInvoices, subscriptions } from '../store/schema';
import { countUnanswered } from './disputes';
import { feeLeft, isOfLastDays, isSold, salesOf } from './sales';

/**
 * What a seller sold in the last so many days of UTC, by our own rows: what Stripe holds for them besides is
 * the balance. Fees are less what goes back with refunds, in proportion.
 */
export async function readFigures(
  seller: SellerUser['seller'],
  days: number,
): Promise<DeskFigures> {
  const db = await getDb();
  const sales = salesOf(db, seller.id);
  const [sold] = await db
    .select({
      count: sql<number>`count(*)::int`,
      // Beyond what an integer of the database holds, and still whole.
      amount: sql<number>`coalesce(sum(${sales.amount}), 0)::float8`,
      fees: sql<number>`coalesce(sum(${feeLeft(sales)}), 0)::float8`,
      refunded: sql<number>`coalesce(sum(${sales.refunded}), 0)::float8`,
    })
    .from(sales)
    .where(and(isSold(sales), eq(sales.currency, seller.currency), isOfLastDays(sales, days)));
  const [held] = await db
    .select({
      clones: sql<number>`count(*)::int`,
      buyers: sql<number>`count(distinct ${subscriptions.buyerId})::int`,
    })
    .from(keptClones)
    .innerJoin(subscriptions, eq(subscriptions.id, keptClones.subscriptionId))
    .where(
      and(
        eq(subscriptions.sellerId, seller.id),
        sql`${keptClones.attachedAt} is not null and ${keptClones.detachedAt} is null`,
      ),
    );
  const [waiting] = await db
    .select({
      asked: sql<number>`count(*)::int`,
    })
    .from(refunds)
    .innerJoin(legs, eq(legs.id, refunds.legId))
    .where(and(eq(legs.sellerId, seller.id), eq(refunds.state, 'requested')));
  const [asked] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(refunds)
    .innerJoin(subscriptionInvoices, invoiceOfRefund)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(and(eq(subscriptions.sellerId, seller.id), eq(refunds.state, 'requested')));
  const [live] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(subscriptions)
    .where(
      and(eq(subscriptions.sellerId, seller.id), inArray(subscriptions.status, [...liveStatuses])),
    );
  const priced = (amount: number) => priceOf({ amount, currency: seller.currency });
  const { count, amount, fees, refunded } = sold ?? { count: 0, amount: 0, fees: 0, refunded: 0 };
  return {
    sales: count,
    sold: priced(amount),
    fees: priced(fees),
    refunded: priced(refunded),
    rest: priced(amount - fees - refunded),
    subscribers: live?.count ?? 0,
    keptClones: held?.clones ?? 0,
    buyersOfClones: held?.buyers ?? 0,
    refundsAsked: (waiting?.asked ?? 0) + (asked?.count ?? 0),
    disputesToAnswer: await countUnanswered(seller.id),
  };
}
