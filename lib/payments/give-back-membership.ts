import { and, eq, isNull, sql } from 'drizzle-orm';
import type { MembershipId } from '../model/ids';
import { getDb } from '../store/client';
import { memberships } from '../store/schema';
import { readFailure } from '../stripe/failure';
import type { PlatformRefund } from '../stripe/platform-payments';
import { platformStripe } from '../stripe/platform-stripe';
import { readMembershipRow, subjectOf, type MembershipRow } from './settle-membership';

/**
 * Sends money back that came for a year of Plus when nobody waited for it any more, with the key that
 * was stored when that was noticed. A charge is given back whole, so it cannot be given back twice.
 * Throws when Stripe cannot be reached. https://docs.stripe.com/api/refunds/create
 */
export async function giveBackMembership(id: MembershipId): Promise<void> {
  const row = await readMembershipRow(id);
  if (!row.refundKey || row.platformRefundId) return;
  const refund = await send(row);
  const db = await getDb();
  await db
    .update(memberships)
    .set({ platformRefundId: refund.id, updatedAt: sql`now()` })
    .where(and(eq(memberships.id, id), isNull(memberships.platformRefundId)));
}

async function send(row: MembershipRow): Promise<PlatformRefund> {
  const { platformChargeId: charge, refundKey: key } = row;
  if (!charge || !key) throw new Error(`${row.id} has nothing to give back`);
  const { refunds } = platformStripe();
  const subject = subjectOf(row);
  try {
    return await refunds.create({ charge, metadata: { membership: row.id } }, { key, subject });
  } catch (error) {
    // Stripe has forgotten the key, or somebody was quicker at its Dashboard: it is given back.
    if (readFailure(error)?.problem.code !== 'charge_already_refunded') throw error;
    const made = await refunds.latestOf(charge, { subject });
    if (!made) throw error;
    return made;
  }
}
