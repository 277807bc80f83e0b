import 'server-only';
import { asc, inArray, min } from 'drizzle-orm';
import { lookAtInvoice } from '../payments/after-sale/look-after-invoice';
import { lookAtLegs } from '../payments/after-sale/look-after-sale';
import { saleOfRow } from '../payments/after-sale/sale-ref';
import { getDb } from '../store/client';
import { refunds } from '../store/schema';

/** Asks Stripe about what has been undecided for longest; quick when it was just asked. */
export async function lookAtUndecided(): Promise<void> {
  const db = await getDb();
  const found = await db
    .select({
      legId: refunds.legId,
      accountId: refunds.accountId,
      accountInvoiceId: refunds.accountInvoiceId,
    })
    .from(refunds)
    .where(inArray(refunds.state, ['requested', 'pending']))
    .groupBy(refunds.legId, refunds.accountId, refunds.accountInvoiceId)
    .orderBy(asc(min(refunds.createdAt)))
    .limit(20);
  const sales = found.map(saleOfRow);
  await Promise.all([
    lookAtLegs(sales.flatMap((sale) => ('legId' in sale ? [sale.legId] : []))),
    ...sales.flatMap((sale) => ('legId' in sale ? [] : [lookAtInvoice(sale)])),
  ]);
}
