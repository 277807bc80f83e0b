import { sql } from 'drizzle-orm';
import type { Comparison, OpenJobState } from '../model/work';
import { getDb } from '../store/client';
import { isQueueName } from './dead-jobs';
import type { QueueName } from './queues';

export interface OpenJob {
  readonly id: string;
  readonly queue: QueueName;
  readonly state: OpenJobState;
  readonly tries: number;
  /** When it may begin (again), or began last. */
  readonly at: Date;
}

/** Jobs about any of these rows that are not done, the next one first; fifty at most. */
export async function listJobsAbout(ids: readonly string[]): Promise<OpenJob[]> {
  if (ids.length === 0) return [];
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select id, name, state::text, retry_count as tries,
      case when state in ('created', 'retry') then start_after
        else coalesce(started_on, start_after) end as at
    from pgboss.job
    where state in ('created', 'retry', 'active', 'failed')
      and exists (
        select from jsonb_each_text(data) told
        where told.value in (${sql.join(
          ids.map((id) => sql`${id}`),
          sql`, `,
        )})
      )
    order by start_after, id limit 50
  `)) as unknown as { rows: Row[] };
  return rows.flatMap(({ name, at, ...row }) =>
    isQueueName(name) ? [{ ...row, queue: name, at: new Date(at) }] : [],
  );
}

/**
 * Days of which a comparison is not done: it waits, runs, failed and comes again by itself, or used up its
 * tries.
 */
export async function listComparisons(): Promise<Comparison[]> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select data ->> 'day' as day, bool_and(state in ('retry', 'failed')) as waits
    from pgboss.job
    where name = ${'reconcile' satisfies QueueName} and state in ('created', 'retry', 'active', 'failed')
    group by data ->> 'day' order by data ->> 'day'
  `)) as unknown as { rows: Comparison[] };
  return rows;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: OpenJobState;
  readonly tries: number;
  readonly at: Date | string;
}
