/** Test data in the making: one row a press, taken step by step by a job. */
import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { BuyerId, TestRunId } from '../../model/ids';
import type { TestDataKind, TestRunState } from '../../model/test-data';
import { at } from './columns';
import { users } from './people';

export const testRuns = pgTable(
  'test_runs',
  {
    id: text().$type<TestRunId>().primaryKey(),
    kind: text().$type<TestDataKind>().notNull(),
    startedBy: text('started_by')
      .$type<BuyerId>()
      .notNull()
      .references(() => users.id),
    state: text().$type<TestRunState>().notNull().default('running'),
    /** How many steps are taken. */
    taken: integer().notNull().default(0),
    /** Ids and keys that the steps have left, by name; a key is here before its call. */
    saved: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** What each step has told. */
    told: jsonb().$type<string[]>().notNull().default([]),
    problem: text(),
    /** Who takes its steps, and until when nobody else may. */
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),
    createdAt: at('created_at').notNull().defaultNow(),
    /** When the last step was taken. */
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [
    // A second press finds the first one's run.
    uniqueIndex('test_runs_running')
      .on(table.kind)
      .where(sql`${table.state} = 'running'`),
  ],
);
