import { notExists, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { MailKind } from '../model/mail';
import { mails } from '../store/schema';

/** True where there is no mail of that kind about a row so far. */
export function unwritten(kind: MailKind, id: PgColumn) {
  return notExists(sql`(select 1 from ${mails} where ${mails.about} = ${`${kind}:`} || ${id})`);
}
