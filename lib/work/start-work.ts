import { sendJob } from '../jobs/send-job';
import { schedule } from '../jobs/schedule';
import { startWorkers, stopWorkers } from '../jobs/workers';
import { startHeartbeat, stopHeartbeat } from '../store/heartbeat';
import { faultText } from '../stripe/failure';
import { jobHandlers } from './job-handlers';

/** Takes jobs from now on, and looks at once for what an earlier process left. Does not wait for Stripe. */
export async function startWork(): Promise<void> {
  await startHeartbeat();
  await startWorkers(jobHandlers, faultText);
  // Should the chain of looks ever break, it begins anew.
  await schedule('sweep', '* * * * *', { what: 'everything' });
  await schedule('reconcile', '20 3 * * *', { day: 'yesterday' });
  await sendJob('sweep', { what: 'everything' });
}

/**
 * Takes no more jobs, lets those that run end, and gives back what does not end in time; what this
 * process still holds is free then.
 */
export async function stopWork(patienceMs?: number): Promise<void> {
  await stopWorkers(patienceMs);
  await stopHeartbeat();
}
