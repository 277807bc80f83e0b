/**
 * One change of a subscription, from asked for to Stripe's answer:
 *
 *     requested ──(one call on the seller's account)──→ done | failed
 *
 * Its key was stored when the buyer asked; so a process may die anywhere, and whoever goes on repeats
 * the call and changes nothing twice. https://docs.stripe.com/api/idempotent_requests
 */
import { assertNever } from '../../model/assert-never';
import type { SubscriptionChangeId, SubscriptionId } from '../../model/ids';
import { newLeaseOwner } from '../../store/lease';
import { noteStall } from '../../store/stalls';
import type { StoredProblem } from '../../store/schema';
import { faultText, readFailure, shutOut, type StripeFailure } from '../../stripe/failure';
import { ownProblem } from '../../stripe/problem';
import { callOf, isMade, whyLeftWaiting } from './change-calls';
import { claimChange, endChange, releaseChange, type ChangeTask } from './change-progress';
import { convergeSubscription } from '../read-subscription';

/**
 * Makes a change that was asked for, unless somebody else is making it or it was made. Faults are
 * logged: the change stays asked for and is made later.
 */
export async function sendChange(
  changeId: SubscriptionChangeId,
  owner = newLeaseOwner(),
): Promise<void> {
  const task = await claimChange(changeId, owner);
  if (!task) return;
  try {
    const problem = await make(task);
    await readAgain(task.subscriptionId);
    await endChange(task, problem ? 'failed' : 'done', problem);
  } catch (error) {
    const reason = faultText(error);
    console.error(`[subscriptions] change ${changeId} stopped, ${reason}`);
    await releaseChange(task);
    await noteStall(changeId, reason);
  }
}

/** Null once it is made, else why it was not. */
async function make(task: ChangeTask): Promise<StoredProblem | null> {
  // A key that Stripe forgot guards nothing: what is on the account is the truth.
  if (task.keyForgotten) return unlessMade(task, tooLate);
  try {
    return await callOf(task);
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    return meaningOf(task, failure, error);
  }
}

async function meaningOf(
  task: ChangeTask,
  failure: StripeFailure,
  error: unknown,
): Promise<StoredProblem | null> {
  switch (failure.kind) {
    case 'declined':
      return failure.problem;
    // Somebody before us may have made it, with the answer lost: then this is about the repeat.
    case 'refused':
      return unlessMade(task, failure.problem);
    case 'unclear': {
      const { message, requestId } = failure.problem;
      return unlessMade(task, ownProblem('not_changed', message, requestId));
    }
    case 'unanswered':
      throw error;
    default:
      return assertNever(failure);
  }
}

async function unlessMade(task: ChangeTask, problem: StoredProblem): Promise<StoredProblem | null> {
  try {
    if (await isMade(task)) return null;
    const waiting = await whyLeftWaiting(task);
    return waiting === undefined ? problem : waiting;
  } catch (error) {
    const left = shutOut(error);
    if (!left) throw error;
    return left;
  }
}

const tooLate = ownProblem('not_changed', 'This was asked for too long ago to be done now.');

/** So that the page which is drawn next shows it. What stands in the way here is mended by events. */
async function readAgain(id: SubscriptionId): Promise<void> {
  try {
    await convergeSubscription(id);
  } catch (error) {
    console.error(`[subscriptions] ${id} was not read again: ${faultText(error)}`);
  }
}
