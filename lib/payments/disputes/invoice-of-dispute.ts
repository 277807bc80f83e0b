import { and, eq } from 'drizzle-orm';
import { disputes, subscriptionInvoices } from '../../store/schema';

/** Joins a dispute with the invoice that it is about; a dispute about a leg has none. */
export const invoiceOfDispute = and(
  eq(subscriptionInvoices.accountId, disputes.accountId),
  eq(subscriptionInvoices.accountInvoiceId, disputes.accountInvoiceId),
);
