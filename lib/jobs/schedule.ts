import { boss } from './boss';
import { keyOf } from './send-job';
import { queues, type Payload, type QueueName } from './queues';

/**
 * Sends this job at the times of a cron line, in UTC, as long as any process works; within a minute or
 * so. One schedule a queue: the last one said counts.
 */
export async function schedule<Name extends QueueName>(
  name: Name,
  cron: string,
  payload: Payload<Name>,
): Promise<void> {
  const data = queues[name].payload.parse(payload);
  // As of every job: a dead one is forgotten once a later one of its key is done.
  await boss().schedule(name, cron, data, { tz: 'UTC', singletonKey: keyOf(data) });
}
