/** Pictures that sellers brought along. */
import { index, pgTable, text } from 'drizzle-orm/pg-core';
import type { PictureId, SellerId } from '../../model/ids';
import { at, bytea } from './columns';
import { sellers } from './goods';

/** Never changed and never deleted, since orders and plans go on showing them. */
export const pictures = pgTable(
  'pictures',
  {
    id: text().$type<PictureId>().primaryKey(),
    sellerId: text('seller_id')
      .$type<SellerId>()
      .notNull()
      .references(() => sellers.id),
    /** A square WebP, as Souk has drawn it anew. */
    bytes: bytea().notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('pictures_seller').on(table.sellerId, table.createdAt)],
);
