/** E-mails, each written down before it is sent. */
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import type { LegId, MailId } from '../../model/ids';
import type { MailAbout, MailKind, MailState } from '../../model/mail';
import { at } from './columns';
import { legs } from './orders';

export const mails = pgTable(
  'mails',
  {
    id: text().$type<MailId>().primaryKey(),
    /** Unique: of one happening there is one mail, whoever hears of it. */
    about: text().$type<MailAbout>().notNull().unique(),
    kind: text().$type<MailKind>().notNull(),
    /** The leg that it is about, where it is about one. */
    legId: text('leg_id')
      .$type<LegId>()
      .references(() => legs.id),
    recipient: text().notNull(),
    recipientName: text('recipient_name').notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
    /** Goes with every try, so that whoever gets two of them can tell that they are one. */
    messageId: text('message_id').notNull().unique(),
    state: text().$type<MailState>().notNull(),
    tries: integer().notNull().default(0),
    /** Not to be tried before. */
    nextAt: at('next_at').notNull().defaultNow(),
    /** Who sends it, and until when nobody else may. */
    leaseOwner: text('lease_owner'),
    leaseUntil: at('lease_until'),
    problem: text(),
    writtenAt: at('written_at').notNull().defaultNow(),
    sentAt: at('sent_at'),
  },
  (table) => [
    index('mails_written').on(table.writtenAt),
    index('mails_waiting')
      .on(table.nextAt)
      .where(sql`${table.state} = 'waiting'`),
  ],
);
