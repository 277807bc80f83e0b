/**
 * The end of a leg that cannot settle by itself: Stripe's object does not agree with the row, or the
 * seller's account has left. It waits in `processing`, so that nothing is charged a second time, until
 * an operator has looked at it and ends it here.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { LegId, RefundId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { writeAct, type Actor } from '../store/acts';
import { getDb, withTx } from '../store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../store/lease';
import { attempts, legs, type StoredProblem } from '../store/schema';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { readFailure, shutOut } from '../stripe/failure';
import { ownProblem } from '../stripe/problem';
import { disagreement } from './check-answer';
import { lockShelf, putBack } from './give-back';
import { claimLegs, releaseLeg, type LegTask } from './leg-progress';
import { findCharge, readCharge } from './read-charge';
import { renewLegKey } from './renew-leg-key';
import { chargeOf, grantSendingBack, type Arrived } from './refunds/send-back';
import { subjectOf } from './send-charge';
import { sendRefund } from './refunds/send-refund';
import { settle } from './settle-leg';
import { settleOrder } from './settle-order';
import { unreachable } from './unreachable';

/** Codes of the problems that wait for an operator's word. */
export const stoppedCodes = ['answer_mismatch', 'account_invalid'] as const;

type Refusal = 'not_found' | 'not_decided' | 'unreachable';

/**
 * An operator ends it: what is held is let go, all that has arrived is sent back, the leg has failed
 * and its goods go back to the shelf; an order of all or nothing then goes on. The object is read
 * first: should it agree by now, it is settled instead. An account that has left is asked for nothing;
 * should it ever come back, what it took is sent back as too late. Refused while the bank decides.
 */
export async function endStoppedLeg(
  operator: Actor,
  legId: LegId,
): Promise<Result<{ ended: true }, Refusal>> {
  const task = await take(legId);
  if (!task) return refuse('not_found', 'This does not wait to be ended any more.');
  let ended: Result<RefundId | null, Refusal>;
  try {
    ended = await end(operator, task);
  } catch (error) {
    await releaseLeg(task);
    return unreachable(error);
  }
  if (!ended.ok) {
    await releaseLeg(task);
    return ended;
  }
  if (ended.value) await sendRefund(ended.value);
  if (task.policy === 'all_or_nothing') await settleOrder(task.orderId);
  return ok({ ended: true });
}

/** Takes a leg that waits for this, whatever the time of its next look. */
async function take(legId: LegId): Promise<LegTask | null> {
  const db = await getDb();
  const owner = newLeaseOwner();
  const stopped = db
    .select({ id: attempts.legId })
    .from(attempts)
    .where(
      and(
        eq(attempts.legId, legId),
        eq(attempts.number, legs.attempt),
        inArray(sql`${attempts.problem} ->> 'code'`, [...stoppedCodes]),
      ),
    );
  const taken = await db
    .update(legs)
    .set({ leaseOwner: owner, leaseUntil: leaseFor, updatedAt: sql`now()` })
    .where(
      and(
        eq(legs.id, legId),
        eq(legs.state, 'processing'),
        sql`exists ${stopped}`,
        sql`(${legs.leaseOwner} is null or ${leaseIsFree(legs.leaseOwner, legs.leaseUntil)})`,
      ),
    )
    .returning({ id: legs.id });
  if (taken.length === 0) return null;
  const [task] = await claimLegs([legId], owner);
  return task ?? null;
}

async function end(operator: Actor, task: LegTask): Promise<Result<RefundId | null, Refusal>> {
  let answer: AnsweredIntent | null;
  try {
    answer = await read(task);
  } catch (error) {
    const left = shutOut(error);
    if (!left) throw error;
    return write(operator, task, left, null);
  }
  const mismatch = ownProblem('not_as_ordered', task.problem?.message ?? '');
  if (!answer) return write(operator, task, mismatch, null);
  if (!disagreement(answer, task)) {
    await settle(task, answer);
    return ok(null);
  }
  const { status } = answer.intent;
  if (status === 'processing') {
    return refuse('not_decided', 'The bank has not decided about it so far. Look again later.');
  }
  if (status === 'requires_capture') await letGo(task, answer);
  const arrived =
    status === 'succeeded'
      ? {
          paymentIntentId: answer.intent.id,
          charge: await chargeOf(task.accountId, answer, { subject: subjectOf(task) }),
        }
      : null;
  return write(operator, task, mismatch, arrived);
}

async function read(task: LegTask): Promise<AnsweredIntent | null> {
  const { paymentIntentId } = task;
  const known = paymentIntentId ? await readCharge(task, paymentIntentId) : null;
  return known ?? (await findCharge(task));
}

/** What cannot be let go by us falls back to the buyer by itself, after some days. */
async function letGo(task: LegTask, answer: AnsweredIntent, renewed = false): Promise<void> {
  if (!task.releaseKey) return;
  try {
    const write = { key: task.releaseKey, subject: subjectOf(task) };
    await accountStripe(task.accountId).paymentIntents.cancel(answer.intent.id, write);
  } catch (error) {
    const failure = readFailure(error);
    if (!failure || failure.kind === 'unanswered') throw error;
    if (failure.kind !== 'unclear' || renewed) return;
    const anew = await renewLegKey(task, 'release');
    if (anew) await letGo(anew, answer, true);
  }
}

/** The end, the refund with its key, the shelf and the act: all of it or nothing. */
function write(
  operator: Actor,
  task: LegTask,
  problem: StoredProblem,
  arrived: Arrived | null,
): Promise<Result<RefundId | null, Refusal>> {
  const { legId, orderId, owner, attemptId, attemptNumber } = task;
  return withTx(async (tx) => {
    const moved = await tx
      .update(legs)
      .set({
        state: 'failed',
        leaseOwner: null,
        leaseUntil: null,
        paidAt: null,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(legs.id, legId),
          eq(legs.state, 'processing'),
          eq(legs.leaseOwner, owner),
          eq(legs.attempt, attemptNumber),
        ),
      )
      .returning({ id: legs.id });
    if (moved.length === 0) return refuse('not_found', 'This does not wait to be ended any more.');
    await tx
      .update(attempts)
      .set({
        problem,
        finishedAt: sql`now()`,
        ...(arrived
          ? { paymentIntentId: arrived.paymentIntentId, chargeId: arrived.charge.id }
          : {}),
      })
      .where(eq(attempts.id, attemptId));
    await lockShelf(tx, [legId]);
    await putBack(tx, legId);
    const refundId = arrived ? await grantSendingBack(tx, { legId }, arrived) : null;
    await writeAct(tx, operator, 'payment_ended', {
      orderId,
      legId,
      ...(refundId ? { refundId } : {}),
    });
    return ok(refundId);
  });
}
