/** Runs in the lab: one person, one way, one seller. */
import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { BuyerId, LabRunId, SellerId } from '../../model/ids';
import type { LabOutcome, LabRefusal } from '../../model/lab';
import { at } from './columns';
import { sellers } from './goods';
import { users } from './people';

export const labRuns = pgTable(
  'lab_runs',
  {
    id: text().$type<LabRunId>().primaryKey(),
    buyerId: text('buyer_id')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    way: text().notNull(),
    sellerId: text('seller_id')
      .$type<SellerId>()
      .notNull()
      .references(() => sellers.id),
    choices: jsonb().$type<Record<string, string>>().notNull(),
    /** How many steps are taken. */
    taken: integer().notNull().default(0),
    /**
     * How often a step was refused: what was refused and is tried again with something else is another
     * write, and gets another key.
     */
    tries: integer().notNull().default(0),
    /** Ids that the steps have left, by name. */
    saved: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** What each step has told. */
    told: jsonb().$type<string[]>().notNull().default([]),
    /** Why the next step was refused, when it was tried. */
    stopped: jsonb().$type<LabRefusal>(),
    /** How each refusal ended that was tried. */
    refusals: jsonb().$type<Record<string, LabOutcome>>().notNull().default({}),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (table) => [index('lab_runs_buyer').on(table.buyerId, table.createdAt)],
);
