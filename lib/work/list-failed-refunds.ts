import 'server-only';
import { asc, eq } from 'drizzle-orm';
import type { StoppedWork } from '../model/work';
import { getDb } from '../store/client';
import { memberships, stalls } from '../store/schema';
import { mostRows, notTold, type StoppedList } from './stopped-list';
import { failedRefund } from './work-text';

/** Late money for Plus whose refund the bank has sent back to Souk. */
export async function listFailedRefunds(): Promise<StoppedList> {
  const db = await getDb();
  const isFailed = eq(memberships.refundState, 'failed');
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
    .where(isFailed)
    .orderBy(asc(memberships.updatedAt), asc(memberships.id))
    .limit(mostRows);
  const told = rows.map(({ id, chargeId, refundId, reason, since }): StoppedWork => ({
    key: `membership ${id}`,
    ref: { membershipId: id },
    title: failedRefund.title,
    about: 'Souk Plus',
    orderId: null,
    triesText: 'Failed',
    since: since.toISOString(),
    nextTryAt: null,
    reason: reason ?? notTold,
    codes: [
      ['Membership', id],
      ['Charge', chargeId],
      ['Refund', refundId],
    ],
    canTry: true,
    advice: failedRefund.advice,
    ending: null,
  }));
  return { rows: told, count: await db.$count(memberships, isFailed) };
}
