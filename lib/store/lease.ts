/**
 * Leases: who works at a row, and until when nobody else may. A lease dies with its process, so that
 * what a killed one held is taken up at once and not when its time has run out.
 */
import { and, isNotNull, isNull, lt, ne, notExists, or, sql, type SQL } from 'drizzle-orm';
import { QueryBuilder, type PgColumn } from 'drizzle-orm/pg-core';
import { newId } from './new-id';
import { processName } from './process-name';
import { processes } from './schema';

/** Names one run of one worker, `process:run`; nobody else knows it. */
export const newLeaseOwner = (): string => `${processName}:${newId('run')}`;

// Longer than one call can take with its repeats (3 × 20 s and pauses); renewed before each call. A
// worker that sleeps longer does no harm: whoever takes over sends the same keys, and the sleeper's
// own results are refused when it writes them.
export const leaseSeconds = 90;
export const leaseFor = sql`now() + ${sql.raw(`interval '${leaseSeconds} seconds'`)}`;

/**
 * How long a row rests whose answer did not come: a quarter of its age, two seconds at least and five
 * minutes at most. So a lost answer is asked for at once, and a long outage now and then.
 */
export const pauseSince = (began: Date | PgColumn): SQL =>
  sql`least(greatest((now() - ${
    began instanceof Date ? sql`${began.toISOString()}::timestamptz` : began
  }) / 4, interval '2 seconds'), interval '5 minutes')`;

/** A process that has not told for so long that it lives counts as dead. It tells every two seconds. */
const silenceSeconds = 10;

/**
 * True where nobody holds the row: its lease was never taken, has run out, or belongs to a process
 * that is dead. A row without an owner that is not to be touched before `leaseUntil` is not free.
 * This process is taken to live, however busy it is.
 */
export function leaseIsFree(leaseOwner: PgColumn, leaseUntil: PgColumn): SQL {
  const process = sql`split_part(${leaseOwner}, ':', 1)`;
  const alive = new QueryBuilder()
    .select({ name: processes.name })
    .from(processes)
    .where(
      sql`${processes.name} = ${process} and ${processes.beatAt} > now() - ${sql.raw(`interval '${silenceSeconds} seconds'`)}`,
    );
  return or(
    isNull(leaseUntil),
    lt(leaseUntil, sql`now()`),
    and(isNotNull(leaseOwner), ne(process, processName), notExists(alive)),
  ) as SQL;
}
