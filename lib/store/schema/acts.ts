/**
 * Who did what, and when. Rows are added and never changed: the database itself refuses, by triggers of
 * its migration.
 */
import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { ActAbout, ActKind } from '../../model/act';
import type { BuyerId } from '../../model/ids';
import type { Persona } from '../../model/views';
import { at } from './columns';

export const acts = pgTable(
  'acts',
  {
    id: text().primaryKey(),
    at: at('at').notNull().defaultNow(),
    /** Refers to nothing, so that no row here has to go with anybody's. */
    actorId: text('actor_id').$type<BuyerId>().notNull(),
    /** What they were then. */
    role: text().$type<Persona>().notNull(),
    kind: text().$type<ActKind>().notNull(),
    about: jsonb().$type<ActAbout>().notNull(),
  },
  (table) => [
    index('acts_at').on(table.at, table.id),
    index('acts_actor').on(table.actorId, table.at),
  ],
);
