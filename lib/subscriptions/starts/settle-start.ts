/** What a start comes to, by what its account has: a Subscription that has begun, nothing, or neither. */
import type { AccountCustomerId } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, orNull, shutOut } from '../../stripe/failure';
import { ownProblem } from '../../stripe/problem';
import type { Subject } from '../../stripe/subject';
import { accountCustomer } from './account-customer';
import { subscriptionDisagreement } from './check-subscription';
import type { StartTask } from './claim-starts';
import { convergeSubscription } from '../read-subscription';
import { releaseStart, stopStart, storeNoStart, storeStart } from './start-progress';

/** It has begun, if Stripe's Subscription agrees with our row; else it waits for an operator. */
export async function settleStart(task: StartTask, made: AccountSubscription): Promise<void> {
  const wrong = subscriptionDisagreement(made, task);
  if (wrong) {
    const text = `Stripe's answer was refused: ${wrong}`;
    console.error(`[subscriptions] ${task.subscriptionId} stopped at ${task.state}, ${text}`);
    return stopStart(task, ownProblem('answer_mismatch', text), { refused: made.id });
  }
  if (!(await storeStart(task, made))) return;
  // An answer that Stripe repeats is as old as its first telling; and what became of a payment that was
  // not made is told by its PaymentIntent alone.
  const settled = made.status === 'active' || made.status === 'trialing';
  if (settled && task.state !== 'subscribing') return;
  await convergeSubscription(task.subscriptionId).catch((error: unknown) => {
    console.error(`[subscriptions] ${task.subscriptionId} was not read, ${faultText(error)}`);
  });
}

/** Whether somebody may have asked for it before: each result is stored before the next call. */
export const mayHaveBegun = ({ state }: Pick<StartTask, 'state'>): boolean =>
  state === 'subscribing';

/**
 * The account decides: a Subscription found there has begun, else this attempt came to nothing. A
 * list without it is not believed while the attempt is young; then it is put back and looked at
 * again.
 */
export async function endUnlessBegun(
  task: StartTask,
  problem: StoredProblem,
  asked: boolean,
): Promise<void> {
  if (asked) {
    let made: AccountSubscription | null;
    try {
      made = await findBegun(task);
    } catch (error) {
      const left = shutOut(error);
      if (!left) throw error;
      // It may have begun, and taken money: as long as nobody can tell, it is not begun again.
      return stopStart(task, left, { seconds: aDay });
    }
    if (made) return settleStart(task, made);
    if (task.young) return releaseStart(task);
  }
  await storeNoStart(task, 'failed', problem);
}

const aDay = 86_400;

/** What its account has for this attempt, by whatever it says of itself; null when there is nothing. */
export async function findBegun(task: StartTask): Promise<AccountSubscription | null> {
  const { accountId, refusedSubscriptionId: refused } = task;
  const read = { subject: subjectOf(task) };
  const { subscriptions } = accountStripe(accountId);
  const known = refused && (await orNull(subscriptions.retrieve(refused, read)));
  if (known) return known;
  const customer: AccountCustomerId =
    task.accountCustomerId ?? (await accountCustomer(task, read.subject));
  return subscriptions.findOf(customer, task.subscriptionId, read, { attempt: task.attempt });
}

/** Whose pages may show the calls of a start: the order's, and the subscription's own. */
export const subjectOf = ({ buyerId, orderId, subscriptionId }: StartTask): Subject => ({
  buyerId,
  orderId,
  subscriptionId,
});
