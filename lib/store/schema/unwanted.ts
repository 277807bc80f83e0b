/** What is left of Subscriptions that nobody wants. */
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AccountId, AccountInvoiceId, SubscriptionId } from '../../model/ids';
import { at } from './columns';
import type { StoredProblem } from './orders';
import { subscriptions } from './subscriptions';

/** An invoice that was to be undone and is not: a row as long as that is so. */
export const invoicesNotUndone = pgTable(
  'invoices_not_undone',
  {
    accountId: text('account_id').$type<AccountId>().notNull(),
    accountInvoiceId: text('account_invoice_id').$type<AccountInvoiceId>().notNull(),
    /** The subscription of ours that it was made for. */
    subscriptionId: text('subscription_id')
      .$type<SubscriptionId>()
      .notNull()
      .references(() => subscriptions.id),
    /** Stripe's: `paid` where credit was not put back, any other where it was not voided. */
    status: text().notNull(),
    /** What it has used up of the buyer's credit; less than nothing where it took along what they owed. */
    credit: integer().notNull(),
    currency: text().notNull(),
    /** What Stripe said; null where the credit is gone with its Customer, so that no try brings it back. */
    problem: jsonb().$type<StoredProblem>(),
    /** How often Stripe has refused: each begins another key. */
    refusals: integer().notNull().default(1),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.accountInvoiceId] })],
);
