/** Who works here, for leases that die with their process. */
import { pgTable, text } from 'drizzle-orm/pg-core';
import { at } from './columns';

/** Processes of this app, and when each one last told that it lives. */
export const processes = pgTable('processes', {
  name: text().primaryKey(),
  beatAt: at('beat_at').notNull().defaultNow(),
});
