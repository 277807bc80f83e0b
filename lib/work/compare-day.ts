import { z } from 'zod';
import { sendJob } from '../jobs/send-job';

/** A day in UTC; today's may be compared, too. */
export const comparisonRequest = z.strictObject({ day: z.iso.date() });

/** Has a day compared with every seller's account, as it is by night. Does not wait for it. */
export async function compareDay(day: string): Promise<void> {
  await sendJob('reconcile', { day });
}
