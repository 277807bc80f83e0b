/**
 * Where each leg stands, on disk. Every function here is one statement, so a process that dies finds
 * either all of it or nothing, and each one is a compare-and-set: it moves a leg only while this
 * driver still holds its lease, by the clock of the database.
 */
import { and, eq, inArray, or, sql } from 'drizzle-orm';
import type {
  AccountChargeId,
  AccountId,
  AccountMethodId,
  AccountPaymentIntentId,
  AttemptId,
  BuyerId,
  IdempotencyKey,
  LegId,
  OrderId,
  PlatformCustomerId,
  PlatformMethodId,
} from '../model/ids';
import type { Confirmation } from '../model/confirmation';
import type { Decision, LegState, Policy } from '../model/status';
import type { MethodStatus } from '../model/verification';
import { getDb } from '../store/client';
import { leaseFor, leaseIsFree, leaseSeconds, pauseSince } from '../store/lease';
import { attempts, buyers, legs, orders, savedMethods, type StoredProblem } from '../store/schema';
import { moveLeg, unfinished } from './move-legs';

/** Everything that is needed to drive a leg, from our own rows alone. */
export interface LegTask {
  /** Who holds the lease. */
  readonly owner: string;
  readonly legId: LegId;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly buyerId: BuyerId;
  readonly policy: Policy;
  /** What was decided about the money that all or nothing holds; null before, and where none is. */
  readonly decision: Decision | null;
  readonly accountId: AccountId;
  /** Where the leg stood when the driver took it. */
  readonly state: LegState;
  readonly amount: number;
  readonly feeAmount: number;
  readonly currency: string;
  readonly attemptId: AttemptId;
  readonly attemptNumber: number;
  readonly confirmation: Confirmation;
  /** The attempt whose PaymentIntent this is: its own, or the one it confirms anew. */
  readonly intentAttemptId: AttemptId;
  readonly attemptCreatedAt: Date;
  /** Stripe forgets a key after 24 hours and would then take it for a new one. */
  readonly keysForgotten: boolean;
  /** So young that a charge whose answer was lost may not be in the account's list yet. */
  readonly young: boolean;
  readonly cloneKey: IdempotencyKey;
  readonly chargeKey: IdempotencyKey;
  /** Null where nothing is held. */
  readonly captureKey: IdempotencyKey | null;
  readonly releaseKey: IdempotencyKey | null;
  /** What stood in the way of this attempt so far. */
  readonly problem: StoredProblem | null;
  readonly cloneId: AccountMethodId | null;
  readonly paymentIntentId: AccountPaymentIntentId | null;
  readonly methodStatus: MethodStatus;
  /** Stripe's type: what may pay, and nothing else. */
  readonly methodType: string;
  readonly platformMethodId: PlatformMethodId;
  readonly platformCustomerId: PlatformCustomerId | null;
}

/**
 * Takes the lease of each of these legs that is unfinished and free (or already held by `owner`),
 * and moves `created` to `cloning`. Answers with the legs it got.
 */
export async function claimLegs(legIds: readonly LegId[], owner: string): Promise<LegTask[]> {
  if (!legIds.length) return [];
  const db = await getDb();
  const free = db
    .select({ id: legs.id })
    .from(legs)
    .where(
      and(
        inArray(legs.id, [...legIds]),
        inArray(legs.state, [...unfinished]),
        or(eq(legs.leaseOwner, owner), leaseIsFree(legs.leaseOwner, legs.leaseUntil)),
      ),
    )
    // Waits for a row that is just being looked at (skipping it would leave the leg to nobody), always
    // in the same order, so that two drivers of one order cannot wait for each other.
    .orderBy(legs.id)
    .for('no key update');
  const claimed = db.$with('claimed').as(
    db
      .update(legs)
      .set({
        leaseOwner: owner,
        leaseUntil: leaseFor,
        state: sql`case when ${legs.state} = 'created' then 'cloning' else ${legs.state} end`,
        updatedAt: sql`now()`,
      })
      .where(inArray(legs.id, free))
      .returning(),
  );
  return db
    .with(claimed)
    .select({
      owner: sql<string>`${owner}`,
      legId: claimed.id,
      orderId: orders.id,
      orderNumber: orders.number,
      buyerId: orders.buyerId,
      policy: orders.policy,
      decision: orders.decision,
      accountId: claimed.accountId,
      state: claimed.state,
      amount: claimed.amount,
      feeAmount: claimed.feeAmount,
      currency: claimed.currency,
      attemptId: attempts.id,
      attemptNumber: attempts.number,
      confirmation: attempts.confirmation,
      intentAttemptId: sql<AttemptId>`coalesce(${attempts.intentAttemptId}, ${attempts.id})`,
      attemptCreatedAt: attempts.createdAt,
      keysForgotten: sql<boolean>`${attempts.createdAt} < now() - interval '23 hours'`,
      young: sql<boolean>`${attempts.createdAt} > now() - interval '2 minutes'`,
      cloneKey: attempts.cloneKey,
      chargeKey: attempts.chargeKey,
      captureKey: attempts.captureKey,
      releaseKey: attempts.releaseKey,
      problem: attempts.problem,
      cloneId: attempts.cloneId,
      paymentIntentId: attempts.paymentIntentId,
      methodStatus: savedMethods.status,
      methodType: savedMethods.type,
      platformMethodId: savedMethods.platformMethodId,
      platformCustomerId: buyers.platformCustomerId,
    })
    .from(claimed)
    .innerJoin(orders, eq(orders.id, claimed.orderId))
    .innerJoin(attempts, and(eq(attempts.legId, claimed.id), eq(attempts.number, claimed.attempt)))
    .innerJoin(savedMethods, eq(savedMethods.id, attempts.savedMethodId))
    .innerJoin(buyers, eq(buyers.id, orders.buyerId));
}

/**
 * The recovery point between the two calls: the clone is known, the charge may begin. False when the
 * lease was lost meanwhile; then this driver must not go on.
 */
export function storeClone(task: LegTask, cloneId: AccountMethodId): Promise<boolean> {
  return moveLeg({ ...idsOf(task), state: 'charging', leaseSeconds, cloneId });
}

/**
 * The recovery point before held money is let go: whoever goes on lets it go. False when the lease was
 * lost meanwhile.
 */
export function storeRelease(task: LegTask, problem: StoredProblem | null): Promise<boolean> {
  return moveLeg({ ...idsOf(task), state: 'releasing', leaseSeconds, problem });
}

export interface Ending {
  readonly state: Exclude<LegState, 'created' | 'cloning' | 'charging' | 'capturing' | 'releasing'>;
  readonly paymentIntentId?: AccountPaymentIntentId | null;
  readonly chargeId?: AccountChargeId | null;
  readonly problem?: StoredProblem | null;
  /** When nothing is decided yet: in how many seconds to ask Stripe by ourselves. */
  readonly lookAgainAfter?: number;
}

/**
 * The end of this attempt, and of the lease. `processing` is no end: it is looked at again after a
 * while, and so is a buyer who is at the bank. False when the lease was lost meanwhile; then whoever
 * holds it writes the end.
 */
export function storeEnding(task: LegTask, ending: Ending): Promise<boolean> {
  const undecided = ending.state === 'processing' ? lookAgainIn(task) : null;
  const { lookAgainAfter = undecided, ...learnt } = ending;
  return moveLeg({ ...idsOf(task), ...learnt, leaseSeconds: lookAgainAfter });
}

/**
 * The seller's account has left, and may have been charged: the leg waits until it can be asked again
 * or an operator ends it, and is looked at once a day.
 */
export async function waitForAccount(task: LegTask, problem: StoredProblem): Promise<void> {
  await storeEnding(task, { state: 'processing', problem, lookAgainAfter: aDay });
}

const aDay = 86_400;

/** In how many seconds: a quarter of its age, at least five, and at most an hour: a debit takes days. */
function lookAgainIn({ attemptCreatedAt }: LegTask): number {
  const seconds = (Date.now() - attemptCreatedAt.getTime()) / 1000;
  return Math.round(Math.min(Math.max(seconds / 4, 5), 3600));
}

/**
 * Gives the lease back with the leg still at its recovery point. It is free again after a pause that
 * grows with the age of the attempt: a lost answer is asked for at once, a long outage now and then.
 */
export async function releaseLeg(task: LegTask): Promise<void> {
  const db = await getDb();
  await db
    .update(legs)
    .set({ leaseOwner: null, leaseUntil: sql`now() + ${pauseSince(task.attemptCreatedAt)}` })
    .where(and(eq(legs.id, task.legId), eq(legs.leaseOwner, task.owner)));
}

function idsOf({ legId, owner, attemptId, attemptNumber }: LegTask) {
  return { legId, owner, attemptId, attemptNumber };
}
