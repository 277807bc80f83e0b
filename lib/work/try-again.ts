import { z } from 'zod';
import { isQueueName, retryDeadJob } from '../jobs/dead-jobs';
import { queueNames } from '../jobs/queues';
import { sendJob } from '../jobs/send-job';
import { ok, refuse, type Result } from '../model/result';
import type { WorkRef } from '../model/work';
import { writeAct, type Actor } from '../store/acts';
import { withTx } from '../store/client';

/** What the operator's page may ask to be tried again. */
export const tryRequest = z.union([
  z.strictObject({ queue: z.enum(queueNames), jobId: z.uuid() }),
  z.strictObject({
    endpoint: z.enum(['platform', 'connect']),
    eventId: z.string().regex(/^evt_\w{1,100}$/),
  }),
]);

/**
 * Has something that stopped tried once more, by a job: it goes on from where its row says. Refused
 * when it does not wait for that any more.
 */
export async function tryAgain(
  operator: Actor,
  ref: WorkRef,
): Promise<Result<{ tried: true }, 'not_found'>> {
  return withTx(async (tx) => {
    const tried = await send(ref);
    const about = 'eventId' in ref ? { eventId: ref.eventId } : { jobId: ref.jobId };
    if (tried.ok) await writeAct(tx, operator, 'work_tried_again', about);
    return tried;
  });
}

async function send(ref: WorkRef): Promise<Result<{ tried: true }, 'not_found'>> {
  if ('eventId' in ref) {
    // Tried by nobody when it was handled meanwhile.
    await sendJob('handle-event', { endpoint: ref.endpoint, eventId: ref.eventId });
    return ok({ tried: true });
  }
  if (!isQueueName(ref.queue) || !(await retryDeadJob(ref.queue, ref.jobId))) {
    return refuse('not_found', 'This does not wait to be tried any more.');
  }
  return ok({ tried: true });
}
