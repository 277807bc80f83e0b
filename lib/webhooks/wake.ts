import { sendJobs } from '../jobs/send-job';
import type { EventRef } from './inbox';

/** Has events handled, now or in a while; within a transaction, once that is committed. */
export function wake(refs: readonly EventRef[], afterSeconds = 0): Promise<void> {
  return sendJobs(
    'handle-event',
    refs.map(({ endpoint, eventId }) => ({ endpoint, eventId })),
    { startAfterSeconds: afterSeconds },
  );
}
