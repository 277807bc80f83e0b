import { sql } from 'drizzle-orm';
import { afterCommit, getDb } from '../store/client';
import { boss, requireQueue } from './boss';
import { queues, type Payload, type QueueName } from './queues';
import { wakeWorkers } from './wake';

interface Sending {
  /** What it is about; by default its payload. Of one key only one job waits at a time. */
  readonly key?: string;
  readonly startAfterSeconds?: number;
  /** Not when one of the same key has failed and is going to be tried again by itself. */
  readonly unlessRetrying?: boolean;
}

/**
 * Puts a job into its queue. Within `withTx` it belongs to that transaction: rolled back, it was never
 * sent. Does nothing when a job of the same key waits already. Throws when the payload is not what
 * the queue takes.
 */
export async function sendJob<Name extends QueueName>(
  name: Name,
  payload: Payload<Name>,
  { key, startAfterSeconds = 0, unlessRetrying = false }: Sending = {},
): Promise<void> {
  const data = queues[name].payload.parse(payload);
  const singletonKey = key ?? keyOf(data);
  if (unlessRetrying && (await retryingOf(name, [singletonKey])).size) return;
  const sent = await boss().send(name, data, {
    singletonKey,
    ...(startAfterSeconds > 0 ? { startAfter: startAfterSeconds } : {}),
  });
  // Nothing is answered, too, when there is no such queue.
  if (!sent) await requireQueue(name);
  if (startAfterSeconds <= 0) afterCommit(wakeWorkers);
}

/** As `sendJob` for each of them, by as few statements however many they are. */
export async function sendJobs<Name extends QueueName>(
  name: Name,
  payloads: readonly Payload<Name>[],
  { startAfterSeconds = 0, unlessRetrying = false }: Omit<Sending, 'key'> = {},
): Promise<void> {
  if (!payloads.length) return;
  await requireQueue(name);
  const jobs = payloads
    .map((payload) => {
      const data = queues[name].payload.parse(payload);
      // An interval of so many seconds, from the moment at which the database writes it.
      return { name, data, singletonKey: keyOf(data), startAfter: String(startAfterSeconds) };
    })
    // In one order: of one key only one can be written, and the others wait for it.
    .sort((one, other) => (one.singletonKey < other.singletonKey ? -1 : 1));
  const retrying = unlessRetrying
    ? await retryingOf(
        name,
        jobs.map(({ singletonKey }) => singletonKey),
      )
    : new Set<string>();
  const wanted = jobs.filter(({ singletonKey }) => !retrying.has(singletonKey));
  if (!wanted.length) return;
  await boss().insert(wanted);
  if (startAfterSeconds <= 0) afterCommit(wakeWorkers);
}

/** Those of these keys of which a job has failed and is going to be tried again by itself. */
async function retryingOf(name: QueueName, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select distinct singleton_key as key from pgboss.job
    where name = ${name} and state = 'retry'
      and singleton_key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
  `)) as unknown as { rows: { key: string }[] };
  return new Set(rows.map(({ key }) => key));
}

/** The same for the same payload, whatever the order of its fields. */
export function keyOf(data: object): string {
  return JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
