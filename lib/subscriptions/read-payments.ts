/** How invoices were paid: what their PaymentIntents say. */
import { and, eq } from 'drizzle-orm';
import type { AccountId, AccountInvoiceId, SubscriptionId } from '../model/ids';
import { getDb } from '../store/client';
import { subscriptionInvoices } from '../store/schema';
import type { AccountInvoice } from '../stripe/account-billing';
import { accountStripe } from '../stripe/account-stripe';
import type { Read } from '../stripe/subject';
import { isAtEnd, paymentIntentOf, paymentOf, type InvoicePayment } from './invoice-row';

/**
 * Reads the payments of those invoices that have one, but of an invoice at its end only what is not
 * known yet. Throws when Stripe cannot be reached.
 */
export async function readPayments(
  { id, accountId }: { readonly id: SubscriptionId; readonly accountId: AccountId },
  invoices: readonly AccountInvoice[],
  read: Read,
): Promise<Map<AccountInvoiceId, InvoicePayment>> {
  const settled = await settledInvoices(id, accountId);
  const payments = new Map<AccountInvoiceId, InvoicePayment>();
  await Promise.all(
    invoices.map(async (invoice) => {
      const intentId = paymentIntentOf(invoice);
      if (!intentId || settled.get(invoice.id) === invoice.status) return;
      const intent = await accountStripe(accountId).invoices.retrievePayment(intentId, read);
      payments.set(invoice.id, paymentOf(intent));
    }),
  );
  return payments;
}

/** Invoices at their end of which everything is known, with how they ended. */
async function settledInvoices(
  id: SubscriptionId,
  accountId: AccountId,
): Promise<Map<AccountInvoiceId, string>> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.subscriptionId, id),
        eq(subscriptionInvoices.accountId, accountId),
      ),
    );
  const known = rows.filter(
    ({ status, amountPaid, chargeId }) => isAtEnd(status) && (amountPaid === 0 || chargeId),
  );
  return new Map(known.map(({ accountInvoiceId, status }) => [accountInvoiceId, status]));
}
