/** What is owed for a subscription, as far as Stripe has been read. */
import {
  and,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  ne,
  not,
  notExists,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import type { Db } from './database';
import { subscriptionInvoices, subscriptions } from './schema';

/** True of an invoice, with its subscription, of which something is left to be paid. */
export const isOwed: SQL = and(
  not(subscriptionInvoices.isStray),
  gt(subscriptionInvoices.amountDue, subscriptionInvoices.amountPaid),
  // Another quantity, which its buyer has just asked for, is owed by nobody.
  or(
    isNull(subscriptions.pendingQuantity),
    isNull(subscriptionInvoices.reason),
    ne(subscriptionInvoices.reason, 'subscription_update'),
  ),
) as SQL;

/**
 * True of a mirror whose period is paid: nothing is charged before that is over. A renewal is a draft for
 * an hour, and active meanwhile. A draft that nobody will charge, of a pause say, leaves nothing to pay.
 * https://docs.stripe.com/api/invoices/object#invoice_object-next_payment_attempt
 */
export const isPaidFor = (tx: Db): SQL =>
  and(
    inArray(subscriptions.status, ['active', 'trialing']),
    notExists(
      tx
        .select({ one: sql`1` })
        .from(subscriptionInvoices)
        .where(
          and(
            eq(subscriptionInvoices.subscriptionId, subscriptions.id),
            inArray(subscriptionInvoices.status, ['draft', 'open']),
            isOwed,
            isNotNull(subscriptionInvoices.nextAttemptAt),
          ),
        ),
    ),
  ) as SQL;
