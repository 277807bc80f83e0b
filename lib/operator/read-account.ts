import 'server-only';
import { and, eq, or, sql } from 'drizzle-orm';
import { isOpenDispute } from '../payments/after-sale/after-sale-text';
import { invoiceOfDispute } from '../payments/disputes/invoice-of-dispute';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import type { SellerId } from '../model/ids';
import type { AccountView } from '../model/operator';
import { listSales } from '../seller/list-sales';
import { getDb } from '../store/client';
import {
  disputes,
  legs,
  refunds,
  sellers,
  subscriptionInvoices,
  subscriptions,
} from '../store/schema';
import { accountRow, readBeside } from './list-accounts';
import { readFiguresByCurrency } from './read-figures';

/** Whether there is such a seller. */
export async function isSeller(sellerId: SellerId): Promise<boolean> {
  const db = await getDb();
  return (await db.$count(sellers, eq(sellers.id, sellerId))) > 0;
}

/** One seller's account with its newest sales; null when there is none. */
export async function readAccount(sellerId: SellerId, days: number): Promise<AccountView | null> {
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.id, sellerId));
  if (!seller) return null;
  const [beside, figures, sales, statuses, [asked]] = await Promise.all([
    readBeside(),
    readFiguresByCurrency(days, sellerId),
    listSales(sellerId, { filter: 'all', page: 1 }),
    db
      .select({ status: disputes.status })
      .from(disputes)
      .leftJoin(legs, eq(legs.id, disputes.legId))
      .leftJoin(subscriptionInvoices, invoiceOfDispute)
      .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
      .where(or(eq(legs.sellerId, sellerId), eq(subscriptions.sellerId, sellerId))),
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(refunds)
      .leftJoin(legs, eq(legs.id, refunds.legId))
      .leftJoin(subscriptionInvoices, invoiceOfRefund)
      .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
      .where(
        and(
          eq(refunds.state, 'requested'),
          or(eq(legs.sellerId, sellerId), eq(subscriptions.sellerId, sellerId)),
        ),
      ),
  ]);
  return {
    ...accountRow(seller, beside),
    requirements: seller.requirements,
    capabilities: Object.entries(seller.capabilities).sort(([a], [b]) => (a < b ? -1 : 1)),
    figures,
    newest: sales.rows.slice(0, 10),
    disputes: statuses.filter(({ status }) => isOpenDispute(status)).length,
    refundsAsked: asked?.count ?? 0,
  };
}
