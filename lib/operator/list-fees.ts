import 'server-only';
import { and, asc, sql } from 'drizzle-orm';
import { csvLine } from '../model/csv';
import { decimalOf, type Money } from '../model/money';
import type { FeeRow, Span } from '../model/operator';
import { priceOf } from '../model/price';
import { feeLeft, isSold, salesOfAll } from '../seller/sales';
import { getDb } from '../store/client';
import { listSellerNames } from './list-seller-names';

/**
 * Application fees of the sales of these days, account by account and currency by currency, by our own
 * rows. What went back counts with the day of its sale: Stripe gives a fee back with the refund, in
 * proportion. https://docs.stripe.com/connect/direct-charges#issue-refunds
 */
export async function listFees({ from, to }: Span): Promise<FeeRow[]> {
  const db = await getDb();
  const sales = salesOfAll(db);
  const [rows, names] = await Promise.all([
    db
      .select({
        sellerId: sales.sellerId,
        currency: sales.currency,
        sales: sql<number>`count(*)::int`,
        // Beyond what an integer of the database holds, and still whole.
        taken: sql<number>`sum(${sales.fee})::float8`,
        left: sql<number>`sum(${feeLeft(sales)})::float8`,
      })
      .from(sales)
      .where(
        and(
          isSold(sales),
          sql`${sales.at} >= (${from}::date)::timestamp at time zone 'UTC'`,
          sql`${sales.at} < (${to}::date + 1)::timestamp at time zone 'UTC'`,
        ),
      )
      .groupBy(sales.sellerId, sales.currency)
      .orderBy(asc(sales.currency)),
    listSellerNames(),
  ]);
  // In the order of the names.
  return names.flatMap(({ id, name, accountId }) =>
    rows
      .filter(({ sellerId }) => sellerId === id)
      .map(({ currency, sales: count, taken, left }) => ({
        key: `${id} ${currency}`,
        ...{ sellerId: id, seller: name, accountId, currency, sales: count },
        taken: priceOf({ amount: taken, currency }),
        givenBack: priceOf({ amount: taken - left, currency }),
        left: priceOf({ amount: left, currency }),
      })),
  );
}

/** What all accounts come to, a row for each currency, the one with the most sales first. */
export function totalsOf(rows: readonly FeeRow[]): Pick<FeeRow, 'currency' | 'sales' | 'left'>[] {
  const totals = new Map<string, { sales: number; left: number }>();
  for (const { currency, sales, left } of rows) {
    const known = totals.get(currency) ?? { sales: 0, left: 0 };
    totals.set(currency, { sales: known.sales + sales, left: known.left + left.amount });
  }
  return [...totals]
    .map(([currency, { sales, left }]) => ({
      ...{ currency, sales },
      left: priceOf({ amount: left, currency }),
    }))
    .sort((one, other) => other.sales - one.sales);
}

const heads = ['From (UTC)', 'To (UTC)', 'Seller', 'Account', 'Currency', 'Sales'];

/** The same as lines of a CSV file; amounts in whole units of their currency. */
export async function* exportFees(span: Span): AsyncGenerator<string> {
  yield csvLine([...heads, 'Taken', 'Given back', 'Left']);
  const units = ({ amount, currency }: Money) => decimalOf({ amount, currency });
  for (const row of await listFees(span)) {
    yield csvLine([
      ...[span.from, span.to, row.seller, row.accountId ?? '', row.currency.toUpperCase()],
      String(row.sales),
      ...[units(row.taken), units(row.givenBack), units(row.left)],
    ]);
  }
}
