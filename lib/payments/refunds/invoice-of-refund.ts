import { and, eq } from 'drizzle-orm';
import { refunds, subscriptionInvoices } from '../../store/schema';

/** Joins a refund with the invoice that it is of; a refund of a leg has none. */
export const invoiceOfRefund = and(
  eq(subscriptionInvoices.accountId, refunds.accountId),
  eq(subscriptionInvoices.accountInvoiceId, refunds.accountInvoiceId),
);
