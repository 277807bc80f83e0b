import { z } from 'zod';
import { sendJob } from '../jobs/send-job';
import { writeAct, type Actor } from '../store/acts';
import { withTx } from '../store/client';

/** A day in UTC; today's may be compared, too. */
export const comparisonRequest = z.strictObject({ day: z.iso.date() });

/**
 * Has a day compared with the books of every account and the platform's own, as it is by night. Does
 * not wait for it.
 */
export async function compareDay(operator: Actor, day: string): Promise<void> {
  await withTx(async (tx) => {
    await sendJob('reconcile', { day });
    await writeAct(tx, operator, 'day_compared', { day });
  });
}
