import 'server-only';
import { asc, eq, isNotNull } from 'drizzle-orm';
import { priceOf } from '../model/price';
import type { StoppedWork } from '../model/work';
import { getDb } from '../store/client';
import { invoicesNotUndone, orders, sellers, subscriptions } from '../store/schema';
import { mostRows, type StoppedList } from './stopped-list';
import { notUndone } from './work-text';

/** Invoices that nobody wants and that Stripe did not let us undo, with the credit that went into them. */
export async function listNotUndone(): Promise<StoppedList> {
  const db = await getDb();
  // What is gone with its Customer, no try brings back: its buyer is told to write to Souk.
  const isRefused = isNotNull(invoicesNotUndone.problem);
  const rows = await db
    .select({
      left: invoicesNotUndone,
      orderId: orders.id,
      order: orders.number,
      seller: sellers.name,
    })
    .from(invoicesNotUndone)
    .innerJoin(subscriptions, eq(subscriptions.id, invoicesNotUndone.subscriptionId))
    .innerJoin(orders, eq(orders.id, subscriptions.orderId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .where(isRefused)
    .orderBy(asc(invoicesNotUndone.createdAt), asc(invoicesNotUndone.accountInvoiceId))
    .limit(mostRows);
  const told = rows.map(({ left, orderId, order, seller }): StoppedWork => {
    const { accountId, accountInvoiceId: invoiceId, currency, credit, refusals } = left;
    return {
      key: `invoice ${invoiceId}`,
      ref: { accountId, invoiceId },
      ...notUndone[left.status === 'paid' ? 'credit' : 'waiting'],
      about: `${order}, ${seller}`,
      orderId,
      triesText: refusals === 1 ? 'Tried once' : `Tried ${refusals} times`,
      since: left.createdAt.toISOString(),
      nextTryAt: null,
      reason: left.problem?.message ?? '',
      codes: [
        ['Credit', credit ? priceOf({ amount: credit, currency }).text : null],
        ['Invoice', invoiceId],
        ['Account', accountId],
        ['Subscription', left.subscriptionId],
      ],
      canTry: true,
      ending: null,
    };
  });
  return { rows: told, count: await db.$count(invoicesNotUndone, isRefused) };
}
