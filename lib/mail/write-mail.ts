import { eq } from 'drizzle-orm';
import { config } from '../config/config';
import { assertNever } from '../model/assert-never';
import type {
  AccountInvoiceId,
  AttemptId,
  LegId,
  MailId,
  MembershipId,
  RefundId,
} from '../model/ids';
import type { MailAbout, MailKind } from '../model/mail';
import { getDb } from '../store/client';
import { newId } from '../store/new-id';
import { mails } from '../store/schema';
import { askedLeg } from './about-asked-legs';
import { askedInvoice } from './about-asked-plans';
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
  const event = await whatHappened(about);
  if (!event) return null;
  const { mail: smtp, appUrl } = config();
  const id = newId<MailId>('mail');
  await db
    .insert(mails)
    .values({
      id,
      about,
      kind: kindOf(about),
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

/**
 * True of a mail that asks for something which was done meanwhile, or can be done no more. What has
 * happened and is only told stays true.
 */
export async function isOutdated({ about, kind }: typeof mails.$inferSelect): Promise<boolean> {
  const asks = kind === 'action_needed' || kind === 'plan_action_needed';
  return asks && (await whatHappened(about)) === null;
}

function whatHappened(about: MailAbout): Promise<Happened | null> {
  const kind = kindOf(about);
  const subject = about.slice(kind.length + 1);
  switch (kind) {
    case 'receipt':
      return paidLeg(subject as LegId);
    case 'refund':
      return refunded(subject as RefundId);
    case 'plan':
      return paidInvoice(subject as AccountInvoiceId);
    case 'plus':
      return paidPlus(subject as MembershipId);
    case 'action_needed':
      return askedLeg(subject as AttemptId);
    case 'plan_action_needed':
      return askedInvoice(subject as AccountInvoiceId);
    default:
      return assertNever(kind);
  }
}

const kindOf = (about: MailAbout): MailKind => about.split(':')[0] as MailKind;
