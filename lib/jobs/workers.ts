/**
 * The workers of this process. One loop asks which queues have something to do (a single statement
 * when there is nothing), takes jobs by pg-boss and runs them side by side; so a slow job keeps no
 * other waiting, and idle costs little.
 */
import { sql } from 'drizzle-orm';
import type PgBoss from 'pg-boss';
import { databaseKind, getDb } from '../store/client';
import { inBatches } from '../store/in-batches';
import { boss, forgetBoss, prepareQueues } from './boss';
import { queueNames, queues, type Payload, type QueueName } from './queues';
import { pause, wakeWorkers } from './wake';

/** What is done about a job. It may run twice, and for nothing. A throw means: try again later. */
export type Handlers = {
  readonly [Name in QueueName]?: (payload: Payload<Name>) => Promise<void>;
};

interface Workers {
  readonly handlers: Handlers;
  readonly describe: (error: unknown) => string;
  readonly running: Map<PgBoss.Job<object>, Promise<void>>;
  /** Queues that gave as much as there was room for: they may hold more. */
  readonly full: Set<QueueName>;
  stopping: boolean;
  loop: Promise<void>;
}

const kept = globalThis as typeof globalThis & { soukWorkers?: Workers | undefined };
// Other processes' jobs are seen at the next look; this one's wake the workers themselves.
const lookEveryMs = { postgres: 500, embedded: 2_000 };

/**
 * Takes jobs from now on, for the queues that have a handler. `describe` puts a failure into words
 * for engineers, without secrets. Call it outside of any transaction, once.
 */
export async function startWorkers(
  handlers: Handlers,
  describe: (error: unknown) => string = nameOf,
): Promise<void> {
  if (kept.soukWorkers) throw new Error('the workers of this process run already');
  await prepareQueues();
  await boss().start();
  const kind = await databaseKind();
  // One process owns the embedded database: whoever ran these is dead.
  if (kind === 'embedded') await putBack(queueNames);
  const workers: Workers = {
    handlers,
    describe,
    running: new Map(),
    full: new Set(),
    stopping: false,
    loop: Promise.resolve(),
  };
  kept.soukWorkers = workers;
  workers.loop = work(workers, lookEveryMs[kind]);
}

/**
 * Takes no more jobs, waits for those that run, and puts back those that still do after `patienceMs`,
 * for another process or the next start.
 */
export async function stopWorkers(patienceMs = 10_000): Promise<void> {
  const workers = kept.soukWorkers;
  if (!workers || workers.stopping) return;
  workers.stopping = true;
  wakeWorkers();
  await workers.loop;
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    Promise.all(workers.running.values()),
    new Promise((resolve) => (timer = setTimeout(resolve, patienceMs))),
  ]);
  clearTimeout(timer);
  await boss().stop({ graceful: false, close: false });
  const left = [...workers.running.keys()];
  if (left.length > 0) await putBack(queueNames, left);
  forgetBoss();
  kept.soukWorkers = undefined;
}

async function work(workers: Workers, everyMs: number): Promise<void> {
  while (!workers.stopping) {
    try {
      await takeJobs(workers);
    } catch (error) {
      console.error('[jobs] could not look for work:', workers.describe(error));
    }
    if (!workers.stopping) await pause(everyMs);
  }
}

/** One look. */
async function takeJobs(workers: Workers): Promise<void> {
  for (const name of await queuesWithWork(workers)) {
    if (workers.stopping) return;
    const room = queues[name].sideBySide - runningOf(workers, name);
    const jobs = room > 0 ? await boss().fetch<object>(name, { batchSize: room }) : [];
    if (jobs.length === room || room <= 0) workers.full.add(name);
    else workers.full.delete(name);
    for (const job of jobs) {
      const run = runJob(workers, name, job).finally(() => {
        workers.running.delete(job);
        // What is sent wakes the workers itself; what there was no room for does not.
        if (workers.full.delete(name)) wakeWorkers();
      });
      workers.running.set(job, run);
    }
  }
}

async function queuesWithWork({ handlers }: Workers): Promise<QueueName[]> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select distinct name from pgboss.job where state < 'active' and start_after <= now()
  `)) as unknown as { rows: { name: string }[] };
  const found = new Set(rows.map(({ name }) => name));
  return queueNames.filter((name) => found.has(name) && handlers[name]);
}

const runningOf = ({ running }: Workers, name: QueueName) =>
  [...running.keys()].filter((job) => job.name === name).length;

/** Never throws. */
async function runJob(workers: Workers, name: QueueName, job: PgBoss.Job<object>): Promise<void> {
  const handle = workers.handlers[name] as ((payload: object) => Promise<void>) | undefined;
  try {
    await handle?.(queues[name].payload.parse(job.data));
    await complete({ name, id: job.id });
  } catch (error) {
    const reason = workers.describe(error);
    console.error(`[jobs] ${name} failed: ${reason}`);
    await boss()
      .fail(name, job.id, { message: reason.slice(0, 2_000) })
      .catch((fault: unknown) => {
        // It counts as dead when its time is over, and runs again.
        console.error(`[jobs] ${name} could not be put back:`, workers.describe(fault));
      });
  }
}

/** Those that end side by side, by one statement a queue. */
const complete = inBatches(async (done: readonly { name: QueueName; id: string }[]) => {
  for (const queue of new Set(done.map(({ name }) => name))) {
    await boss().complete(
      queue,
      done.filter(({ name }) => name === queue).map(({ id }) => id),
    );
  }
  return done.map(() => undefined);
});

/** Lets jobs that were taken wait again, as if they had not been. */
async function putBack(
  names: readonly QueueName[],
  jobs?: readonly PgBoss.Job<object>[],
): Promise<void> {
  const db = await getDb();
  const which = jobs
    ? sql`and id in (${sql.join(
        jobs.map(({ id }) => sql`${id}::uuid`),
        sql`, `,
      )})`
    : sql``;
  await db.execute(sql`
    update pgboss.job set state = 'retry', start_after = now(), started_on = null
    where state = 'active' and name in (${sql.join(
      names.map((name) => sql`${name}`),
      sql`, `,
    )}) ${which}
  `);
}

const nameOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
