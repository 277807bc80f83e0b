import { lt, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Who is there confirms at once, or is at the bank by now: they need no e-mail about it. */
export const hasWaited = (askedAt: PgColumn) => lt(askedAt, sql`now() - interval '5 minutes'`);
