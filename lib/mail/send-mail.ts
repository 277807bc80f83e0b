import { and, eq, lte, sql } from 'drizzle-orm';
import type { MailAbout } from '../model/mail';
import { getDb } from '../store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../store/lease';
import { mails } from '../store/schema';
import { deliver } from './transport';
import { isOutdated, writeMail } from './write-mail';

/** After so many tries, the last of them two days after the first, it is left to the operator. */
const mostTries = 19;

/**
 * Sends the mail about what happened. It stands in its row before it goes, one process at a time sends
 * it, and what was sent is not sent again. Killed between the server's word and our own, it goes a
 * second time, under the same Message-ID: no mailer can do better, since a mail server takes a mail
 * with one word, and that word can be lost.
 */
export async function sendMail(about: MailAbout): Promise<void> {
  if (!(await writeMail(about))) return;
  const owner = newLeaseOwner();
  const mail = await claim(about, owner);
  if (!mail) return;
  const db = await getDb();
  const held = and(eq(mails.id, mail.id), eq(mails.leaseOwner, owner));
  const free = { leaseOwner: null, leaseUntil: null };
  // It may have waited in its row, or for its mail server, while its reader did what it asks for.
  if (await isOutdated(mail)) {
    await db
      .update(mails)
      .set({ state: 'outdated', ...free })
      .where(held);
    return;
  }
  const refused = await deliver(mail);
  const tries = mail.tries + 1;
  const lost = tries >= mostTries ? 'failed' : 'waiting';
  await db
    .update(mails)
    .set({
      state: refused === null ? 'sent' : lost,
      sentAt: refused === null ? sql`now()` : null,
      tries,
      problem: refused,
      // 15 seconds, 30, 60 … and six hours at most.
      nextAt: sql`now() + least(interval '15 seconds' * power(2, ${tries - 1}::int), interval '6 hours')`,
      ...free,
    })
    .where(held);
}

/** Takes the lease of a mail that is to go now and that nobody sends; null when there is none. */
async function claim(about: MailAbout, owner: string) {
  const db = await getDb();
  const [mail] = await db
    .update(mails)
    .set({ leaseOwner: owner, leaseUntil: leaseFor })
    .where(
      and(
        eq(mails.about, about),
        eq(mails.state, 'waiting'),
        lte(mails.nextAt, sql`now()`),
        leaseIsFree(mails.leaseOwner, mails.leaseUntil),
      ),
    )
    .returning();
  return mail ?? null;
}
