/**
 * Who works here, for leases that die with their process; what stopped them; and what the nightly
 * comparison found.
 */
import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { DifferenceKind } from '../../model/difference';
import type { AccountId, DifferenceId, LegId } from '../../model/ids';
import { at } from './columns';
import { legs } from './orders';

/** Processes of this app, and when each one last told that it lives. */
export const processes = pgTable('processes', {
  name: text().primaryKey(),
  beatAt: at('beat_at').notNull().defaultNow(),
});

/**
 * Why the driver of a row was stopped last, in words for engineers. Whether that row still waits, it
 * says itself; what is told of one that does not is forgotten after a while.
 */
export const stalls = pgTable('stalls', {
  /** The attempt of a leg, or the refund, subscription, sync or change itself. */
  about: text().primaryKey(),
  reason: text().notNull(),
  at: at('at').notNull().defaultNow(),
});

/** A day of an account that was compared with our rows. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    /** In UTC. */
    day: date().notNull(),
    accountId: text('account_id').$type<AccountId>().notNull(),
    doneAt: at('done_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.day, table.accountId] })],
);

/** Where an account and our rows do not agree. Shown to the operator; nothing acts on it by itself. */
export const differences = pgTable(
  'differences',
  {
    id: text().$type<DifferenceId>().primaryKey(),
    /** The day, in UTC, whose comparison finds it. */
    day: date().notNull(),
    accountId: text('account_id').$type<AccountId>().notNull(),
    kind: text().$type<DifferenceKind>().notNull(),
    /** Stripe's charge or refund, or our own row when Stripe has none. */
    objectId: text('object_id').notNull(),
    legId: text('leg_id')
      .$type<LegId>()
      .references(() => legs.id),
    /** What we have, in minor units; null when we have nothing. */
    ourAmount: integer('our_amount'),
    ourCurrency: text('our_currency'),
    /** What the account has; null when it has nothing. */
    theirAmount: integer('their_amount'),
    theirCurrency: text('their_currency'),
    foundAt: at('found_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
    /** When a later comparison of the day did not find it any more. */
    resolvedAt: at('resolved_at'),
  },
  (table) => [
    uniqueIndex('differences_one').on(table.accountId, table.kind, table.objectId),
    index('differences_open')
      .on(table.foundAt)
      .where(sql`${table.resolvedAt} is null`),
  ],
);
