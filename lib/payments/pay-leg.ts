/**
 * One leg, from its recovery point to an answer:
 *
 *     created → cloning ──(clone)──→ charging ──(charge)──→ paid | declined | action_needed | …
 *
 * Two calls, both on the seller's account, each with a key that was stored with the attempt before
 * either was made; each result is stored before the next call. So a process may die anywhere:
 * whoever goes on repeats at most the last call, with the same key, and Stripe answers as it did.
 * https://docs.stripe.com/connect/direct-charges-multiple-accounts
 */
import { assertNever } from '../model/assert-never';
import type { AccountMethodId, LegId } from '../model/ids';
import { accountStripe } from '../stripe/account-stripe';
import { newLeaseOwner } from '../store/lease';
import { noteStall } from '../store/stalls';
import type { StoredProblem } from '../store/schema';
import { failureOf, faultText, shutOut, type StripeFailure } from '../stripe/failure';
import { ownProblem } from '../stripe/problem';
import {
  claimLegs,
  releaseLeg,
  storeClone,
  storeEnding,
  waitForAccount,
  type LegTask,
} from './leg-progress';
import { callOff, endHold } from './end-hold';
import { underWay } from './legs-under-way';
import { findCharge, readCharge } from './read-charge';
import { renewLegKey } from './renew-leg-key';
import { confirmsAnew, sendCharge, subjectOf } from './send-charge';
import { settle } from './settle-leg';
import { settleOrders } from './settle-order';

/** Drives one leg to an answer, unless somebody else is driving it or it has one already. */
export async function payLeg(legId: LegId): Promise<void> {
  await payLegs([legId]);
}

/**
 * Drives legs side by side: however many sellers, the wait is that of one clone and one charge.
 * What happens to one leg never touches another. Resolves when each has an answer or has been put
 * back to its recovery point; faults are logged, since the legs they hit are resumed later.
 */
export async function payLegs(legIds: readonly LegId[], owner = newLeaseOwner()): Promise<void> {
  await driveLegs(await claimLegs(legIds, owner));
}

/**
 * The same for legs whose leases the caller holds already. What all or nothing holds is then decided
 * upon, and taken or let go.
 */
export async function driveLegs(tasks: readonly LegTask[]): Promise<void> {
  await Promise.all(
    tasks.map((task) =>
      underWay(() => drive(task)).catch(async (error: unknown) => {
        const reason = faultText(error);
        console.error(`[payments] leg ${task.legId} stopped at ${task.state}, ${reason}`);
        await noteStall(task.attemptId, reason);
      }),
    ),
  );
  await settleOrders(
    tasks.filter(({ policy }) => policy === 'all_or_nothing').map(({ orderId }) => orderId),
  );
}

async function drive(task: LegTask): Promise<void> {
  try {
    if (task.state === 'capturing' || task.state === 'releasing') return await endHold(task);
    if (task.state === 'processing') return await lookAgain(task);
    if (task.decision === 'release') {
      // Nobody wants it any more. A charge that may have been sent can be let go once it is known.
      if (task.paymentIntentId) return await callOff(task);
      if (task.state !== 'charging') return void (await storeEnding(task, { state: 'canceled' }));
    }
    // Too late to charge: nobody expects it any more, and a key that Stripe forgot guards nothing.
    if (task.keysForgotten) return await endUnlessCharged(task, tooLate);
    // A clone that an earlier driver made outlives its card; a removed card is not charged any more.
    if (task.cloneId && task.methodStatus !== 'active') {
      return await endUnlessCharged(task, removed);
    }
    const cloneId = task.cloneId ?? (await clone(task));
    if (cloneId) await charge(task, cloneId);
  } catch (error) {
    const left = shutOut(error);
    if (left) return endShutOut(task, left);
    await releaseLeg(task);
    throw error;
  }
}

/**
 * The seller's account cannot be asked any more. Only where money may have been taken does the leg
 * wait; what is only held falls back to the buyer.
 */
async function endShutOut(task: LegTask, problem: StoredProblem): Promise<void> {
  const taken = task.state === 'processing' || task.state === 'capturing';
  if (taken || (task.state === 'charging' && task.policy === 'each_on_its_own')) {
    await waitForAccount(task, problem);
  } else await storeEnding(task, { state: 'failed', problem });
}

/** The copy of the saved method on the seller's account; null when the leg ended (or was lost) here. */
async function clone(task: LegTask, renewed = false): Promise<AccountMethodId | null> {
  if (task.methodStatus !== 'active' || !task.platformCustomerId) {
    await endUncloned(task, 'failed', removed);
    return null;
  }
  try {
    const made = await accountStripe(task.accountId).paymentMethods.clone(
      { customer: task.platformCustomerId, payment_method: task.platformMethodId },
      { key: task.cloneKey, subject: subjectOf(task) },
    );
    return (await storeClone(task, made.id)) ? made.id : null;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'unanswered') throw error;
    if (failure.kind === 'unclear' && !renewed) {
      const anew = await renewLegKey(task, 'clone');
      return anew && clone(anew, true);
    }
    await endUncloned(task, failure.kind === 'declined' ? 'declined' : 'failed', failure.problem);
    return null;
  }
}

/**
 * No charge was ever sent with this attempt, whatever became of its clone. But an older PaymentIntent
 * that it was to confirm anew may have been paid meanwhile, in another window.
 */
async function endUncloned(
  task: LegTask,
  state: 'declined' | 'failed',
  problem: StoredProblem,
): Promise<void> {
  if (confirmsAnew(task)) await endUnlessCharged(task, problem, state);
  else await storeEnding(task, { state, problem });
}

/** The direct charge. A declined attempt uses its clone up; a new attempt clones again. */
async function charge(task: LegTask, cloneId: AccountMethodId): Promise<void> {
  try {
    await settle(task, await sendCharge(task, cloneId));
  } catch (error) {
    await settleFailure(task, failureOf(error), error);
  }
}

async function settleFailure(task: LegTask, failure: StripeFailure, error: unknown): Promise<void> {
  switch (failure.kind) {
    case 'declined':
      await storeEnding(task, {
        state: failure.authenticationRequired ? 'action_needed' : 'declined',
        paymentIntentId: failure.paymentIntentId,
        chargeId: failure.chargeId,
        problem: failure.problem,
      });
      return;
    case 'refused':
      // A driver before this one may have charged, with its answer lost: this is about the repeat. Or
      // the buyer has paid an older attempt's PaymentIntent meanwhile, in another window.
      if (task.state === 'charging' || confirmsAnew(task))
        return endUnlessCharged(task, failure.problem);
      await storeEnding(task, { state: 'failed', problem: failure.problem });
      return;
    case 'unclear': {
      // The key is spent, so nothing can come of it any more: what is on the account is the truth.
      const { message, requestId } = failure.problem;
      return endUnlessCharged(task, ownProblem('nothing_charged', message, requestId));
    }
    case 'unanswered':
      throw error;
    default:
      assertNever(failure);
  }
}

const removed = ownProblem('method_removed', 'The saved method was removed before it was charged.');
const tooLate = ownProblem('nothing_charged', 'The attempt is too old to be charged now.');

/**
 * The account decides: a charge found there is settled, else the leg ends as failed. An empty list is
 * not believed while the attempt is young; then the leg is put back and looked at again.
 */
async function endUnlessCharged(
  task: LegTask,
  problem: StoredProblem,
  state: 'declined' | 'failed' = 'failed',
): Promise<void> {
  const { paymentIntentId } = task;
  if (paymentIntentId && confirmsAnew(task)) {
    const known = await readCharge(task, paymentIntentId);
    // Its last error may be that of an attempt before this one.
    if (known && known.intent.status !== 'requires_payment_method') return settle(task, known);
    await storeEnding(task, { state, problem });
    return;
  }
  const made = await findCharge(task);
  if (made) return settle(task, made);
  if (task.young) return releaseLeg(task);
  await storeEnding(task, { state: 'failed', problem });
}

/** A leg that Stripe has not decided, or whose answer did not agree with us: ask again. */
async function lookAgain(task: LegTask): Promise<void> {
  const { paymentIntentId } = task;
  // Without an id no answer was ever read, so after a day an empty account says all.
  if (!paymentIntentId && task.keysForgotten) return endUnlessCharged(task, tooLate);
  const known = paymentIntentId ? await readCharge(task, paymentIntentId) : null;
  const found = known ?? (await findCharge(task));
  if (found) await settle(task, found);
  else await releaseLeg(task);
}
