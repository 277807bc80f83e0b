/** What is underneath: calls to Stripe, and what was set up once. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type {
  AccountId,
  BuyerId,
  LabRunId,
  LegId,
  MembershipId,
  OrderId,
  SellerId,
  SetupId,
  SubscriptionId,
} from '../../model/ids';
import { at } from './columns';

/** Calls to Stripe as they were made, redacted before they are written. */
export const stripeCalls = pgTable(
  'stripe_calls',
  {
    id: text().primaryKey(),
    at: at('at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** What the call was made for: whose page may show it. */
    buyerId: text('buyer_id').$type<BuyerId>(),
    sellerId: text('seller_id').$type<SellerId>(),
    orderId: text('order_id').$type<OrderId>(),
    legId: text('leg_id').$type<LegId>(),
    setupId: text('setup_id').$type<SetupId>(),
    subscriptionId: text('subscription_id').$type<SubscriptionId>(),
    membershipId: text('membership_id').$type<MembershipId>(),
    labRunId: text('lab_run_id').$type<LabRunId>(),
    accountId: text('account_id').$type<AccountId>(),
    method: text().$type<'GET' | 'POST' | 'DELETE'>().notNull(),
    path: text().notNull(),
    idempotencyKey: text('idempotency_key'),
    status: integer(),
    requestId: text('request_id'),
    request: jsonb().notNull(),
    response: jsonb(),
    /** The `Stripe-Version` that was asked for. */
    apiVersion: text('api_version'),
    /** The line of ours that made the call: `lib/payments/send-charge.ts:41`. */
    site: text(),
  },
  (table) => [
    index('stripe_calls_order').on(table.orderId, table.at),
    index('stripe_calls_setup').on(table.setupId, table.at),
    index('stripe_calls_subscription').on(table.subscriptionId, table.at),
    index('stripe_calls_membership').on(table.membershipId, table.at),
    index('stripe_calls_lab_run').on(table.labRunId, table.at),
    index('stripe_calls_buyer').on(table.buyerId, table.at),
    index('stripe_calls_account').on(table.accountId, table.at),
    index('stripe_calls_seller')
      .on(table.sellerId, table.at)
      .where(sql`${table.sellerId} is not null`),
    index('stripe_calls_at').on(table.at),
  ],
);

/** One row a name: what was set up once (`catalog`, `accounts`), so that starts are repeatable. */
export const milestones = pgTable('milestones', {
  name: text().primaryKey(),
  value: text().notNull().default(''),
  at: at('at').notNull().defaultNow(),
});
