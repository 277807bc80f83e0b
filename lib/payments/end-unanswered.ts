import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { attempts, legs, orders } from '../store/schema';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { shutOut } from '../stripe/failure';
import { ownProblem } from '../stripe/problem';
import { patience } from './answer-by';
import { storeEnding, type LegTask } from './leg-progress';
import { moveOn } from './move-on';
import { settle } from './settle-leg';

/**
 * Gives up on a bank's question that nobody has answered for a day, where each seller is paid on its
 * own: the leg is declined and its goods go back to the shelf; its buyer may still pay anew. What has
 * moved at Stripe meanwhile counts instead, and money that comes later is sent back as too late. False
 * when it is no such leg. Throws when Stripe cannot be reached.
 */
export async function endUnanswered(legId: LegId): Promise<boolean> {
  const db = await getDb();
  const [found] = await db
    .select({
      legId: legs.id,
      attempt: legs.attempt,
      accountId: legs.accountId,
      orderId: orders.id,
      buyerId: orders.buyerId,
      paymentIntentId: attempts.paymentIntentId,
    })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, current)
    .where(and(eq(legs.id, legId), unanswered));
  if (!found) return false;
  const { paymentIntentId: id, accountId, orderId, buyerId } = found;
  let answer: AnsweredIntent | null = null;
  try {
    const read = { subject: { buyerId, orderId, legId } };
    if (id) answer = await accountStripe(accountId).paymentIntents.retrieve(id, read);
  } catch (error) {
    const problem = shutOut(error);
    if (!problem) {
      // Others first, the next time.
      await db
        .update(legs)
        .set({ updatedAt: sql`now()` })
        .where(eq(legs.id, legId));
      throw error;
    }
    await moveOn(found, (task) => storeEnding(task, { state: 'failed', problem }));
    return true;
  }
  await moveOn(found, (task) => end(task, answer));
  return true;
}

function end(task: LegTask, answer: AnsweredIntent | null): Promise<unknown> {
  const status = answer?.intent.status;
  const waits = status === 'requires_action' || status === 'requires_payment_method';
  if (answer && !waits) return settle(task, answer);
  return storeEnding(task, { state: 'declined', problem: bankUnanswered });
}

/** Legs whose bank has asked for a buyer more than a day ago. */
export async function unansweredLegs(): Promise<LegId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: legs.id })
    .from(legs)
    .innerJoin(orders, eq(orders.id, legs.orderId))
    .innerJoin(attempts, current)
    .where(unanswered)
    .orderBy(asc(legs.updatedAt))
    .limit(20);
  return found.map(({ id }) => id);
}

const current = and(eq(attempts.legId, legs.id), eq(attempts.number, legs.attempt));
const unanswered = and(
  eq(legs.state, 'action_needed'),
  eq(orders.policy, 'each_on_its_own'),
  lt(attempts.createdAt, sql`now() - ${patience.each_on_its_own}`),
);

const bankUnanswered = ownProblem(
  'bank_unanswered',
  'The bank asked for the buyer, and nobody answered for a day.',
);
