/** Legs whose bank asks for their buyer, and nobody has answered so far. */
import { and, asc, eq, gt, isNull, sql, type SQL } from 'drizzle-orm';
import type { AttemptId } from '../model/ids';
import type { MailAbout } from '../model/mail';
import { answerBy } from '../payments/answer-by';
import { getDb } from '../store/client';
import { attempts, legs, orders, sellers } from '../store/schema';
import { orderOfLeg } from './about-legs';
import { hasWaited } from './asked-wait';
import { askedMail } from './asked-text';
import { origin, type Happened } from './happened';
import { unwritten } from './unwritten';

/** What to write to buyers whose bank has asked for a while, and not before `since`. */
export async function dueAskedLegs(since: SQL, atOnce: number): Promise<MailAbout[]> {
  const found = await waiting(
    and(
      hasWaited(attempts.finishedAt),
      gt(attempts.finishedAt, since),
      unwritten('action_needed', attempts.id),
    ),
    atOnce,
  );
  return found.map(({ attemptId }): MailAbout => `action_needed:${attemptId}`);
}

/**
 * What a bank asks of the buyer at this attempt; null once it is answered, another attempt has begun, or
 * it is too late.
 */
export async function askedLeg(id: AttemptId): Promise<Happened | null> {
  const [waits] = await waiting(eq(attempts.id, id), 1);
  const found = waits && (await orderOfLeg(waits.legId));
  const leg = found?.order.legs.find((one) => one.id === waits?.legId);
  if (!waits || !found || !leg) return null;
  const { buyer, order } = found;
  const written = askedMail(
    {
      orderId: order.id,
      legId: leg.id,
      number: order.number,
      seller: leg.seller.name,
      card: leg.attempts.at(-1)?.card ?? order.card,
      lines: leg.lines,
      amount: leg.amount,
      together: order.policy === 'all_or_nothing',
      until: waits.until,
    },
    buyer,
    origin(),
  );
  return { legId: leg.id, buyer, written };
}

async function waiting(which: SQL | undefined, atOnce: number) {
  const db = await getDb();
  return db
    .select({ attemptId: attempts.id, legId: legs.id, until: answerBy })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(sellers, eq(sellers.id, legs.sellerId))
    .innerJoin(attempts, and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt)))
    .where(
      and(
        eq(legs.state, 'action_needed'),
        isNull(orders.decision),
        // Nobody can confirm anything on an account that has left.
        isNull(sellers.leftAt),
        gt(answerBy, sql`now()`),
        which,
      ),
    )
    .orderBy(asc(attempts.finishedAt))
    .limit(atOnce);
}
