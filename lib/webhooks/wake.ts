import { sendJob } from '../jobs/send-job';
import type { EventRef } from './inbox';

/** Has an event handled, now or in a while; within a transaction, once that is committed. */
export function wake({ endpoint, eventId }: EventRef, afterSeconds = 0): Promise<void> {
  return sendJob('handle-event', { endpoint, eventId }, { startAfterSeconds: afterSeconds });
}
