import { and, eq } from 'drizzle-orm';
import { statementNameOf } from '../catalog/statement';
import { wordsIn } from '../language/texts';
import { cardName } from '../model/card-name';
import { methodOfInvoice } from '../payments/paid-with';
import type { SaleRef } from '../payments/sale-ref';
import { getDb } from '../store/client';
import { savedMethods, sellers, subscriptionInvoices, subscriptions, users } from '../store/schema';
import { readerOf } from './happened';

/** A paid invoice of a subscription with all that a mail tells of it. */
export async function invoiceToTell(ref: Extract<SaleRef, { accountInvoiceId: unknown }>) {
  const db = await getDb();
  const [found] = await db
    .select({
      invoice: subscriptionInvoices,
      subscription: subscriptions,
      seller: sellers,
      method: { brand: savedMethods.brand, last4: savedMethods.last4 },
      buyer: { id: users.id, name: users.name, email: users.email, language: users.language },
    })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .innerJoin(users, eq(users.id, subscriptions.buyerId))
    .innerJoin(savedMethods, eq(savedMethods.id, methodOfInvoice))
    .where(
      and(
        eq(subscriptionInvoices.accountId, ref.accountId),
        eq(subscriptionInvoices.accountInvoiceId, ref.accountInvoiceId),
      ),
    );
  if (!found) return null;
  const buyer = readerOf(found.buyer);
  return {
    ...found,
    buyer,
    number: found.invoice.number ?? found.invoice.accountInvoiceId,
    card: cardName(found.method, wordsIn(buyer.language, 'cards')),
    /** Stripe puts its own words after a seller's name on the statement. */
    statement: statementNameOf(found.seller),
  };
}
