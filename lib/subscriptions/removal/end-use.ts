/** The end of a subscription whose card its buyer takes away. */
import { eq } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { OvertakenError } from '../../store/latest-read';
import { subscriptions } from '../../store/schema';
import { readFailure } from '../../stripe/failure';
import { changeSubscription } from '../changes/ask-change';
import { endStoppedStart, isStopped } from '../starts/end-stopped-start';
import { convergeSubscription } from '../read-subscription';

/**
 * What is paid for stays its buyer's until the period is over; what is not paid ends at once, as its
 * open invoice would have no card any more. One that has not begun as ordered is ended as an operator
 * would. Answers with a sentence where it could not be ended, null else.
 */
export async function endUse(buyer: SessionUser, id: SubscriptionId): Promise<string | null> {
  const known = await read(id);
  if (known?.stopped) {
    const ended = await endStoppedStart({ id: buyer.id, role: 'buyer' }, id);
    return ended.ok ? null : ended.message;
  }
  let paidFor = known?.paidFor ?? false;
  if (!paidFor) {
    // It may have been paid since we heard of it, and that time would be lost.
    if (!(await readAnew(id))) return 'We cannot ask how it stands. Try again in a moment.';
    paidFor = (await read(id))?.paidFor ?? false;
  }
  const kind = paidFor ? 'cancel_at_period_end' : 'cancel_now';
  const ended = await changeSubscription(buyer, id, { kind });
  // Written down is enough: it goes on by itself, and the subscription needs no card.
  return ended.ok || ended.reason === 'unreachable' ? null : ended.message;
}

async function read(id: SubscriptionId) {
  const db = await getDb();
  const [row] = await db
    .select({ status: subscriptions.status, stopped: isStopped })
    .from(subscriptions)
    .where(eq(subscriptions.id, id));
  return row && { ...row, paidFor: row.status === 'active' || row.status === 'trialing' };
}

async function readAnew(id: SubscriptionId): Promise<boolean> {
  try {
    await convergeSubscription(id);
  } catch (error) {
    // Whoever overtook us has written something newer.
    if (error instanceof OvertakenError) return true;
    if (!readFailure(error)) throw error;
    return false;
  }
  return true;
}
