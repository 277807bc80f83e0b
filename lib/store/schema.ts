/**
 * Every table of Souk. Ids of our rows are text made by `newId`; ids that Stripe gave are text named
 * after where the object lives (`platform…`, `account…`). Amounts are minor units.
 */
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type {
  AccountChargeId,
  AccountId,
  AccountMethodId,
  AccountPaymentIntentId,
  AttemptId,
  BuyerId,
  CartId,
  IdempotencyKey,
  LegId,
  OrderId,
  PlatformCustomerId,
  PlatformMethodId,
  PlatformSetupIntentId,
  ProductId,
  SavedMethodId,
  SellerId,
  SetupId,
  VariantId,
} from '../model/ids';
import type { LegState } from '../model/status';
import type { Persona } from '../model/views';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** What Stripe said when a call failed; codes are for engineers, never shown as they are. */
export interface StoredProblem {
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly message: string;
  readonly requestId: string | null;
}

// --- people ----------------------------------------------------------------------------------

/** Everybody who signs in; kept by the session library. A buyer's id is the user's id. */
export const users = pgTable('users', {
  id: text().$type<BuyerId>().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  role: text().$type<Persona>().notNull().default('buyer'),
  /** The seller this person works for, when `role` is `seller`. */
  sellerId: text('seller_id').$type<SellerId>(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text('user_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

/** How a person proves who they are (the library's "account"; that word is Stripe's here). */
export const credentials = pgTable(
  'credentials',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('credentials_user').on(table.userId)],
);

export const verifications = pgTable('verifications', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
});

/** A buyer's Customer on the platform, made once, before the first card is saved. */
export const buyers = pgTable('buyers', {
  id: text()
    .$type<BuyerId>()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Stored before `customers.create` is called. */
  customerKey: text('customer_key').$type<IdempotencyKey>().notNull(),
  platformCustomerId: text('platform_customer_id').$type<PlatformCustomerId>().unique(),
  createdAt: at('created_at').notNull().defaultNow(),
});

// --- goods -----------------------------------------------------------------------------------

export const sellers = pgTable('sellers', {
  id: text().$type<SellerId>().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  tagline: text().notNull(),
  about: text().notNull(),
  place: text().notNull(),
  country: text().notNull(),
  currency: text().notNull(),
  picture: text().notNull(),
  position: integer().notNull(),
  /** The connected account; null until it was made at Stripe. */
  accountId: text('account_id').$type<AccountId>().unique(),
  chargesEnabled: boolean('charges_enabled').notNull().default(false),
  createdAt: at('created_at').notNull().defaultNow(),
});

export const products = pgTable(
  'products',
  {
    id: text().$type<ProductId>().primaryKey(),
    sellerId: text('seller_id')
      .$type<SellerId>()
      .notNull()
      .references(() => sellers.id),
    slug: text().notNull().unique(),
    name: text().notNull(),
    description: text().notNull(),
    details: jsonb().$type<string[]>().notNull(),
    delivery: text().notNull(),
    category: text().notNull(),
    picture: text().notNull(),
    position: integer().notNull(),
  },
  (table) => [
    index('products_seller').on(table.sellerId),
    index('products_category').on(table.category),
  ],
);

/** What can be bought. A product of one kind has one variant with an empty name. */
export const variants = pgTable(
  'variants',
  {
    id: text().$type<VariantId>().primaryKey(),
    productId: text('product_id')
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    name: text().notNull().default(''),
    amount: integer().notNull(),
    currency: text().notNull(),
    /** Null: never runs out (a download, a voucher). */
    stock: integer(),
    position: integer().notNull(),
  },
  (table) => [index('variants_product').on(table.productId)],
);

export const carts = pgTable(
  'carts',
  {
    id: text().$type<CartId>().primaryKey(),
    /** Null while its owner is a guest, known by the cookie alone. */
    buyerId: text('buyer_id').$type<BuyerId>(),
    /** Grows with every change, also when an order empties it. */
    revision: integer().notNull().default(0),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('carts_buyer').on(table.buyerId)],
);

export const cartLines = pgTable(
  'cart_lines',
  {
    cartId: text('cart_id')
      .$type<CartId>()
      .notNull()
      .references(() => carts.id, { onDelete: 'cascade' }),
    variantId: text('variant_id')
      .$type<VariantId>()
      .notNull()
      .references(() => variants.id),
    quantity: integer().notNull(),
    addedAt: at('added_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.cartId, table.variantId] })],
);

// --- saving a method -------------------------------------------------------------------------

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
    onBehalfOf: text('on_behalf_of').$type<AccountId>(),
    consentVersion: text('consent_version').notNull(),
    consentAt: at('consent_at'),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('setups_buyer').on(table.buyerId)],
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
    type: text().$type<'card' | 'us_bank_account'>().notNull(),
    brand: text().notNull(),
    last4: text().notNull(),
    expMonth: integer('exp_month').notNull(),
    expYear: integer('exp_year').notNull(),
    country: text(),
    isDefault: boolean('is_default').notNull().default(false),
    /** `removing` from the moment the buyer says so: no new clone is made of it. */
    status: text().$type<'active' | 'removing' | 'removed'>().notNull().default('active'),
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

// --- orders ----------------------------------------------------------------------------------

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
    policy: text()
      .$type<'each_on_its_own' | 'all_or_nothing'>()
      .notNull()
      .default('each_on_its_own'),
    savedMethodId: text('saved_method_id').$type<SavedMethodId>().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('orders_buyer').on(table.buyerId, table.createdAt)],
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
      .where(sql`${table.state} in ('created', 'cloning', 'charging', 'processing')`),
  ],
);

/**
 * One try to charge a leg. Both keys are written with the row, before any call, and are never
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
    cloneId: text('clone_id').$type<AccountMethodId>(),
    paymentIntentId: text('payment_intent_id').$type<AccountPaymentIntentId>(),
    chargeId: text('charge_id').$type<AccountChargeId>(),
    problem: jsonb().$type<StoredProblem>(),
    createdAt: at('created_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (table) => [uniqueIndex('attempts_leg_number').on(table.legId, table.number)],
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

// --- underneath ------------------------------------------------------------------------------

/** Calls to Stripe as they were made, redacted before they are written. */
export const stripeCalls = pgTable(
  'stripe_calls',
  {
    id: text().primaryKey(),
    at: at('at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** What the call was made for: whose page may show it. */
    buyerId: text('buyer_id').$type<BuyerId>(),
    orderId: text('order_id').$type<OrderId>(),
    legId: text('leg_id').$type<LegId>(),
    setupId: text('setup_id').$type<SetupId>(),
    accountId: text('account_id').$type<AccountId>(),
    method: text().$type<'GET' | 'POST' | 'DELETE'>().notNull(),
    path: text().notNull(),
    idempotencyKey: text('idempotency_key'),
    status: integer(),
    requestId: text('request_id'),
    request: jsonb().notNull(),
    response: jsonb(),
  },
  (table) => [
    index('stripe_calls_order').on(table.orderId, table.at),
    index('stripe_calls_setup').on(table.setupId, table.at),
    index('stripe_calls_buyer').on(table.buyerId, table.at),
  ],
);

/** One row a name: what was set up once (`catalog`, `accounts`), so that starts are repeatable. */
export const milestones = pgTable('milestones', {
  name: text().primaryKey(),
  value: text().notNull().default(''),
  at: at('at').notNull().defaultNow(),
});
