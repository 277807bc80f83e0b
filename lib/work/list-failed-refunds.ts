import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { StoppedWork } from '../model/work';
import { getDb } from '../store/client';
import { memberships, stalls } from '../store/schema';
import { failedRefund } from './work-text';

/** Late money for Plus whose refund the bank has sent back to Souk. */
export async function listFailedRefunds(): Promise<StoppedWork[]> {
  const db = await getDb();
  const rows = await db
    .select({
      id: memberships.id,
      chargeId: memberships.platformChargeId,
      refundId: memberships.platformRefundId,
      reason: stalls.reason,
      since: memberships.updatedAt,
    })
    .from(memberships)
    .leftJoin(stalls, eq(stalls.about, memberships.id))
    .where(eq(memberships.refundState, 'failed'))
    .orderBy(asc(memberships.updatedAt), asc(memberships.id))
    .limit(50);
  return rows.map(({ id, chargeId, refundId, reason, since }) => ({
    key: `membership ${id}`,
    ref: { membershipId: id },
    title: failedRefund.title,
    about: 'Souk Plus',
    orderId: null,
    triesText: 'Failed',
    since: since.toISOString(),
    nextTryAt: null,
    reason: reason ?? 'Nobody has said why so far.',
    codes: [
      ['Membership', id],
      ['Charge', chargeId],
      ['Refund', refundId],
    ],
    canTry: true,
    advice: failedRefund.advice,
    ending: null,
  }));
}
