/** What is sold, by whom, and what is in carts. */
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
  AccountId,
  AccountPriceId,
  AccountProductId,
  BuyerId,
  CartId,
  ProductId,
  SellerId,
  VariantId,
} from '../../model/ids';
import type { AccountRequirements, CapabilityStatus } from '../../model/onboarding';
import type { PictureTexts } from '../../model/picture-texts';
import type { Interval } from '../../model/recurring';
import { at } from './columns';

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
  payoutsEnabled: boolean('payouts_enabled').notNull().default(false),
  /** Whether the seller has told Stripe all it asks for at the beginning. */
  detailsSubmitted: boolean('details_submitted').notNull().default(false),
  /** What Stripe wants to know, and by when; null until the account was read. */
  requirements: jsonb().$type<AccountRequirements>(),
  /** When the above was last read at Stripe. */
  accountReadAt: at('account_read_at'),
  /** What the account may do: `card_payments` → `active`. */
  capabilities: jsonb().$type<Readonly<Record<string, CapabilityStatus>>>().notNull().default({}),
  /** When the account was found to have left the platform; null while it is here. */
  leftAt: at('left_at'),
  /** When this seller applied; null of those that Souk came with. */
  appliedAt: at('applied_at'),
  /** How a seller who applied wants to be called on statements; null: by the name of the shop. */
  statementName: text('statement_name'),
  /** When its people last changed what it says of itself: from then on no edition of the demo does. */
  editedAt: at('edited_at'),
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
    /** The first, which stands for it wherever there is room for one. */
    picture: text().notNull(),
    /** The others, in the order of its page. */
    morePictures: jsonb('more_pictures').$type<string[]>().notNull().default([]),
    /** What they show, by their addresses: read out to who cannot see them. */
    pictureTexts: jsonb('picture_texts').$type<PictureTexts>().notNull().default({}),
    position: integer().notNull(),
    /** When its seller took it out of the shop; what was bought of it stays as it was. */
    hiddenAt: at('hidden_at'),
    /** When its seller last changed it: from then on no edition of the demo does. */
    editedAt: at('edited_at'),
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
    /** A plan is paid every so many weeks, months or years; null for goods, which are paid once. */
    interval: text().$type<Interval>(),
    intervalCount: integer('interval_count').notNull().default(1),
    /** Days before the first payment of a plan; 0 for none. */
    trialDays: integer('trial_days').notNull().default(0),
    /** A plan's Product and Price on the seller's account; null until they were made there. */
    accountProductId: text('account_product_id').$type<AccountProductId>(),
    accountPriceId: text('account_price_id').$type<AccountPriceId>(),
    position: integer().notNull(),
    /** When its seller took it out of the shop, the others staying; what was bought of it stays as it was. */
    hiddenAt: at('hidden_at'),
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

/** What was taken out of a cart to be bought another day, with what was known about it then. */
export const laterLines = pgTable(
  'later_lines',
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
    /** Of one piece, on the day it was put aside. */
    unitAmount: integer('unit_amount').notNull(),
    soldOut: boolean('sold_out').notNull(),
    savedAt: at('saved_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.cartId, table.variantId] })],
);
