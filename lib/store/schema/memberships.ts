/** What the platform itself sells: Souk Plus, a year at a time. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type {
  BuyerId,
  IdempotencyKey,
  MembershipId,
  PlatformChargeId,
  PlatformDisputeId,
  PlatformPaymentIntentId,
  PlatformRefundId,
  SavedMethodId,
} from '../../model/ids';
import type { MembershipState } from '../../model/membership';
import { at } from './columns';
import type { StoredProblem } from './orders';
import { users } from './people';
import { savedMethods } from './saving';

/** A payment of the platform's own that a buyer's bank disputes, as it was read last. */
export interface StoredDispute {
  readonly id: PlatformDisputeId;
  readonly amount: number;
  readonly currency: string;
  /** Stripe's own words; new ones may come any day. */
  readonly reason: string;
  readonly status: string;
  /** ISO time until which Souk may answer, or null. */
  readonly dueBy: string | null;
  /** ISO time. */
  readonly createdAt: string;
}

/** One year of Plus: one PaymentIntent on the platform, whatever cards were tried. */
export const memberships = pgTable(
  'memberships',
  {
    id: text().$type<MembershipId>().primaryKey(),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    amount: integer().notNull(),
    currency: text().notNull(),
    state: text().$type<MembershipState>().notNull().default('created'),
    /** Of `paymentIntents.create`; stored before the call. */
    intentKey: text('intent_key').$type<IdempotencyKey>().notNull().unique(),
    platformPaymentIntentId: text('platform_payment_intent_id')
      .$type<PlatformPaymentIntentId>()
      .unique(),
    platformChargeId: text('platform_charge_id').$type<PlatformChargeId>(),
    /**
     * The press of "Pay" with a saved card that has no answer yet: its key, and the card. Both go
     * once it has; who presses again before that sends the same call.
     */
    confirmKey: text('confirm_key').$type<IdempotencyKey>().unique(),
    confirmMethodId: text('confirm_method_id')
      .$type<SavedMethodId>()
      .references(() => savedMethods.id),
    /** What paid it, as it stands in the wallet. */
    savedMethodId: text('saved_method_id')
      .$type<SavedMethodId>()
      .references(() => savedMethods.id),
    /** The words that stood beside the button, and when it was paid under them. */
    consentVersion: text('consent_version').notNull(),
    consentAt: at('consent_at'),
    /** Set with the wish to end what was left lying: from then on nothing may pay it. */
    cancelKey: text('cancel_key').$type<IdempotencyKey>().unique(),
    /** Set when it was paid although nobody waited for it any more: that money goes back. */
    refundKey: text('refund_key').$type<IdempotencyKey>().unique(),
    platformRefundId: text('platform_refund_id').$type<PlatformRefundId>(),
    /** As that refund was read last; it may fail long after it had succeeded. */
    refundState: text('refund_state').$type<'pending' | 'succeeded' | 'failed'>(),
    problem: jsonb().$type<StoredProblem>(),
    paidAt: at('paid_at'),
    paidUntil: at('paid_until'),
    /** What the charge says was given back, by whomever. */
    amountRefunded: integer('amount_refunded').notNull().default(0),
    /** Every dispute about it. */
    disputes: jsonb().$type<readonly StoredDispute[]>().notNull().default([]),
    /** When it was seen that all of its money had gone back; null while it holds. */
    endedAt: at('ended_at'),
    /** When Stripe was last asked about it without its buyer. */
    lookedAt: at('looked_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('memberships_buyer').on(table.buyerId, table.createdAt),
    uniqueIndex('memberships_running')
      .on(table.buyerId)
      .where(sql`${table.state} in ('created', 'open', 'processing')`),
    index('memberships_paid').on(table.paidAt),
    index('memberships_charge').on(table.platformChargeId),
    index('memberships_unfinished')
      .on(table.createdAt)
      .where(
        sql`${table.state} in ('created', 'open', 'processing') or (${table.refundKey} is not null and ${table.platformRefundId} is null)`,
      ),
  ],
);
