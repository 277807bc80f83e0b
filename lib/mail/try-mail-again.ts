import { and, eq, sql } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { MailId } from '../model/ids';
import type { Db } from '../store/client';
import { mails } from '../store/schema';

/**
 * Has a mail that was given up tried anew, as often as at first, by a job: the same words, under the
 * same Message-ID. False when it does not wait for that (any more). Part of its caller's transaction.
 */
export async function tryMailAgain(tx: Db, id: MailId): Promise<boolean> {
  const [taken] = await tx
    .update(mails)
    .set({ state: 'waiting', tries: 0, nextAt: sql`now()` })
    .where(and(eq(mails.id, id), eq(mails.state, 'failed')))
    .returning({ about: mails.about });
  if (taken) await sendJob('send-mail', { about: taken.about });
  return taken !== undefined;
}
