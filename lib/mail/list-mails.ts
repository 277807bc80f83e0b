import 'server-only';
import { desc, eq } from 'drizzle-orm';
import type { MailId } from '../model/ids';
import type { MailRow, MailView } from '../model/mail';
import { getDb } from '../store/client';
import { mails } from '../store/schema';

const newest = 100;

/** The newest mails, whatever became of them; for the operator. */
export async function listMails(): Promise<MailRow[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(mails)
    .orderBy(desc(mails.writtenAt), desc(mails.id))
    .limit(newest);
  return rows.map(mailRow);
}

/** The newest mails that were given up, for the operator. */
export async function listLostMails(): Promise<MailRow[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(mails)
    .where(eq(mails.state, 'failed'))
    .orderBy(desc(mails.writtenAt), desc(mails.id))
    .limit(newest);
  return rows.map(mailRow);
}

/** Whether there is a mail of that id. */
export async function isMail(id: string): Promise<boolean> {
  if (!isMailId(id)) return false;
  const db = await getDb();
  return (await db.$count(mails, eq(mails.id, id))) > 0;
}

const isMailId = (id: string): id is MailId => /^mail_[0-9a-z]{20}$/.test(id);

/** One mail with what is in it; null when there is none of that id. */
export async function readMail(id: string): Promise<MailView | null> {
  if (!isMailId(id)) return null;
  const db = await getDb();
  const [row] = await db.select().from(mails).where(eq(mails.id, id));
  if (!row) return null;
  return { ...mailRow(row), text: row.text, html: row.html, messageId: row.messageId };
}

function mailRow(row: typeof mails.$inferSelect): MailRow {
  const { id, kind, state, recipient, subject, tries, problem } = row;
  return {
    ...{ id, kind, state, recipient, subject, tries, problem },
    writtenAt: row.writtenAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    nextTryAt: state === 'waiting' && tries > 0 ? row.nextAt.toISOString() : null,
  };
}
