/** The end of a subscription whose card its buyer takes away. */
import { and, eq, type SQL } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { OvertakenError } from '../../store/latest-read';
import { isPaidFor } from '../../store/owed-invoices';
import { subscriptions } from '../../store/schema';
import { readFailure } from '../../stripe/failure';
import { changeSubscription } from '../changes/ask-change';
import { endStoppedStart, isStopped } from '../starts/end-stopped-start';
import { convergeSubscription } from '../read-subscription';

/**
 * What is paid for stays its buyer's until the period is over; what is not paid ends at once, as its
 * invoice would have no card any more, be it open or about to be charged. One that has not begun as
 * ordered is ended as an operator would. Answers with a sentence where it could not be ended, null else.
 */
export async function endUse(buyer: SessionUser, id: SubscriptionId): Promise<string | null> {
  if (await holds(id, isStopped)) {
    const ended = await endStoppedStart({ id: buyer.id, role: 'buyer' }, id);
    return ended.ok ? null : ended.message;
  }
  // Since we heard of it, it may have been paid, and that time would be lost; or renewed, or declined.
  if (!(await readAnew(id))) return 'We cannot ask how it stands. Try again in a moment.';
  const paidFor = await holds(id, isPaidFor(await getDb()));
  const kind = paidFor ? 'cancel_at_period_end' : 'cancel_now';
  const ended = await changeSubscription(buyer, id, { kind });
  // Written down is enough: it goes on by itself, and the subscription needs no card.
  return ended.ok || ended.reason === 'unreachable' ? null : ended.message;
}

async function holds(id: SubscriptionId, condition: SQL): Promise<boolean> {
  const db = await getDb();
  const found = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), condition));
  return found.length > 0;
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
