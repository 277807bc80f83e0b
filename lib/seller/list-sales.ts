import 'server-only';
import { and, desc, eq, gt, ne, or, sql, type SQL } from 'drizzle-orm';
import { assertNever } from '../model/assert-never';
import { englishWords } from '../language/texts';
import { cardName } from '../model/card-name';
import type { SellerId } from '../model/ids';
import { pageAmong, type Paged } from '../model/paging';
import { priceOf } from '../model/price';
import type { SaleFilter, SaleId, SaleRow, SalesAsked, SaleState } from '../model/seller';
import { getDb } from '../store/client';
import { salesOf } from './sales';

type Sales = ReturnType<typeof salesOf>;

const rowsOfPage = 20;

/** One page of a seller's sales, newest first; a page beyond the last is the last. */
export async function listSales(
  sellerId: SellerId,
  { page, ...asked }: SalesAsked & { readonly page: number },
): Promise<Paged<SaleRow>> {
  const db = await getDb();
  const sales = salesOf(db, sellerId);
  const where = isAskedFor(sales, asked);
  const [counted] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(sales)
    .where(where);
  const { view, offset } = pageAmong(counted?.count ?? 0, rowsOfPage, page);
  const rows = await db
    .select()
    .from(sales)
    .where(where)
    .orderBy(desc(sales.at), desc(sales.id))
    .limit(rowsOfPage)
    .offset(offset);
  return { rows: rows.map(saleRow), ...view };
}

/** That a sale is among those that were asked for. */
export function isAskedFor(
  sales: Sales,
  { filter, from, to, subscription }: SalesAsked,
): SQL | undefined {
  return and(
    ofFilter(sales, filter),
    subscription ? eq(sales.subscriptionId, subscription) : undefined,
    from ? sql`${sales.at} >= (${from}::date)::timestamp at time zone 'UTC'` : undefined,
    to ? sql`${sales.at} < (${to}::date + 1)::timestamp at time zone 'UTC'` : undefined,
  );
}

/**
 * Tries that came to nothing, and money that nobody waited for, are no sales: the first are shown when
 * somebody asks for them, the second among what was refunded.
 */
function ofFilter(sales: Sales, filter: SaleFilter): SQL | undefined {
  switch (filter) {
    case 'all':
      return and(ne(sales.state, 'unpaid'), eq(sales.isStray, false));
    case 'asked':
      return eq(sales.asked, true);
    case 'refunded':
      return and(eq(sales.state, 'paid'), or(gt(sales.refunded, 0), eq(sales.isStray, true)));
    case 'disputed':
      return eq(sales.disputed, true);
    case 'processing':
    case 'unpaid':
      return eq(sales.state, filter);
    default:
      return assertNever(filter);
  }
}

/** A sale in the words of the desk. */
export function saleRow(sale: SaleOf): SaleRow {
  const { currency, amount, refunded } = sale;
  const state = sale.state as SaleState;
  const priced = (value: number) => priceOf({ amount: value, currency });
  return {
    id: sale.id as SaleId,
    ofSubscription: sale.kind === 'subscription',
    number: sale.number,
    title: sale.title,
    buyer: sale.buyer,
    card: cardName({ brand: sale.brand, last4: sale.last4 }, englishWords('cards')),
    state,
    stateText: stateText(state, { amount, refunded }),
    at: sale.at.toISOString(),
    amount: priced(amount),
    fee: priced(sale.fee),
    refunded: refunded > 0 ? priced(refunded) : null,
    disputed: sale.disputed,
    asked: sale.asked,
  };
}

/** A row as `salesOf` selects it. */
export interface SaleOf {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly buyer: string;
  readonly brand: string;
  readonly last4: string;
  readonly state: string;
  readonly at: Date;
  readonly amount: number;
  readonly fee: number;
  readonly refunded: number;
  readonly currency: string;
  readonly disputed: boolean;
  readonly asked: boolean;
  readonly chargeId: string | null;
}

function stateText(state: SaleState, { amount, refunded }: Pick<SaleOf, 'amount' | 'refunded'>) {
  switch (state) {
    case 'paid':
      if (refunded === 0) return 'Paid';
      return refunded < amount ? 'Partly refunded' : 'Refunded';
    case 'processing':
      return 'Processing';
    case 'unpaid':
      return 'Not paid';
    default:
      return assertNever(state);
  }
}
