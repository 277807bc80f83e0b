import { eq } from 'drizzle-orm';
import { config } from '../config/config';
import { assertNever } from '../model/assert-never';
import type { AccountInvoiceId, LegId, MailId, MembershipId, RefundId } from '../model/ids';
import type { MailAbout, MailKind } from '../model/mail';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { mails } from '../store/schema';
import { paidLeg } from './about-legs';
import { paidInvoice } from './about-plans';
import { paidPlus } from './about-plus';
import { refunded } from './about-refunds';
import type { Happened } from './happened';

/**
 * Writes the mail about what happened into its row, once: whoever comes later finds it and leaves it as
 * it is, so that every try to send it sends the same. Null when there is nothing to write about.
 */
export async function writeMail(about: MailAbout): Promise<typeof mails.$inferSelect | null> {
  const db = await getDb();
  const there = await db.select().from(mails).where(eq(mails.about, about));
  if (there[0]) return there[0];
  const [kind, subject] = about.split(':') as [MailKind, string];
  const event = await whatHappened(kind, subject);
  if (!event) return null;
  const { mail: smtp, appUrl } = config();
  const id = newId<MailId>('mail');
  await db
    .insert(mails)
    .values({
      id,
      about,
      kind,
      legId: event.legId,
      recipient: event.buyer.email,
      recipientName: event.buyer.name,
      ...event.written,
      messageId: `<${id}@${appUrl.hostname}>`,
      state: smtp.smtpUrl ? 'waiting' : 'kept',
    })
    .onConflictDoNothing();
  const [row] = await db.select().from(mails).where(eq(mails.about, about));
  return row ?? null;
}

function whatHappened(kind: MailKind, subject: string): Promise<Happened | null> {
  switch (kind) {
    case 'receipt':
      return paidLeg(subject as LegId);
    case 'refund':
      return refunded(subject as RefundId);
    case 'plan':
      return paidInvoice(subject as AccountInvoiceId);
    case 'plus':
      return paidPlus(subject as MembershipId);
    default:
      return assertNever(kind);
  }
}
