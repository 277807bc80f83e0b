/** What comes after a sale was paid: refunds, disputes, and when Stripe is asked about them. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { RefundReason, RefundState } from '../../model/after-sale';
import type { AnswerState, Evidence } from '../../model/evidence';
import type {
  AccountChargeId,
  AccountDisputeId,
  AccountId,
  AccountInvoiceId,
  AccountPaymentIntentId,
  AccountRefundId,
  BuyerId,
  DisputeId,
  IdempotencyKey,
  LegId,
  RefundId,
} from '../../model/ids';
import { at } from './columns';
import { legs, type StoredProblem } from './orders';
import { users } from './people';
import { subscriptionInvoices } from './subscriptions';

/**
 * Money of one sale given back: of a leg, or of a paid invoice of a subscription. Its key is written
 * with the row, before any call.
 */
export const refunds = pgTable(
  'refunds',
  {
    id: text().$type<RefundId>().primaryKey(),
    legId: text('leg_id')
      .$type<LegId>()
      .references(() => legs.id),
    /** Of an invoice, and null of a leg, which names its account itself. */
    accountId: text('account_id').$type<AccountId>(),
    accountInvoiceId: text('account_invoice_id').$type<AccountInvoiceId>(),
    /** 1 is the first of its sale: a second press of one form finds this row. */
    number: integer().notNull(),
    /** The charge it gives back. */
    chargeId: text('charge_id').$type<AccountChargeId>().notNull(),
    /**
     * The PaymentIntent of that charge, where it came too late: it has succeeded, and can take nothing
     * more.
     */
    paymentIntentId: text('payment_intent_id').$type<AccountPaymentIntentId>(),
    /** The fee that this very charge bore, where it need not be the one of the sale: it came too late. */
    chargeFeeAmount: integer('charge_fee_amount'),
    amount: integer().notNull(),
    currency: text().notNull(),
    reason: text().$type<RefundReason>().notNull(),
    note: text().notNull().default(''),
    state: text().$type<RefundState>().notNull().default('requested'),
    refundKey: text('refund_key').$type<IdempotencyKey>().notNull().unique(),
    accountRefundId: text('account_refund_id').$type<AccountRefundId>(),
    problem: jsonb().$type<StoredProblem>(),
    /** The operator or the seller, and what was written to the buyer. */
    decidedBy: text('decided_by')
      .$type<BuyerId>()
      .references(() => users.id),
    decidedAt: at('decided_at'),
    answer: text().notNull().default(''),
    /** Who sends it, and until when nobody else may. */
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('refunds_leg_number').on(table.legId, table.number),
    uniqueIndex('refunds_invoice_number').on(table.accountId, table.accountInvoiceId, table.number),
    foreignKey({
      name: 'refunds_invoice',
      columns: [table.accountId, table.accountInvoiceId],
      foreignColumns: [subscriptionInvoices.accountId, subscriptionInvoices.accountInvoiceId],
    }),
    check(
      'refunds_of_one_sale',
      sql`(${table.legId} is null) = (${table.accountInvoiceId} is not null)
        and (${table.accountId} is null) = (${table.accountInvoiceId} is null)`,
    ),
    // Money that came too late is sent back once, however many hear of it.
    uniqueIndex('refunds_late_payment')
      .on(table.chargeId)
      .where(sql`${table.reason} = 'late_payment'`),
    index('refunds_unfinished')
      .on(table.state)
      .where(sql`${table.state} in ('requested', 'granted', 'pending')`),
  ],
);

/**
 * A payment that a buyer's bank disputes, of a leg or of an invoice of a subscription, as the account's
 * own dispute said when last asked.
 */
export const disputes = pgTable(
  'disputes',
  {
    id: text().$type<DisputeId>().primaryKey(),
    legId: text('leg_id')
      .$type<LegId>()
      .references(() => legs.id),
    /** Of an invoice, and null of a leg, which names its account itself. */
    accountId: text('account_id').$type<AccountId>(),
    accountInvoiceId: text('account_invoice_id').$type<AccountInvoiceId>(),
    accountDisputeId: text('account_dispute_id').$type<AccountDisputeId>().notNull().unique(),
    amount: integer().notNull(),
    currency: text().notNull(),
    /** Stripe's own words; new ones may come any day. */
    reason: text().notNull(),
    status: text().notNull(),
    /** Whether Stripe would still give the payment back. */
    refundable: boolean().notNull(),
    dueBy: at('due_by'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('disputes_leg').on(table.legId),
    index('disputes_of_invoice').on(table.accountId, table.accountInvoiceId),
    foreignKey({
      name: 'disputes_invoice',
      columns: [table.accountId, table.accountInvoiceId],
      foreignColumns: [subscriptionInvoices.accountId, subscriptionInvoices.accountInvoiceId],
    }),
    check(
      'disputes_of_one_sale',
      sql`(${table.legId} is null) = (${table.accountInvoiceId} is not null)
        and (${table.accountId} is null) = (${table.accountInvoiceId} is null)`,
    ),
  ],
);

/**
 * What a seller says to the bank about a dispute: theirs alone until it is sent, then on its way, and
 * sent. The key is written when it is to be sent, before any call; another try has another.
 */
export const disputeAnswers = pgTable(
  'dispute_answers',
  {
    disputeId: text('dispute_id')
      .$type<DisputeId>()
      .primaryKey()
      .references(() => disputes.id),
    evidence: jsonb().$type<Evidence>().notNull(),
    state: text().$type<AnswerState>().notNull().default('draft'),
    /** Counts the tries to send it. */
    attempt: integer().notNull().default(0),
    evidenceKey: text('evidence_key').$type<IdempotencyKey>().unique(),
    problem: jsonb().$type<StoredProblem>(),
    writtenBy: text('written_by')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    submittedAt: at('submitted_at'),
    /** Who sends it, and until when nobody else may. */
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('dispute_answers_unsent')
      .on(table.submittedAt)
      .where(sql`${table.state} = 'submitted'`),
  ],
);

/** When Stripe was last asked what became of a paid leg, and when it is to be asked again. */
export const legLooks = pgTable(
  'leg_looks',
  {
    legId: text('leg_id')
      .$type<LegId>()
      .primaryKey()
      .references(() => legs.id),
    /** What the account's charge says is given back, refunds from Stripe's Dashboard included. */
    amountRefunded: integer('amount_refunded').notNull().default(0),
    lookedAt: at('looked_at').notNull().defaultNow(),
    /** Null: nothing can happen any more. */
    nextAt: at('next_at'),
  },
  (table) => [index('leg_looks_next').on(table.nextAt)],
);
