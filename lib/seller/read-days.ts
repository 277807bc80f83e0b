import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { levelsFor } from '../model/chart-scale';
import { priceOf } from '../model/price';
import type { SalesDays } from '../model/seller';
import type { SellerUser } from '../model/views';
import { getDb } from '../store/client';
import { isOfLastDays, isSold, salesOf } from './sales';

/** What was sold on each of the last so many days of UTC, today the last; quiet days with nothing. */
export async function readDays(
  { id, currency }: SellerUser['seller'],
  days: number,
): Promise<SalesDays> {
  const db = await getDb();
  const sales = salesOf(db, id);
  const day = sql<string>`to_char(${sales.at} at time zone 'UTC', 'YYYY-MM-DD')`;
  const rows = await db
    .select({
      day: day.as('day'),
      sales: sql<number>`count(*)::int`,
      sold: sql<number>`sum(${sales.amount})::float8`,
    })
    .from(sales)
    .where(and(isSold(sales), eq(sales.currency, currency), isOfLastDays(sales, days)))
    .groupBy(day);
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const priced = (amount: number) => priceOf({ amount, currency });
  const all = Array.from({ length: days }, (_, index) => {
    const at = new Date(Date.now() - (days - 1 - index) * 86_400_000);
    const iso = at.toISOString().slice(0, 10);
    const { sales: count = 0, sold = 0 } = byDay.get(iso) ?? {};
    return { day: iso, sales: count, sold: priced(sold) };
  });
  const most = Math.max(...all.map(({ sold }) => sold.amount));
  return { days: all, levels: levelsFor(most).map(priced) };
}
