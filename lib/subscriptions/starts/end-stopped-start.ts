/**
 * The end of a start that cannot come to one by itself: Stripe's Subscription does not agree with our
 * row, or the seller's account has left. It waits at its last step, so that nothing begins a second
 * time, until an operator (or its buyer, who takes the card away) ends it here.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { RefundId, SubscriptionId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import { stoppedCodes } from '../../payments/end-stopped-leg';
import { sendRefund } from '../../payments/refunds/send-refund';
import { unreachable } from '../../payments/unreachable';
import { writeAct, type Actor } from '../../store/acts';
import { getDb, withTx } from '../../store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../../store/lease';
import { subscriptions, type StoredProblem } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';
import { shutOut } from '../../stripe/failure';
import { ownProblem } from '../../stripe/problem';
import { subscriptionDisagreement } from './check-subscription';
import { claimStarts, starting, type StartTask } from './claim-starts';
import { endUnwanted, grantTaken, readTaken, type MadeFor } from './send-back-taken';
import { findBegun, settleStart } from './settle-start';
import { releaseStart, writeNoStart } from './start-progress';

type Refusal = 'not_found' | 'not_decided' | 'unreachable';
type Ended = Result<readonly RefundId[], Refusal>;

/** True of a start that waits for this. */
export const isStopped = sql<boolean>`coalesce(
  ${inArray(subscriptions.state, starting)}
    and ${inArray(sql`${subscriptions.problem} ->> 'code'`, [...stoppedCodes])}, false)`;

/**
 * Ends it: the Subscription is canceled at Stripe, all that it has charged goes back, and the start has
 * failed. It is read first: should it agree by now, it has begun instead. An account that has left is
 * asked for nothing; should it ever come back, what was made there is ended and sent back as too late.
 */
export async function endStoppedStart(
  actor: Actor,
  id: SubscriptionId,
): Promise<Result<{ ended: true }, Refusal>> {
  const task = await take(id);
  if (!task) return gone();
  let ended: Ended;
  try {
    ended = await end(actor, task);
  } catch (error) {
    await releaseStart(task);
    return unreachable(error, 'unclear');
  }
  if (!ended.ok) {
    await releaseStart(task);
    return ended;
  }
  await Promise.all(ended.value.map(sendRefund));
  return ok({ ended: true });
}

/** Takes a start that waits for this, whatever the time of its next look. */
async function take(id: SubscriptionId): Promise<StartTask | null> {
  const db = await getDb();
  const owner = newLeaseOwner();
  const { leaseOwner, leaseUntil } = subscriptions;
  const taken = await db
    .update(subscriptions)
    .set({ leaseOwner: owner, leaseUntil: leaseFor, updatedAt: sql`now()` })
    .where(
      and(
        eq(subscriptions.id, id),
        isStopped,
        sql`(${leaseOwner} is null or ${leaseIsFree(leaseOwner, leaseUntil)})`,
      ),
    )
    .returning({ id: subscriptions.id });
  if (taken.length === 0) return null;
  const [task] = await claimStarts([id], owner);
  return task ?? null;
}

async function end(actor: Actor, task: StartTask): Promise<Ended> {
  let made: AccountSubscription | null;
  try {
    made = await findBegun(task);
  } catch (error) {
    const left = shutOut(error);
    if (!left) throw error;
    return write(actor, task, left, []);
  }
  const mismatch = ownProblem('not_as_ordered', task.problem?.message ?? '');
  if (!made) {
    if (task.young)
      return refuse('not_decided', 'Stripe may not tell of it yet. Look again later.');
    return write(actor, task, mismatch, []);
  }
  if (!subscriptionDisagreement(made, task)) {
    await settleStart(task, made);
    return ok([]);
  }
  const of: MadeFor = { ...task, id: task.subscriptionId };
  await endUnwanted(of, made);
  return write(actor, task, mismatch, await readTaken(of, made.id));
}

/** The end, the refunds with their keys, and the act: all of it or nothing. */
function write(
  actor: Actor,
  task: StartTask,
  problem: StoredProblem,
  taken: Awaited<ReturnType<typeof readTaken>>,
): Promise<Ended> {
  const { orderId, subscriptionId } = task;
  return withTx(async (tx) => {
    if (!(await writeNoStart(tx, task, 'failed', problem))) return gone();
    const granted = await grantTaken(tx, taken);
    const [refundId] = granted;
    await writeAct(tx, actor, 'payment_ended', {
      ...{ orderId, subscriptionId },
      ...(refundId ? { refundId } : {}),
    });
    return ok(granted);
  });
}

const gone = () => refuse('not_found', 'This does not wait to be ended any more.');
