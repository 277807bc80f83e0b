import { boss } from './boss';
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
  await boss().schedule(name, cron, queues[name].payload.parse(payload), { tz: 'UTC' });
}
