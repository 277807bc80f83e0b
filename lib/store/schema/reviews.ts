/** What buyers say about what they bought. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { BuyerId, ProductId, ReviewId } from '../../model/ids';
import { at } from './columns';
import { products } from './goods';
import { users } from './people';

export const reviews = pgTable(
  'reviews',
  {
    id: text().$type<ReviewId>().primaryKey(),
    productId: text('product_id')
      .$type<ProductId>()
      .notNull()
      .references(() => products.id),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    stars: integer().notNull(),
    text: text().notNull().default(''),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    // One for each person and product, however often it is sent.
    uniqueIndex('reviews_one').on(table.productId, table.buyerId),
    index('reviews_buyer').on(table.buyerId),
    check('reviews_stars', sql`${table.stars} between 1 and 5`),
  ],
);
