import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { priceOf } from '../model/price';
import type { GoodsSold } from '../model/seller';
import type { SellerUser } from '../model/views';
import { getDb } from '../store/client';
import { orderLines, products, variants } from '../store/schema';
import { isOfLastDays, isSold, salesOf } from './sales';

/** As many as are told apart. */
const most = 6;

/**
 * What a seller's goods and plans brought in the last so many days of UTC, the best first and what is
 * beyond the sixth together; it comes to what the days come to. Each goes by the name it has now, as
 * what it was called when it was sold may change. Nothing is taken off for refunds.
 */
export async function readGoodsSold(
  { id, currency }: SellerUser['seller'],
  days: number,
): Promise<GoodsSold[]> {
  const db = await getDb();
  const sales = salesOf(db, id);
  const isCounted = (kind: 'order' | 'subscription') =>
    and(
      eq(sales.kind, kind),
      isSold(sales),
      eq(sales.currency, currency),
      isOfLastDays(sales, days),
    );
  const lines = unionAll(
    db
      .select({
        kind: sql<string>`${sales.kind}`.as('kind'),
        productId: sql<string>`(
          select ${variants.productId} from ${variants} where ${variants.id} = ${orderLines.variantId}
        )`.as('product_id'),
        count: sql<number>`${orderLines.quantity}`.as('count'),
        amount: sql<number>`(${orderLines.unitAmount}::int8 * ${orderLines.quantity})`.as('amount'),
      })
      .from(sales)
      .innerJoin(orderLines, eq(orderLines.legId, sales.id))
      .where(isCounted('order')),
    db
      .select({
        kind: sql<string>`${sales.kind}`.as('kind'),
        productId: sql<string>`${sales.planProductId}`.as('product_id'),
        count: sql<number>`1`.as('count'),
        amount: sql<number>`${sales.amount}::int8`.as('amount'),
      })
      .from(sales)
      .where(isCounted('subscription')),
  ).as('lines');
  const sold = sql<number>`sum(${lines.amount})::float8`;
  const rows = await db
    .select({
      kind: lines.kind,
      productId: products.id,
      name: products.name,
      count: sql<number>`sum(${lines.count})::int`,
      sold,
    })
    .from(lines)
    .innerJoin(products, eq(products.id, lines.productId))
    .groupBy(lines.kind, products.id)
    .orderBy(desc(sold), products.name, products.id);

  const told = rows.slice(0, most).map((row) => ({
    key: `${row.kind} ${row.productId}`,
    name: row.name,
    countText: countText(row),
    sold: priceOf({ amount: row.sold, currency }),
  }));
  const others = rows.slice(most);
  if (others.length === 0) return told;
  const rest = others.reduce((total, row) => total + row.sold, 0);
  const count = others.length === 1 ? '1 thing' : `${others.length} things`;
  return [
    ...told,
    { key: 'others', name: null, countText: count, sold: priceOf({ amount: rest, currency }) },
  ];
}

function countText({ kind, count }: { readonly kind: string; readonly count: number }): string {
  if (kind === 'order') return count === 1 ? '1 piece' : `${count} pieces`;
  return count === 1 ? '1 payment' : `${count} payments`;
}
