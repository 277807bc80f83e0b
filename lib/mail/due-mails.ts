import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lte, not, sql } from 'drizzle-orm';
import { boughtStates } from '../model/membership';
import type { MailAbout } from '../model/mail';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import {
  legs,
  mails,
  memberships,
  milestones,
  refunds,
  subscriptionInvoices,
} from '../store/schema';
import { dueAskedLegs } from './about-asked-legs';
import { dueAskedPlans } from './about-asked-plans';
import { unwritten } from './unwritten';

/** Further back nobody expects a receipt any more; and so many rows are looked through in a blink. */
const lookBack = sql`now() - interval '3 days'`;
const atOnce = 50;

/**
 * What there is to send: mails that were written and have not gone, and what was paid (legs, invoices
 * of plans, years of Plus), refunds that succeeded and banks that have waited for their buyer for a
 * while, without a mail so far. Found in the rows, whoever changed them, so that no payment has to think
 * of it.
 */
export async function dueMails(): Promise<MailAbout[]> {
  const db = await getDb();
  const since = sql`greatest(${await beginning('mails')}::timestamptz, ${lookBack})`;
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
  // Their times are Stripe's, in whole seconds.
  const sinceOfPlans = sql`greatest(date_trunc('second', ${await beginning('mails of plans')}::timestamptz), ${lookBack})`;
  const invoices = await db
    .select({ id: subscriptionInvoices.accountInvoiceId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.status, 'paid'),
        // What it took goes back, and that is told.
        not(subscriptionInvoices.isStray),
        gt(subscriptionInvoices.amountPaid, 0),
        isNotNull(subscriptionInvoices.chargeId),
        gte(subscriptionInvoices.paidAt, sinceOfPlans),
        unwritten('plan', subscriptionInvoices.accountInvoiceId),
      ),
    )
    .orderBy(desc(subscriptionInvoices.paidAt))
    .limit(atOnce);
  const years = await db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        inArray(memberships.state, [...boughtStates]),
        gte(memberships.paidAt, sinceOfPlans),
        unwritten('plus', memberships.id),
      ),
    )
    .orderBy(desc(memberships.paidAt))
    .limit(atOnce);
  return [
    ...waiting.map(({ about }) => about),
    ...paid.map(({ id }): MailAbout => `receipt:${id}`),
    ...refunded.map(({ id }): MailAbout => `refund:${id}`),
    ...invoices.map(({ id }): MailAbout => `plan:${id}`),
    ...years.map(({ id }): MailAbout => `plus:${id}`),
    ...(await dueAskedLegs(since, atOnce)),
    ...(await dueAskedPlans(since, atOnce)),
  ];
}

/** When mails of a kind began here: nobody gets one about what happened before Souk wrote any. */
async function beginning(name: 'mails' | 'mails of plans'): Promise<string> {
  const db = await getDb();
  const isIt = eq(milestones.name, name);
  const [known] = await db.select().from(milestones).where(isIt);
  if (known) return known.at.toISOString();
  await db.insert(milestones).values({ name }).onConflictDoNothing();
  const [made] = await db.select().from(milestones).where(isIt);
  return (made?.at ?? new Date()).toISOString();
}
