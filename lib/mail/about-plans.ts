import { and, eq, gt, isNotNull, type SQL } from 'drizzle-orm';
import { statementNameOf } from '../catalog/statement';
import { formatDay } from '../language/formats';
import { wordsIn } from '../language/texts';
import { cardName } from '../model/card-name';
import type { AccountInvoiceId } from '../model/ids';
import { priceOf } from '../model/price';
import { methodOfInvoice } from '../payments/paid-with';
import type { SaleRef } from '../payments/after-sale/sale-ref';
import { getDb } from '../store/client';
import { savedMethods, sellers, subscriptionInvoices, subscriptions, users } from '../store/schema';
import { readSubscriptions } from '../subscriptions/subscription-rows';
import { subscriptionRow } from '../subscriptions/subscription-view';
import { origin, readerOf, type Happened } from './happened';
import { planMail } from './mail-text';

/** The receipt of a plan's payment, the first or a later one; null when there is none. */
export async function paidInvoice(id: AccountInvoiceId): Promise<Happened | null> {
  const found = await invoiceWhere(
    and(
      eq(subscriptionInvoices.accountInvoiceId, id),
      eq(subscriptionInvoices.status, 'paid'),
      gt(subscriptionInvoices.amountPaid, 0),
      isNotNull(subscriptionInvoices.chargeId),
    ),
  );
  if (!found?.invoice.chargeId) return null;
  const { buyer, invoice, subscription, seller, number, card, statement } = found;
  const { chargeId } = found.invoice;
  const { language } = buyer;
  const [rows] = await readSubscriptions(buyer.id, subscription.id);
  const t = wordsIn(language, 'subscriptions');
  const day = (moment: Date) => formatDay(moment, language, 'medium');
  const written = planMail(
    {
      subscriptionId: subscription.id,
      seller: seller.name,
      ...{ number, card, statement, chargeId },
      name: subscription.variant
        ? `${subscription.name}, ${subscription.variant}`
        : subscription.name,
      period: t('period', { from: day(invoice.periodStart), until: day(invoice.periodEnd) }),
      amount: priceOf({ amount: invoice.amountPaid, currency: invoice.currency }, language),
      paidAt: (invoice.paidAt ?? invoice.createdAt).toISOString(),
      next: rows ? subscriptionRow(rows, language).nextText : null,
    },
    buyer,
    origin(),
  );
  return { legId: null, buyer, written };
}

/** A paid invoice of a subscription with all that a mail tells of it. */
export function invoiceToTell(ref: Extract<SaleRef, { accountInvoiceId: unknown }>) {
  return invoiceWhere(
    and(
      eq(subscriptionInvoices.accountId, ref.accountId),
      eq(subscriptionInvoices.accountInvoiceId, ref.accountInvoiceId),
    ),
  );
}

/** An invoice with all that a mail tells of it. */
export async function invoiceWhere(which: SQL | undefined) {
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
    .where(which);
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
