/**
 * Where the start of each subscription stands, on disk. As for legs, every step is a compare-and-set: a
 * process that dies leaves all of it or nothing, and whoever lost the lease writes nothing.
 */
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { AccountMethodId, AccountSubscriptionId } from '../../model/ids';
import { getDb, withTx, type Db } from '../../store/client';
import { leaseFor, pauseSince } from '../../store/lease';
import { keptClones, subscriptions, type StoredProblem } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';
import { starting, type StartTask } from './claim-starts';
import { writeReading } from '../read-subscription';
import { renewKnownCustomer } from './renew-known-customer';

const held = ({ subscriptionId, owner, attempt }: StartTask) =>
  and(
    eq(subscriptions.id, subscriptionId),
    eq(subscriptions.leaseOwner, owner),
    eq(subscriptions.attempt, attempt),
    inArray(subscriptions.state, starting),
  );

/**
 * The recovery point between two calls: the result of the one is stored, the other may begin. False
 * when the lease was lost meanwhile; then this driver must not go on.
 */
export async function storeStep(
  task: StartTask,
  state: 'cloning' | 'attaching' | 'subscribing',
  learnt: {
    /** The Customer was there before, and may have been made long ago. */
    readonly known?: boolean;
    readonly accountMethodId?: AccountMethodId;
    readonly attached?: true;
  } = {},
): Promise<boolean> {
  return withTx(async (tx) => {
    const moved = await tx
      .update(subscriptions)
      .set({ state, leaseUntil: leaseFor, updatedAt: sql`now()` })
      .where(held(task))
      .returning({ id: subscriptions.id });
    if (!moved.length) return false;
    const { known, accountMethodId, attached } = learnt;
    if (known) await renewKnownCustomer(tx, task);
    if (task.clone && (accountMethodId || attached)) {
      await tx
        .update(keptClones)
        .set({
          ...(accountMethodId ? { accountMethodId } : {}),
          ...(attached ? { attachedAt: sql`now()` } : {}),
        })
        .where(eq(keptClones.id, task.clone.id));
    }
    return true;
  });
}

/** It has begun: what Stripe's Subscription says, and the end of the lease. False as above. */
export async function storeStart(
  task: StartTask,
  subscription: AccountSubscription,
): Promise<boolean> {
  return withTx(async (tx) => {
    const moved = await tx
      .update(subscriptions)
      .set({
        state: 'started',
        problem: null,
        refusedSubscriptionId: null,
        leaseOwner: null,
        leaseUntil: null,
        updatedAt: sql`now()`,
      })
      .where(held(task))
      .returning({ id: subscriptions.id, accountId: subscriptions.accountId });
    const [row] = moved;
    if (row) await writeReading(tx, row, subscription);
    return row !== undefined;
  });
}

/**
 * This attempt came to nothing, and so did what was attached for it: its clone is detached later. The
 * end of the lease; false as above.
 */
export function storeNoStart(
  task: StartTask,
  state: 'declined' | 'failed',
  problem: StoredProblem,
): Promise<boolean> {
  return withTx((tx) => writeNoStart(tx, task, state, problem));
}

/** The same as a part of what else is written about it. */
export async function writeNoStart(
  tx: Db,
  task: StartTask,
  state: 'declined' | 'failed',
  problem: StoredProblem,
): Promise<boolean> {
  const moved = await tx
    .update(subscriptions)
    .set({
      ...{ state, problem, refusedSubscriptionId: null },
      ...{ leaseOwner: null, leaseUntil: null },
      updatedAt: sql`now()`,
    })
    .where(held(task))
    .returning({ id: subscriptions.id });
  if (!moved.length) return false;
  await tx
    .update(keptClones)
    .set({ unwantedAt: sql`now()` })
    .where(
      and(
        eq(keptClones.subscriptionId, task.subscriptionId),
        isNotNull(keptClones.accountMethodId),
        isNull(keptClones.unwantedAt),
      ),
    );
  return true;
}

/**
 * It may have begun, and nobody can say that it has: it waits at its recovery point, so that it is not
 * begun again, is looked at now and then, and stands on the operator's desk to be ended.
 */
export async function stopStart(
  task: StartTask,
  problem: StoredProblem,
  { refused, seconds }: { refused?: AccountSubscriptionId; seconds?: number } = {},
): Promise<void> {
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({ problem, ...(refused ? { refusedSubscriptionId: refused } : {}) })
    .where(held(task));
  await releaseStart(task, seconds);
}

/**
 * Gives the lease back with the start still at its recovery point; free again after so many seconds, by
 * default after a pause that grows with the age of the attempt.
 */
export async function releaseStart(
  { subscriptionId, owner, attemptedAt }: StartTask,
  seconds?: number,
): Promise<void> {
  const db = await getDb();
  const pause = seconds ? sql`make_interval(secs => ${seconds})` : pauseSince(attemptedAt);
  await db
    .update(subscriptions)
    .set({ leaseOwner: null, leaseUntil: sql`now() + ${pause}` })
    .where(and(eq(subscriptions.id, subscriptionId), eq(subscriptions.leaseOwner, owner)));
}
