import 'server-only';
import { desc, eq } from 'drizzle-orm';
import type { MailId } from '../model/ids';
import type { MailRow, MailView } from '../model/mail';
import { pageAmong, type Paged } from '../model/paging';
import { getDb } from '../store/client';
import { mails } from '../store/schema';

const rowsOfPage = 30;

/** A page of the mails, whatever became of them, the newest first; for the operator. */
export async function listMails(page: number): Promise<Paged<MailRow>> {
  const db = await getDb();
  const { view, offset } = pageAmong(await db.$count(mails), rowsOfPage, page);
  const rows = await db
    .select()
    .from(mails)
    .orderBy(desc(mails.writtenAt), desc(mails.id))
    .limit(rowsOfPage)
    .offset(offset);
  return { rows: rows.map(mailRow), ...view };
}

/** The newest mails that were given up, at most so many, and how many there are; for the operator. */
export async function listLostMails(most: number): Promise<{ rows: MailRow[]; count: number }> {
  const db = await getDb();
  const isLost = eq(mails.state, 'failed');
  const rows = await db
    .select()
    .from(mails)
    .where(isLost)
    .orderBy(desc(mails.writtenAt), desc(mails.id))
    .limit(most);
  return { rows: rows.map(mailRow), count: await db.$count(mails, isLost) };
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
