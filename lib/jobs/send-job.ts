import { afterCommit } from '../store/client';
import { boss } from './boss';
import { queues, type Payload, type QueueName } from './queues';
import { wakeWorkers } from './wake';

interface Sending {
  /** What it is about; by default its payload. Of one key only one job waits at a time. */
  readonly key?: string;
  readonly startAfterSeconds?: number;
}

/**
 * Puts a job into its queue. Within `withTx` it belongs to that transaction: rolled back, it was never
 * sent. Does nothing when a job of the same key waits already. Throws when the payload is not what
 * the queue takes.
 */
export async function sendJob<Name extends QueueName>(
  name: Name,
  payload: Payload<Name>,
  { key, startAfterSeconds = 0 }: Sending = {},
): Promise<void> {
  const data = queues[name].payload.parse(payload);
  await boss().send(name, data, {
    singletonKey: key ?? keyOf(data),
    ...(startAfterSeconds > 0 ? { startAfter: startAfterSeconds } : {}),
  });
  if (startAfterSeconds <= 0) afterCommit(wakeWorkers);
}

/** The same for the same payload, whatever the order of its fields. */
function keyOf(data: object): string {
  return JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
