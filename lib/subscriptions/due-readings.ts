/** Subscriptions that nobody has told us of, although something must have happened to them. */
import { and, asc, eq, exists, inArray, or, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../model/ids';
import { liveStatuses } from '../model/recurring';
import { getDb } from '../store/client';
import { OvertakenError } from '../store/latest-read';
import { subscriptionInvoices, subscriptions } from '../store/schema';
import { faultText, readFailure } from '../stripe/failure';
import { convergeSubscription } from './read-subscription';

/**
 * Subscriptions that are to be read again: a period is over, a draft's hour, or an invoice was to be
 * tried again, and they were not read since; and those that wait for their first payment, which Stripe
 * calls off after 23 hours. Where an event was missed, this is how it is made up for.
 */
export async function dueReadings(): Promise<SubscriptionId[]> {
  const db = await getDb();
  const dueInvoice = db
    .select({ id: subscriptionInvoices.accountInvoiceId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.subscriptionId, subscriptions.id),
        or(
          and(
            inArray(subscriptionInvoices.status, ['draft', 'open']),
            or(
              // Not at the very moment: Stripe is about to try it then.
              notReadSince(sql`${subscriptionInvoices.nextAttemptAt} + interval '2 minutes'`),
              notReadSince(sql`${subscriptionInvoices.createdAt} + interval '65 minutes'`),
            ),
          ),
          // Written from an answer that did not say how it was paid.
          notReadFor(
            '1 minute',
            sql`${subscriptionInvoices.feeAmount} is null and ${subscriptionInvoices.status} = 'paid'`,
          ),
        ),
      ),
    );
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.state, 'started'),
        inArray(subscriptions.status, [...liveStatuses]),
        or(
          notReadSince(sql`${subscriptions.currentPeriodEnd} + interval '2 minutes'`),
          notReadFor('6 hours', sql`${subscriptions.currentPeriodEnd} < now()`),
          notReadFor('10 minutes', sql`${subscriptions.status} = 'incomplete'`),
          notReadFor('1 day', sql`${subscriptions.status} in ('past_due', 'unpaid')`),
          exists(dueInvoice),
        ),
      ),
    )
    .orderBy(asc(subscriptions.readAt), asc(subscriptions.id))
    .limit(50);
  return rows.map(({ id }) => id);
}

const notReadSince = (moment: ReturnType<typeof sql>) =>
  sql`(${moment} < now() and ${subscriptions.readAt} < ${moment})`;

const notReadFor = (time: string, where: ReturnType<typeof sql>) =>
  sql`(${where} and ${subscriptions.readAt} < now() - ${time}::interval)`;

/**
 * Reads one of them. Where its account refuses (it is not connected any more, or has no such thing),
 * that counts as read, and it is asked again hours later. Throws when Stripe cannot be reached.
 */
export async function readSubscription(id: SubscriptionId): Promise<void> {
  try {
    await convergeSubscription(id);
  } catch (error) {
    // Whoever overtook us has written something newer.
    if (error instanceof OvertakenError) return;
    if (readFailure(error)?.kind !== 'refused') throw error;
    console.error(`[subscriptions] ${id} cannot be read: ${faultText(error)}`);
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({ readAt: sql`now()` })
      .where(eq(subscriptions.id, id));
  }
}
