/** Subscriptions on sellers' accounts, their invoices, and the Customers that they hang on. */
import { isNotNull, sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type {
  AccountChargeId,
  AccountCustomerId,
  AccountId,
  AccountInvoiceId,
  AccountMethodId,
  AccountPaymentIntentId,
  AccountPriceId,
  AccountSubscriptionId,
  AccountSubscriptionItemId,
  BuyerId,
  IdempotencyKey,
  OrderId,
  SavedMethodId,
  SellerId,
  SubscriptionChangeId,
  SubscriptionId,
  VariantId,
} from '../../model/ids';
import type {
  ChangeKind,
  ChangeState,
  Interval,
  StartState,
  SubscriptionStatus,
} from '../../model/recurring';
import { at } from './columns';
import { sellers, variants } from './goods';
import { orders, type StoredProblem } from './orders';
import { users } from './people';
import { savedMethods } from './saving';

/** A buyer's Customer on a seller's account: one for each pair, made at the first subscription there. */
export const accountCustomers = pgTable(
  'account_customers',
  {
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    accountId: text('account_id').$type<AccountId>().notNull(),
    /** Stored before `customers.create` is called. */
    customerKey: text('customer_key').$type<IdempotencyKey>().notNull(),
    accountCustomerId: text('account_customer_id').$type<AccountCustomerId>(),
    /** Credit that goes off what is billed next, as a subscription there said when it was last read. */
    credit: integer().notNull().default(0),
    creditCurrency: text('credit_currency'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.buyerId, table.accountId] }),
    uniqueIndex('account_customers_stripe').on(table.accountId, table.accountCustomerId),
  ],
);

/**
 * What a buyer pays a seller again and again. With the Customer and the kept clone on the account it
 * is a mirror. What was agreed (words, amount, period) stays as it was when it began.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: text().$type<SubscriptionId>().primaryKey(),
    /** The order it began with. */
    orderId: text('order_id')
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    sellerId: text('seller_id')
      .$type<SellerId>()
      .notNull()
      .references(() => sellers.id),
    accountId: text('account_id').$type<AccountId>().notNull(),
    /** Among the subscriptions of its order. */
    position: integer().notNull(),
    variantId: text('variant_id')
      .$type<VariantId>()
      .notNull()
      .references(() => variants.id),
    accountPriceId: text('account_price_id').$type<AccountPriceId>().notNull(),
    productSlug: text('product_slug').notNull(),
    name: text().notNull(),
    variant: text().notNull(),
    picture: text().notNull(),
    quantity: integer().notNull(),
    /** Of one, for one period. */
    unitAmount: integer('unit_amount').notNull(),
    currency: text().notNull(),
    interval: text().$type<Interval>().notNull(),
    intervalCount: integer('interval_count').notNull(),
    trialDays: integer('trial_days').notNull(),
    /** The platform's share of every invoice, in hundredths of a per cent. */
    feeBasisPoints: integer('fee_basis_points').notNull(),

    /** What pays it, from now on: the truth that the mirror has to follow. */
    savedMethodId: text('saved_method_id')
      .$type<SavedMethodId>()
      .notNull()
      .references(() => savedMethods.id),

    state: text().$type<StartState>().notNull().default('created'),
    /** Counts the tries to start it; each has keys of its own. */
    attempt: integer().notNull().default(1),
    subscriptionKey: text('subscription_key').$type<IdempotencyKey>().notNull().unique(),
    /** When these keys were written; Stripe forgets them after a day. */
    attemptedAt: at('attempted_at').notNull().defaultNow(),
    problem: jsonb().$type<StoredProblem>(),
    /** What Stripe has for a start that waits for an operator, since it does not agree with this row. */
    refusedSubscriptionId: text('refused_subscription_id').$type<AccountSubscriptionId>(),
    /** Who works at it (its start, or a sync of its mirror), and until when nobody else may. */
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),

    // As Stripe's Subscription said when it was last read.
    accountSubscriptionId: text('account_subscription_id').$type<AccountSubscriptionId>(),
    accountItemId: text('account_item_id').$type<AccountSubscriptionItemId>(),
    /** The kept clone that the Subscription is charged to. */
    accountMethodId: text('account_method_id').$type<AccountMethodId>(),
    status: text().$type<SubscriptionStatus>(),
    trialEnd: at('trial_end'),
    currentPeriodEnd: at('current_period_end'),
    cancelAtPeriodEnd: boolean('cancel_at_period_end').notNull().default(false),
    /** A day that was set for its end, by whomever; also where that is the end of the period. */
    cancelAt: at('cancel_at'),
    /** True while the seller has Stripe collect nothing for it, and until when, if that was said. */
    collectionPaused: boolean('collection_paused').notNull().default(false),
    collectionResumesAt: at('collection_resumes_at'),
    /** True while the bank waits for the buyer although nothing is due, as in a trial. */
    setupNeeded: boolean('setup_needed').notNull().default(false),
    /** Begins the key by which the bank's own page was last asked for; null once that is answered. */
    bankPageKey: text('bank_page_key').$type<IdempotencyKey>(),
    /** What it becomes once its difference is paid, and until when that waits; else null. */
    pendingQuantity: integer('pending_quantity'),
    pendingUntil: at('pending_until'),
    endedAt: at('ended_at'),
    readAt: at('read_at'),

    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('subscriptions_order').on(table.orderId),
    index('subscriptions_buyer').on(table.buyerId, table.createdAt),
    index('subscriptions_method').on(table.savedMethodId),
    uniqueIndex('subscriptions_stripe').on(table.accountId, table.accountSubscriptionId),
    index('subscriptions_starting')
      .on(table.state)
      .where(sql`${table.state} in ('created', 'customer', 'cloning', 'attaching', 'subscribing')`),
  ],
);

/** An invoice of a subscription, as Stripe said when it was last read. */
export const subscriptionInvoices = pgTable(
  'subscription_invoices',
  {
    accountId: text('account_id').$type<AccountId>().notNull(),
    accountInvoiceId: text('account_invoice_id').$type<AccountInvoiceId>().notNull(),
    subscriptionId: text('subscription_id')
      .$type<SubscriptionId>()
      .notNull()
      .references(() => subscriptions.id),
    /** Of another Subscription that was made for it and ended: its money goes back, and it is no period's. */
    isStray: boolean('is_stray').notNull().default(false),
    number: text(),
    /** Stripe's: draft, open, paid, uncollectible, void. */
    status: text().notNull(),
    /** Stripe's: subscription_create, subscription_cycle, subscription_update … */
    reason: text(),
    total: integer().notNull(),
    /** Of the total, what is left to be charged: less than all of it where its Customer had credit. */
    amountDue: integer('amount_due').notNull().default(0),
    amountPaid: integer('amount_paid').notNull(),
    /** The platform's share of what was paid; null until it is known. */
    feeAmount: integer('fee_amount'),
    currency: text().notNull(),
    periodStart: at('period_start').notNull(),
    periodEnd: at('period_end').notNull(),
    paymentIntentId: text('payment_intent_id').$type<AccountPaymentIntentId>(),
    chargeId: text('charge_id').$type<AccountChargeId>(),
    /** True while the bank waits for the buyer. */
    actionNeeded: boolean('action_needed').notNull().default(false),
    /** Since when that is known; null while the bank does not wait. */
    askedAt: at('asked_at'),
    problem: jsonb().$type<StoredProblem>(),
    attemptCount: integer('attempt_count').notNull().default(0),
    nextAttemptAt: at('next_attempt_at'),
    receiptUrl: text('receipt_url'),
    createdAt: at('created_at').notNull(),
    paidAt: at('paid_at'),
    readAt: at('read_at').notNull().defaultNow(),

    // What became of the payment, as its charge said when it was last looked at.
    /** Refunds of Stripe's Dashboard are in it. */
    amountRefunded: integer('amount_refunded').notNull().default(0),
    lookedAt: at('looked_at'),
    /** Null with a look behind it: nothing can happen any more. */
    nextLookAt: at('next_look_at'),
  },
  (table) => [
    primaryKey({ columns: [table.accountId, table.accountInvoiceId] }),
    index('subscription_invoices_looks').on(table.nextLookAt),
    // What was paid of late, for the e-mails about it.
    index('subscription_invoices_paid').on(table.paidAt),
    // And what a bank asks about.
    index('subscription_invoices_asked').on(table.askedAt).where(isNotNull(table.askedAt)),
    index('subscription_invoices_of').on(table.subscriptionId, table.createdAt),
    index('subscription_invoices_charge').on(table.chargeId),
  ],
);

/** Something that a buyer asked of a subscription. Its key is written with the row, before any call. */
export const subscriptionChanges = pgTable(
  'subscription_changes',
  {
    id: text().$type<SubscriptionChangeId>().primaryKey(),
    subscriptionId: text('subscription_id')
      .$type<SubscriptionId>()
      .notNull()
      .references(() => subscriptions.id),
    kind: text().$type<ChangeKind>().notNull(),
    /** The new quantity. */
    quantity: integer(),
    /** The invoice that is to be paid. */
    accountInvoiceId: text('account_invoice_id').$type<AccountInvoiceId>(),
    changeKey: text('change_key').$type<IdempotencyKey>().notNull().unique(),
    state: text().$type<ChangeState>().notNull().default('requested'),
    problem: jsonb().$type<StoredProblem>(),
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (table) => [
    index('subscription_changes_of').on(table.subscriptionId, table.createdAt),
    index('subscription_changes_unfinished')
      .on(table.createdAt)
      .where(sql`${table.state} = 'requested'`),
  ],
);
