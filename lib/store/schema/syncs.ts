/** What keeps mirrors in step: kept clones on accounts, and each sync of each mirror. */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type {
  AccountId,
  AccountInvoiceId,
  AccountMethodId,
  BuyerId,
  IdempotencyKey,
  KeptCloneId,
  SavedMethodId,
  SubscriptionId,
  SyncId,
} from '../../model/ids';
import type { SyncReason, SyncState } from '../../model/recurring';
import { at } from './columns';
import type { StoredProblem } from './orders';
import { users } from './people';
import { savedMethods } from './saving';
import { subscriptions } from './subscriptions';

/**
 * A clone that is attached to the buyer's Customer on an account, or is about to be. Every one that was
 * ever made is here until it is detached: nothing on an account may go on using a card that is gone.
 */
export const keptClones = pgTable(
  'kept_clones',
  {
    id: text().$type<KeptCloneId>().primaryKey(),
    subscriptionId: text('subscription_id')
      .$type<SubscriptionId>()
      .notNull()
      .references(() => subscriptions.id),
    accountId: text('account_id').$type<AccountId>().notNull(),
    savedMethodId: text('saved_method_id')
      .$type<SavedMethodId>()
      .notNull()
      .references(() => savedMethods.id),
    cloneKey: text('clone_key').$type<IdempotencyKey>().notNull().unique(),
    attachKey: text('attach_key').$type<IdempotencyKey>().notNull().unique(),
    detachKey: text('detach_key').$type<IdempotencyKey>().notNull().unique(),
    accountMethodId: text('account_method_id').$type<AccountMethodId>(),
    attachedAt: at('attached_at'),
    /** When nothing may be charged to it any more, and it has to be detached. */
    unwantedAt: at('unwanted_at'),
    detachedAt: at('detached_at'),
    /**
     * When its account let nobody in to detach it. It may be attached there still, and waits for no
     * wallet.
     */
    outOfReachAt: at('out_of_reach_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('kept_clones_of').on(table.subscriptionId),
    index('kept_clones_method').on(table.savedMethodId),
    index('kept_clones_unwanted')
      .on(table.unwantedAt)
      .where(sql`${table.unwantedAt} is not null and ${table.detachedAt} is null`),
  ],
);

/**
 * One change that a mirror has to follow. Numbers grow within a mirror: the newest wins, and carries
 * out what older ones left undone. Keys are written with the row, before any call.
 */
export const syncs = pgTable(
  'syncs',
  {
    id: text().$type<SyncId>().primaryKey(),
    subscriptionId: text('subscription_id')
      .$type<SubscriptionId>()
      .notNull()
      .references(() => subscriptions.id),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    accountId: text('account_id').$type<AccountId>().notNull(),
    number: integer().notNull(),
    /** Syncs of one change share it: what the wallet page counts. */
    changeId: text('change_id').notNull(),
    reason: text().$type<SyncReason>().notNull(),
    /** The saved method that the mirror is to be charged to. */
    savedMethodId: text('saved_method_id')
      .$type<SavedMethodId>()
      .notNull()
      .references(() => savedMethods.id),
    /** Whether a new clone is needed, and whether the Customer's name or e-mail. */
    renewsMethod: boolean('renews_method').notNull(),
    renewsCustomer: boolean('renews_customer').notNull(),
    state: text().$type<SyncState>().notNull().default('waiting'),
    keptCloneId: text('kept_clone_id')
      .$type<KeptCloneId>()
      .references(() => keptClones.id),
    /** Of `customers.update`, `subscriptions.update` and `invoices.pay`. */
    customerKey: text('customer_key').$type<IdempotencyKey>().notNull().unique(),
    pointKey: text('point_key').$type<IdempotencyKey>().notNull().unique(),
    payKey: text('pay_key').$type<IdempotencyKey>().notNull().unique(),
    /** The open invoice that was paid with the new method, if there was one. */
    accountInvoiceId: text('account_invoice_id').$type<AccountInvoiceId>(),
    problem: jsonb().$type<StoredProblem>(),
    tries: integer().notNull().default(0),
    nextTryAt: at('next_try_at').notNull().defaultNow(),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (table) => [
    uniqueIndex('syncs_number').on(table.subscriptionId, table.number),
    index('syncs_change').on(table.changeId),
    index('syncs_buyer').on(table.buyerId, table.createdAt),
    index('syncs_unfinished')
      .on(table.nextTryAt)
      .where(
        sql`${table.state} in ('waiting', 'cloning', 'attaching', 'pointing', 'paying', 'detaching')`,
      ),
    index('syncs_failed')
      .on(table.accountId)
      .where(sql`${table.state} = 'failed'`),
  ],
);
