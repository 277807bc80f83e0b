import { sql } from 'drizzle-orm';
import { getDb } from '../store/client';
import { isQueueName } from './dead-jobs';
import type { QueueName } from './queues';

/** A job that was not done so far: waiting, failed and to be tried again, running, or out of tries. */
export type OpenJobState = 'created' | 'retry' | 'active' | 'failed';

export interface OpenJob {
  readonly id: string;
  readonly queue: QueueName;
  readonly state: OpenJobState;
  readonly tries: number;
  /** When it may begin, or began. */
  readonly at: Date;
}

/** Jobs about any of these rows that are not done, the next one first; fifty at most. */
export async function listJobsAbout(ids: readonly string[]): Promise<OpenJob[]> {
  if (ids.length === 0) return [];
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select id, name, state::text, retry_count as tries, coalesce(started_on, start_after) as at
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

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: OpenJobState;
  readonly tries: number;
  readonly at: Date | string;
}
