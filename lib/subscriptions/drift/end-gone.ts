import { and, eq, inArray, sql } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import { liveStatuses } from '../../model/recurring';
import { getDb } from '../../store/client';
import { subscriptions } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { orNull } from '../../stripe/failure';
import { subjectOf } from '../read-subscription';

/**
 * Stripe has no such Subscription any more (test data was deleted, or a test clock with its Customer), so
 * nothing is charged for it and no event will tell its end: it has ended. Should Stripe ever tell of it
 * again, it is read like any other. Answers whether it is gone; throws when Stripe cannot be reached.
 */
export async function endGone(id: SubscriptionId): Promise<boolean> {
  const db = await getDb();
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row?.accountSubscriptionId) return false;
  const stripe = accountStripe(row.accountId).subscriptions;
  if (await orNull(stripe.retrieve(row.accountSubscriptionId, { subject: subjectOf(row) }))) {
    return false;
  }
  await db
    .update(subscriptions)
    .set({
      status: 'canceled',
      endedAt: sql`now()`,
      setupNeeded: false,
      pendingQuantity: null,
      pendingUntil: null,
      readAt: sql`now()`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(subscriptions.id, id),
        eq(subscriptions.accountSubscriptionId, row.accountSubscriptionId),
        inArray(subscriptions.status, [...liveStatuses]),
      ),
    );
  return true;
}
