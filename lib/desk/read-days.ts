import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import type { SalesDay } from '../model/desk';
import { priceOf } from '../model/price';
import type { SellerUser } from '../model/views';
import { getDb } from '../store/client';
import { salesOf } from './sales';

/** What was sold on each of the last so many days of UTC, today the last; quiet days with nothing. */
export async function readDays(
  { id, currency }: SellerUser['seller'],
  days: number,
): Promise<SalesDay[]> {
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
    .where(
      and(
        eq(sales.state, 'paid'),
        eq(sales.currency, currency),
        sql`${sales.at} >= now() - make_interval(days => ${days})`,
      ),
    )
    .groupBy(day);
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: days }, (_, index) => {
    const at = new Date(Date.now() - (days - 1 - index) * 86_400_000);
    const iso = at.toISOString().slice(0, 10);
    const { sales: count = 0, sold = 0 } = byDay.get(iso) ?? {};
    return { day: iso, sales: count, sold: priceOf({ amount: sold, currency }) };
  });
}
