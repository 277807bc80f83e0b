import 'server-only';
import { and, desc, sql } from 'drizzle-orm';
import type { SellerId } from '../model/ids';
import type { CurrencyFigures } from '../model/operator';
import { priceOf } from '../model/price';
import { feeLeft, isOfLastDays, isSold, salesOf, salesOfAll } from '../seller/sales';
import { getDb } from '../store/client';

/**
 * What was sold in the last so many days of UTC, currency by currency, by our own rows: by one seller, or by
 * all. What went back counts with the day of its sale; fees are less what goes back with it.
 */
export async function readFiguresByCurrency(
  days: number,
  sellerId?: SellerId,
): Promise<CurrencyFigures[]> {
  const db = await getDb();
  const sales = sellerId ? salesOf(db, sellerId) : salesOfAll(db);
  const count = sql<number>`count(*)::int`;
  const rows = await db
    .select({
      currency: sales.currency,
      sales: count,
      // Beyond what an integer of the database holds, and still whole.
      sold: sql<number>`sum(${sales.amount})::float8`,
      fees: sql<number>`sum(${feeLeft(sales)})::float8`,
      refunded: sql<number>`sum(${sales.refunded})::float8`,
    })
    .from(sales)
    .where(and(isSold(sales), isOfLastDays(sales, days)))
    .groupBy(sales.currency)
    .orderBy(desc(count), sales.currency);
  return rows.map(({ currency, sales: number, sold, fees, refunded }) => ({
    currency,
    sales: number,
    sold: priceOf({ amount: sold, currency }),
    fees: priceOf({ amount: fees, currency }),
    refunded: priceOf({ amount: refunded, currency }),
  }));
}
