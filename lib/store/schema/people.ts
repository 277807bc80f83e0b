/** People, and how they prove who they are. */
import { relations } from 'drizzle-orm';
import { boolean, index, pgTable, text } from 'drizzle-orm/pg-core';
import type { Language } from '../../language/languages';
import type { BuyerId, IdempotencyKey, PlatformCustomerId, SellerId } from '../../model/ids';
import type { Persona } from '../../model/views';
import { at } from './columns';

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
  /** What they chose to read Souk in; null of who never did. Their e-mails are written in it. */
  language: text().$type<Language>(),
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

// For the session library, which reads what belongs together at once. The names are its own.
export const userRelations = relations(users, ({ many }) => ({
  sessions: many(sessions),
  accounts: many(credentials),
}));
export const sessionRelations = relations(sessions, ({ one }) => ({
  user: one(users, { fields: [sessions.userId], references: [users.id] }),
}));
export const credentialRelations = relations(credentials, ({ one }) => ({
  user: one(users, { fields: [credentials.userId], references: [users.id] }),
}));

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
