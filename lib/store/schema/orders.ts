/** Orders, their legs and attempts. */
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type {
  AccountChargeId,
  AccountId,
  AccountMethodId,
  AccountPaymentIntentId,
  AttemptId,
  BuyerId,
  IdempotencyKey,
  LegId,
  OrderId,
  SavedMethodId,
  SellerId,
  VariantId,
} from '../../model/ids';
import type { Confirmation } from '../../model/confirmation';
import type { Decision, DecisionReason, LegState, Policy } from '../../model/status';
import { at } from './columns';
import { users } from './people';
import { sellers, variants } from './goods';
import { savedMethods } from './saving';

/** What Stripe said when a call failed; codes are for engineers, never shown as they are. */
export interface StoredProblem {
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly message: string;
  readonly requestId: string | null;
}

/** What one press of "Pay" buys. Its status is computed from its legs. */
export const orders = pgTable(
  'orders',
  {
    id: text().$type<OrderId>().primaryKey(),
    number: text().notNull().unique(),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    /** One order per quote: a double click and a second tab find this row instead of paying again. */
    quote: text().notNull().unique(),
    policy: text().$type<Policy>().notNull().default('each_on_its_own'),
    /** What becomes of the money that all or nothing holds; written once, by compare-and-set. */
    decision: text().$type<Decision>(),
    decisionReason: text('decision_reason').$type<DecisionReason>(),
    decidedAt: at('decided_at'),
    /** When an order of all or nothing had nothing more to take, let go or give back. */
    settledAt: at('settled_at'),
    savedMethodId: text('saved_method_id').$type<SavedMethodId>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('orders_buyer').on(table.buyerId, table.createdAt),
    index('orders_unsettled')
      .on(table.createdAt)
      .where(sql`${table.policy} = 'all_or_nothing' and ${table.settledAt} is null`),
  ],
);

/** One seller's part of an order: one direct charge on that seller's account. */
export const legs = pgTable(
  'legs',
  {
    id: text().$type<LegId>().primaryKey(),
    orderId: text('order_id')
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id),
    sellerId: text('seller_id')
      .$type<SellerId>()
      .notNull()
      .references(() => sellers.id),
    accountId: text('account_id').$type<AccountId>().notNull(),
    position: integer().notNull(),
    amount: integer().notNull(),
    feeAmount: integer('fee_amount').notNull(),
    currency: text().notNull(),
    state: text().$type<LegState>().notNull().default('created'),
    /** The number of the attempt that counts now; 1 is the first. */
    attempt: integer().notNull().default(1),
    /** Who drives the leg, and until when nobody else may. */
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),
    paidAt: at('paid_at'),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('legs_order').on(table.orderId),
    uniqueIndex('legs_order_seller').on(table.orderId, table.sellerId),
    index('legs_unfinished')
      .on(table.state)
      .where(
        sql`${table.state} in ('created', 'cloning', 'charging', 'processing', 'capturing', 'releasing')`,
      ),
    // What was paid of late, for the e-mails about it.
    index('legs_paid').on(table.paidAt),
    // Those that wait for their buyer at the bank, to be looked at now and then.
    index('legs_awaited')
      .on(table.leaseUntil)
      .where(sql`${table.state} = 'action_needed' and ${table.leaseUntil} is not null`),
    // And all whose bank asks, for the e-mails about it.
    index('legs_asked')
      .on(table.orderId)
      .where(sql`${table.state} = 'action_needed'`),
  ],
);

/**
 * One try to charge a leg. Its keys are written with the row, before any call, and are never
 * recomputed; each result is written before the next call.
 */
export const attempts = pgTable(
  'attempts',
  {
    id: text().$type<AttemptId>().primaryKey(),
    legId: text('leg_id')
      .$type<LegId>()
      .notNull()
      .references(() => legs.id),
    number: integer().notNull(),
    savedMethodId: text('saved_method_id')
      .$type<SavedMethodId>()
      .notNull()
      .references(() => savedMethods.id),
    cloneKey: text('clone_key').$type<IdempotencyKey>().notNull().unique(),
    chargeKey: text('charge_key').$type<IdempotencyKey>().notNull().unique(),
    /** For what all or nothing holds: the keys of taking it and of letting it go. */
    captureKey: text('capture_key').$type<IdempotencyKey>().unique(),
    releaseKey: text('release_key').$type<IdempotencyKey>().unique(),
    confirmation: text().$type<Confirmation>().notNull().default('off_session'),
    /** The attempt that made the PaymentIntent which this one confirms anew; null when it makes one. */
    intentAttemptId: text('intent_attempt_id').$type<AttemptId>(),
    cloneId: text('clone_id').$type<AccountMethodId>(),
    paymentIntentId: text('payment_intent_id').$type<AccountPaymentIntentId>(),
    chargeId: text('charge_id').$type<AccountChargeId>(),
    problem: jsonb().$type<StoredProblem>(),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (table) => [
    uniqueIndex('attempts_leg_number').on(table.legId, table.number),
    // Events name a PaymentIntent and nothing of ours.
    index('attempts_payment_intent').on(table.paymentIntentId),
  ],
);

/** What was bought, as it was called and priced at that moment. */
export const orderLines = pgTable(
  'order_lines',
  {
    legId: text('leg_id')
      .$type<LegId>()
      .notNull()
      .references(() => legs.id),
    variantId: text('variant_id')
      .$type<VariantId>()
      .notNull()
      .references(() => variants.id),
    productSlug: text('product_slug').notNull(),
    name: text().notNull(),
    variant: text().notNull(),
    picture: text().notNull(),
    quantity: integer().notNull(),
    unitAmount: integer('unit_amount').notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.legId, table.variantId] })],
);
