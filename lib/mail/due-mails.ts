import { and, asc, desc, eq, gt, lte, notExists, sql } from 'drizzle-orm';
import type { MailAbout, MailKind } from '../model/mail';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import { legs, mails, milestones, refunds } from '../store/schema';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Further back nobody expects a receipt any more; and so many rows are looked through in a blink. */
const lookBack = sql`now() - interval '3 days'`;
const atOnce = 50;

/**
 * What there is to send: mails that were written and have not gone, and legs that were paid and refunds
 * that succeeded without a mail so far. Found in the rows, whoever changed them, so that no payment has
 * to think of it.
 */
export async function dueMails(): Promise<MailAbout[]> {
  const db = await getDb();
  const since = sql`greatest(${await beginning()}::timestamptz, ${lookBack})`;
  const waiting = await db
    .select({ about: mails.about })
    .from(mails)
    .where(
      and(
        eq(mails.state, 'waiting'),
        lte(mails.nextAt, sql`now()`),
        leaseIsFree(mails.leaseOwner, mails.leaseUntil),
      ),
    )
    .orderBy(asc(mails.nextAt))
    .limit(atOnce);
  const paid = await db
    .select({ id: legs.id })
    .from(legs)
    .where(and(eq(legs.state, 'paid'), gt(legs.paidAt, since), unwritten('receipt', legs.id)))
    .orderBy(desc(legs.paidAt))
    .limit(atOnce);
  const refunded = await db
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(
        eq(refunds.state, 'succeeded'),
        gt(refunds.updatedAt, since),
        unwritten('refund', refunds.id),
      ),
    )
    .orderBy(desc(refunds.updatedAt))
    .limit(atOnce);
  return [
    ...waiting.map(({ about }) => about),
    ...paid.map(({ id }): MailAbout => `receipt:${id}`),
    ...refunded.map(({ id }): MailAbout => `refund:${id}`),
  ];
}

function unwritten(kind: MailKind, id: PgColumn) {
  return notExists(sql`(select 1 from ${mails} where ${mails.about} = ${`${kind}:`} || ${id})`);
}

/** When mails began here: nobody gets one about what happened before Souk wrote any. */
async function beginning(): Promise<string> {
  const db = await getDb();
  const isIt = eq(milestones.name, 'mails');
  const [known] = await db.select().from(milestones).where(isIt);
  if (known) return known.at.toISOString();
  await db.insert(milestones).values({ name: 'mails' }).onConflictDoNothing();
  const [made] = await db.select().from(milestones).where(isIt);
  return (made?.at ?? new Date()).toISOString();
}
