/** Jobs that used up their tries and wait for the operator; and how many still go on by themselves. */
import { sql } from 'drizzle-orm';
import { getDb } from '../store/client';
import { boss } from './boss';
import { queueNames, type QueueName } from './queues';
import { wakeWorkers } from './wake';

export interface DeadJob {
  readonly id: string;
  readonly queue: QueueName;
  /** The ids it is about. */
  readonly about: Readonly<Record<string, string>>;
  /** Why the last try failed, in words for engineers. */
  readonly reason: string;
  readonly tries: number;
  readonly sentAt: Date;
  readonly diedAt: Date;
}

/** Of a queue that there is: one of a queue of former days has nobody to take it again. */
const isDead = sql`state = 'failed' and name in (${sql.join(
  queueNames.map((name) => sql`${name}`),
  sql`, `,
)})`;

/** The newest first, a hundred at most. */
export async function listDeadJobs(): Promise<DeadJob[]> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select id, name, data, coalesce(output ->> 'message', output -> 'value' ->> 'message') as reason,
      retry_count + 1 as tries, created_on as sent, completed_on as died
    from pgboss.job where ${isDead}
    order by completed_on desc, id limit 100
  `)) as unknown as { rows: Row[] };
  return rows.map((row) => ({
    id: row.id,
    queue: row.name,
    about: row.data ?? {},
    reason: row.reason ?? 'It did not say why.',
    tries: row.tries,
    sentAt: new Date(row.sent),
    diedAt: new Date(row.died),
  }));
}

/** How many there are. */
export async function countDeadJobs(): Promise<number> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select count(*)::int as dead from pgboss.job where ${isDead}
  `)) as unknown as { rows: { dead: number }[] };
  return rows[0]?.dead ?? 0;
}

interface Row {
  readonly id: string;
  readonly name: QueueName;
  readonly data: Record<string, string> | null;
  readonly reason: string | null;
  readonly tries: number;
  readonly sent: Date | string;
  readonly died: Date | string;
}

/** Puts a dead job back into its queue for one more try. False when it is not there or not dead. */
export async function retryDeadJob(queue: QueueName, id: string): Promise<boolean> {
  const result = (await boss().retry(queue, id)) as unknown as { affected: number };
  wakeWorkers();
  return result.affected > 0;
}

export interface JobCounts {
  /** Sent and not taken yet. */
  readonly waiting: number;
  /** Failed at least once, to be tried again by itself. */
  readonly retrying: number;
  readonly running: number;
  readonly dead: number;
}

/** What is in the queues now; the sweeper's own looks do not count. */
export async function countJobs(): Promise<JobCounts> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select
      count(*) filter (where state = 'created')::int as waiting,
      count(*) filter (where state = 'retry')::int as retrying,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as dead
    from pgboss.job
    where state in ('created', 'retry', 'active', 'failed')
      and name in (${sql.join(
        queueNames.filter((name) => name !== 'sweep').map((name) => sql`${name}`),
        sql`, `,
      )})
  `)) as unknown as { rows: JobCounts[] };
  return rows[0] ?? { waiting: 0, retrying: 0, running: 0, dead: 0 };
}

/** Forgets dead jobs whose work was done, or died again, by a later one of the same key. */
export async function forgetOutlivedJobs(): Promise<void> {
  const db = await getDb();
  await db.execute(sql`
    delete from pgboss.job dead where dead.state = 'failed' and exists (
      select from pgboss.job later
      where later.name = dead.name and later.singleton_key = dead.singleton_key
        and later.state in ('completed', 'failed') and later.completed_on > dead.completed_on
    )
  `);
}

export function isQueueName(name: string): name is QueueName {
  return queueNames.some((known) => known === name);
}
