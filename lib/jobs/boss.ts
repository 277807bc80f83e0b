/**
 * pg-boss on our own database, whichever it is. Its tables are made by our migrations (schema
 * `pgboss`), so that they are there wherever our own are, and made once.
 * https://github.com/timgit/pg-boss
 */
import { SQL } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import { getDb, runScript } from '../store/client';
import { queueNames, queues, type QueueName } from './queues';

const kept = globalThis as typeof globalThis & { soukBoss?: PgBoss | undefined };
const days = 86_400;

/** The queue of this process. Sends and reads without being started; started by the workers alone. */
export function boss(): PgBoss {
  return (kept.soukBoss ??= newBoss());
}

/** After it was stopped: the next `boss()` is a new one. */
export function forgetBoss(): void {
  kept.soukBoss = undefined;
}

function newBoss(): PgBoss {
  const made = new PgBoss({
    db: { executeSql },
    migrate: false,
    // What has its answer is kept for an hour, and what has none for three months.
    archiveCompletedAfterSeconds: 3_600,
    archiveFailedAfterSeconds: 90 * days,
    deleteAfterDays: 7,
    maintenanceIntervalSeconds: 30,
    // Schedules are looked at twice a minute.
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 30,
  });
  made.on('error', (error) => console.error('[jobs] the queue failed:', error.message));
  return made;
}

/** Makes the queues that are new and tells pg-boss what changed about the others. */
export async function prepareQueues(): Promise<void> {
  const known = new Map((await boss().getQueues()).map((queue) => [queue.name, queue]));
  for (const name of queueNames) {
    const { retries, firstPauseSeconds, runSeconds } = queues[name];
    const wanted = {
      // At most one job of a key waits; one that runs does not keep the next from waiting.
      policy: 'short' as const,
      retryLimit: retries,
      retryDelay: firstPauseSeconds,
      retryBackoff: true,
      expireInSeconds: runSeconds,
    };
    const is = known.get(name);
    if (!is) await boss().createQueue(name, { name, ...wanted });
    else if (is.retryLimit !== retries || is.expireInSeconds !== runSeconds) {
      await boss().updateQueue(name, { name, ...wanted });
    }
  }
}

const found = new WeakMap<PgBoss, Set<QueueName>>();

/** Throws when nobody has made this queue yet: what is put into it would be lost without a word. */
export async function requireQueue(name: QueueName): Promise<void> {
  const made = boss();
  const known = found.get(made) ?? new Set();
  found.set(made, known);
  if (known.has(name)) return;
  if (!(await made.getQueue(name))) {
    throw new Error(`there is no queue ${name}: no worker has prepared it yet`);
  }
  known.add(name);
}

/** pg-boss's own statements; they join the transaction that the caller is in. */
async function executeSql(text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  // Its upkeep comes as scripts, each a transaction of its own.
  if (/^\s*begin;/i.test(text)) {
    await runScript(text);
    return { rows: [] };
  }
  const db = await getDb();
  return (await db.execute(new Statement(text, values))) as unknown as { rows: unknown[] };
}

/** A statement that numbers its parameters itself, and may use one twice. */
class Statement extends SQL {
  constructor(
    private readonly text: string,
    private readonly values: unknown[],
  ) {
    super([]);
  }

  override toQuery() {
    return { sql: this.text, params: this.values };
  }
}
