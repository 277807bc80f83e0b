import 'server-only';
import { and, asc, eq, gt, or } from 'drizzle-orm';
import type { SellerId } from '../model/ids';
import { decimalOf } from '../model/money';
import type { SalesAsked } from '../model/seller';
import { getDb } from '../store/client';
import { csvLine } from '../model/csv';
import { isAskedFor, saleRow, type SaleOf } from './list-sales';
import { salesOf } from './sales';

const rowsAtOnce = 500;

const heads = [
  ...['Time (UTC)', 'Kind', 'Number', 'Sold', 'Buyer', 'Paid with', 'State'],
  ...['Amount', 'Souk fee', 'Refunded', 'Currency', 'Disputed', 'Charge'],
];

/**
 * The sales of this seller that are asked for as lines of a CSV file, oldest first, a few hundred rows
 * in memory at a time. Amounts are in whole units of their currency.
 */
export async function* exportSales(sellerId: SellerId, asked: SalesAsked): AsyncGenerator<string> {
  yield csvLine(heads);
  const db = await getDb();
  const sales = salesOf(db, sellerId);
  let last: SaleOf | undefined;
  do {
    const rows: SaleOf[] = await db
      .select()
      .from(sales)
      .where(
        and(
          isAskedFor(sales, asked),
          last && or(gt(sales.at, last.at), and(eq(sales.at, last.at), gt(sales.id, last.id))),
        ),
      )
      .orderBy(asc(sales.at), asc(sales.id))
      .limit(rowsAtOnce);
    for (const row of rows) yield lineOf(row);
    last = rows.length === rowsAtOnce ? rows.at(-1) : undefined;
  } while (last);
}

function lineOf(sale: SaleOf): string {
  const row = saleRow(sale);
  const units = (amount: number) => decimalOf({ amount, currency: sale.currency });
  return csvLine([
    row.at.slice(0, 19).replace('T', ' '),
    sale.kind === 'order' ? 'Order' : 'Subscription',
    row.number,
    row.title,
    row.buyer,
    row.card,
    row.stateText,
    units(sale.amount),
    units(sale.fee),
    units(sale.refunded),
    sale.currency.toUpperCase(),
    row.disputed ? 'yes' : 'no',
    sale.chargeId ?? '',
  ]);
}
