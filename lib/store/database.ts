import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema';

/** Our database, or a transaction on it, whichever driver is underneath. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database and how to close it. */
export interface OpenDatabase {
  readonly db: Db;
  /** The same for what may take as long as it takes; absent where nothing is ever cut short. */
  readonly patient?: Db;
  readonly kind: 'postgres' | 'embedded';
  /** Runs a script of several statements that has its own BEGIN and COMMIT; undone when it fails. */
  runScript(script: string): Promise<void>;
  close(): Promise<void>;
}
