/**
 * The start of one subscription, from its recovery point to Stripe's Subscription:
 *
 *     customer ──→ cloning ──→ attaching ──→ subscribing ──→ started | declined | failed
 *
 * Each call is made on the seller's account with a key that was stored before any was made, and each
 * result is stored before the next call. So a process may die anywhere: whoever goes on repeats at
 * most the last call, with the same key, and Stripe answers as it did.
 * https://docs.stripe.com/connect/subscriptions
 */
import { assertNever } from '../../model/assert-never';
import type {
  AccountCustomerId,
  AccountMethodId,
  IdempotencyKey,
  SubscriptionId,
} from '../../model/ids';
import { newLeaseOwner } from '../../store/lease';
import { noteStall } from '../../store/stalls';
import { accountStripe } from '../../stripe/account-stripe';
import { failureOf, faultText, isShutOut, readFailure } from '../../stripe/failure';
import { ownProblem } from '../../stripe/problem';
import { accountCustomer, forgetDeleted } from './account-customer';
import { claimStarts, type StartClone, type StartTask } from './claim-starts';
import { isAttachedTo } from '../is-attached-to';
import { renewCloneKey } from '../sync/renew-keys';
import { endUnlessBegun, findBegun, mayHaveBegun, settleStart, subjectOf } from './settle-start';
import { releaseStart, storeNoStart, storeStep } from './start-progress';

/** Drives one start to its end, unless somebody else is driving it or it is at its end. */
export async function startSubscription(id: SubscriptionId): Promise<void> {
  await startSubscriptions([id]);
}

/**
 * Drives starts side by side; what happens to one never touches another. Resolves when each has
 * begun, was refused, or has been put back to its recovery point; faults are logged, since the starts
 * they hit are resumed later.
 */
export async function startSubscriptions(
  ids: readonly SubscriptionId[],
  owner = newLeaseOwner(),
): Promise<void> {
  const tasks = await claimStarts(ids, owner);
  await Promise.all(
    tasks.map((task) =>
      drive(task).catch(async (error: unknown) => {
        const reason = faultText(error);
        console.error(`[subscriptions] ${task.subscriptionId} stopped at ${task.state}, ${reason}`);
        await noteStall(task.subscriptionId, reason);
      }),
    ),
  );
}

async function drive(task: StartTask): Promise<void> {
  try {
    // Put right at Stripe meanwhile? The repeat of a call would only tell what it told before.
    const refused = task.refusedSubscriptionId && (await findBegun(task));
    if (refused) return await settleStart(task, refused);
    // Too late to begin: nobody expects it any more, and a key that Stripe forgot guards nothing.
    if (task.keysForgotten) return await endUnlessBegun(task, tooLate, mayHaveBegun(task));
    const { clone } = task;
    if (clone?.methodStatus !== 'active') {
      return await endUnlessBegun(task, removed, mayHaveBegun(task));
    }
    const customer = await customerOf(task);
    const method = customer && (await cloneOf(task, clone));
    if (!customer || !method) return;
    const attached = await attach(task, method, customer);
    if (attached === true) return await subscribe(task, method, customer);
    if (attached === false) return;
    const [again] = await claimStarts([task.subscriptionId], task.owner);
    if (again) await drive(again);
  } catch (error) {
    await releaseStart(task);
    throw error;
  }
}

/** The buyer's Customer on the account; null when the start ended (or was lost) here. */
async function customerOf(task: StartTask): Promise<AccountCustomerId | null> {
  if (task.accountCustomerId && task.state !== 'customer') return task.accountCustomerId;
  try {
    const customer = await accountCustomer(task, subjectOf(task));
    const known = task.accountCustomerId !== null;
    return (await storeStep(task, 'cloning', { known })) ? customer : null;
  } catch (error) {
    // Its key can tell no more, since name or e-mail changed meanwhile; it has another for the next try.
    if (readFailure(error)?.kind === 'unclear') throw error;
    await endRefused(task, error);
    return null;
  }
}

/** The copy of the saved method on the seller's account; null as above. */
async function cloneOf(
  task: StartTask,
  clone: StartClone,
  renewed = false,
): Promise<AccountMethodId | null> {
  if (clone.accountMethodId) return clone.accountMethodId;
  const { platformCustomerId } = task;
  if (!platformCustomerId) throw new Error(`buyer ${task.buyerId} has no Customer`);
  try {
    const { id } = await accountStripe(task.accountId).paymentMethods.clone(
      { customer: platformCustomerId, payment_method: clone.platformMethodId },
      { key: clone.cloneKey, subject: subjectOf(task) },
    );
    return (await storeStep(task, 'attaching', { accountMethodId: id })) ? id : null;
  } catch (error) {
    // One that nobody heard of is attached to nobody, and charges nothing.
    if (readFailure(error)?.kind === 'unclear' && !renewed) {
      const cloneKey = await renewCloneKey(clone.id, 'clone', clone.cloneKey);
      return cloneOf(task, { ...clone, cloneKey }, true);
    }
    await endRefused(task, error);
    return null;
  }
}

/**
 * Keeps the copy at the Customer, or it could be charged once only. False when the start ended here;
 * where its seller has deleted the Customer of an earlier one, it goes back to making another.
 */
async function attach(
  task: StartTask,
  method: AccountMethodId,
  customer: AccountCustomerId,
  renewed?: IdempotencyKey,
): Promise<boolean | 'customer_gone'> {
  if (task.state === 'subscribing') return true;
  const { clone } = task;
  if (!clone) throw new Error(`${task.subscriptionId} has no clone to attach`);
  const key = renewed ?? clone.attachKey;
  try {
    await accountStripe(task.accountId).keptMethods.attach(method, customer, {
      key,
      subject: subjectOf(task),
    });
    return await storeStep(task, 'subscribing', { attached: true });
  } catch (error) {
    const failure = readFailure(error);
    if (failure?.kind === 'unclear' && !renewed) {
      return attach(task, method, customer, await renewCloneKey(clone.id, 'attach', key));
    }
    // What went before may have attached it all the same.
    const isRepeat = failure?.kind === 'refused' && failure.problem.code !== 'resource_missing';
    if (isRepeat && !isShutOut(failure.problem)) {
      const there = await isAttachedTo(customer, method, task.accountId, subjectOf(task));
      if (there) return storeStep(task, 'subscribing', { attached: true });
    }
    if (failure?.problem.code === 'resource_missing') {
      // First: with this one only the same Customer can be asked for.
      await renewCloneKey(clone.id, 'attach', key);
      if (await forgetDeleted(task, customer, subjectOf(task))) return 'customer_gone';
    }
    await endRefused(task, error);
    return false;
  }
}

/** The Subscription itself, and its first payment. A decline leaves it `incomplete`, with its invoice. */
async function subscribe(
  task: StartTask,
  method: AccountMethodId,
  customer: AccountCustomerId,
): Promise<void> {
  try {
    const made = await accountStripe(task.accountId).subscriptions.create(
      {
        customer,
        items: [{ price: task.accountPriceId, quantity: task.quantity }],
        default_payment_method: method,
        payment_behavior: 'allow_incomplete',
        off_session: true,
        ...(task.trialDays > 0 ? { trial_period_days: task.trialDays } : {}),
        ...(task.feeBasisPoints > 0 ? { application_fee_percent: task.feeBasisPoints / 100 } : {}),
        metadata: {
          order: task.orderId,
          subscription: task.subscriptionId,
          buyer: task.buyerId,
          attempt: String(task.attempt),
        },
      },
      { key: task.subscriptionKey, subject: subjectOf(task) },
    );
    await settleStart(task, made);
  } catch (error) {
    await settleFailure(task, error);
  }
}

async function settleFailure(task: StartTask, error: unknown): Promise<void> {
  const failure = failureOf(error);
  switch (failure.kind) {
    case 'declined':
      await storeNoStart(task, 'declined', failure.problem);
      return;
    case 'refused':
      // A driver before this one may have begun it, with its answer lost: this is about the repeat.
      return endUnlessBegun(task, failure.problem, mayHaveBegun(task));
    case 'unclear': {
      // The key is spent, so nothing can come of it any more: what is on the account is the truth.
      const { message, requestId } = failure.problem;
      return endUnlessBegun(task, ownProblem('nothing_charged', message, requestId), true);
    }
    case 'unanswered':
      throw error;
    default:
      assertNever(failure);
  }
}

/** A refusal before the call that begins it: nothing was charged, whatever came of the calls before. */
async function endRefused(task: StartTask, error: unknown): Promise<void> {
  const failure = failureOf(error);
  if (failure.kind === 'unanswered') throw error;
  await storeNoStart(task, failure.kind === 'declined' ? 'declined' : 'failed', failure.problem);
}

const removed = ownProblem('method_removed', 'The saved method was removed before it was charged.');
const tooLate = ownProblem('nothing_charged', 'The attempt is too old to begin now.');
