/** Saving a payment method. */
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type {
  AccountId,
  BuyerId,
  IdempotencyKey,
  PlatformMethodId,
  PlatformSetupIntentId,
  SavedMethodId,
  SetupId,
} from '../../model/ids';
import type { MethodStatus, StoredVerification } from '../../model/verification';
import { at } from './columns';
import { users } from './people';

/** One try to save a method: a SetupIntent on the platform, with the consent that was shown. */
export const setups = pgTable(
  'setups',
  {
    id: text().$type<SetupId>().primaryKey(),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    setupKey: text('setup_key').$type<IdempotencyKey>().notNull(),
    platformSetupIntentId: text('platform_setup_intent_id').$type<PlatformSetupIntentId>().unique(),
    status: text()
      .$type<'created' | 'open' | 'succeeded' | 'failed' | 'canceled'>()
      .notNull()
      .default('created'),
    /** Set with the wish to remove a bank account that is not verified: it must not become so later. */
    cancelKey: text('cancel_key').$type<IdempotencyKey>(),
    onBehalfOf: text('on_behalf_of').$type<AccountId>(),
    consentVersion: text('consent_version').notNull(),
    consentAt: at('consent_at'),
    createdAt: at('created_at').notNull().defaultNow(),
    /** When Stripe was last asked about it without its buyer. */
    lookedAt: at('looked_at'),
  },
  (table) => [
    index('setups_buyer').on(table.buyerId),
    index('setups_open')
      .on(table.createdAt)
      .where(sql`${table.status} = 'open'`),
  ],
);

export const savedMethods = pgTable(
  'saved_methods',
  {
    id: text().$type<SavedMethodId>().primaryKey(),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    platformMethodId: text('platform_method_id').$type<PlatformMethodId>().notNull().unique(),
    setupId: text('setup_id').$type<SetupId>(),
    /** Stripe's type; only some can be copied to a seller's account, see `lib/model/method-type.ts`. */
    type: text().notNull(),
    brand: text().notNull(),
    /** Empty where a type has no number. */
    last4: text().notNull(),
    /** Null for what does not expire. */
    expMonth: integer('exp_month'),
    expYear: integer('exp_year'),
    country: text(),
    /** A bank account's bank; null for what has none. */
    bankName: text('bank_name'),
    /** How a bank account is to be verified, while it is. */
    verification: jsonb().$type<StoredVerification>(),
    isDefault: boolean('is_default').notNull().default(false),
    /**
     * Only `active` can pay. `verifying`: a bank account whose buyer has still to tell what arrived in
     * it; `unverified` when that came to nothing. `removing` from the moment the buyer says so: no new
     * clone is made of it.
     */
    status: text().$type<MethodStatus>().notNull().default('active'),
    detachKey: text('detach_key').$type<IdempotencyKey>(),
    consentVersion: text('consent_version').notNull(),
    consentAt: at('consent_at').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    removedAt: at('removed_at'),
  },
  (table) => [
    index('saved_methods_buyer').on(table.buyerId),
    uniqueIndex('saved_methods_default')
      .on(table.buyerId)
      .where(sql`${table.isDefault} and ${table.status} = 'active'`),
  ],
);
