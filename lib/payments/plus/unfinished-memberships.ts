/**
 * Payments of Plus that are looked at without their buyer: paid and never told, left lying, to be
 * given back; and paid ones, whose money may go back for as long as banks let cardholders dispute.
 */
import { and, asc, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { MembershipId } from '../../model/ids';
import { boughtStates, isRunning, runningStates } from '../../model/membership';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import { cancelMembership } from './cancel-membership';
import { giveBackMembership } from './give-back-membership';
import { settleMembership } from './settle-membership';

const lastLook = sql`coalesce(${memberships.lookedAt}, ${memberships.createdAt})`;

/**
 * Those that are to be looked at: first after two minutes, when a buyer at the form is through, then
 * each time after about as long as they are open.
 */
export async function dueMemberships(): Promise<MembershipId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        sql`${lastLook} + least(greatest(${lastLook} - ${memberships.createdAt}, interval '2 minutes'), interval '6 hours') < now()`,
        or(
          inArray(memberships.state, [...runningStates]),
          // About 120 days, as a rule. https://docs.stripe.com/disputes/how-disputes-work
          and(
            inArray(memberships.state, [...boughtStates]),
            gt(memberships.paidAt, sql`now() - interval '130 days'`),
          ),
          and(isNotNull(memberships.refundKey), isNull(memberships.platformRefundId)),
          // A refund may fail weeks after it was taken. https://docs.stripe.com/refunds#failed-refunds
          and(
            isNotNull(memberships.platformRefundId),
            sql`${memberships.refundState} is distinct from 'failed'`,
            gt(memberships.updatedAt, sql`now() - interval '30 days'`),
          ),
        ),
      ),
    )
    .orderBy(asc(lastLook), asc(memberships.id))
    .limit(50);
  return found.map(({ id }) => id);
}

/**
 * Asks Stripe about a payment whose buyer is gone; one that is not paid is canceled there after a day.
 * Throws when
 * Stripe cannot be reached.
 */
export async function lookAtMembership(id: MembershipId): Promise<void> {
  const db = await getDb();
  const [row] = await db
    .update(memberships)
    .set({ lookedAt: sql`now()` })
    .where(eq(memberships.id, id))
    .returning({
      state: memberships.state,
      abandoned: sql<boolean>`${memberships.createdAt} < now() - interval '24 hours'`,
    });
  if (!row) return;
  if (isRunning(row.state)) {
    if (row.abandoned) await cancelMembership(id);
    else await settleMembership(id);
  } else if (row.state === 'paid' || row.state === 'ended') await settleMembership(id);
  await giveBackMembership(id);
}
