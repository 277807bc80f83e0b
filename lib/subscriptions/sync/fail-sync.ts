import type { AccountMethodId } from '../../model/ids';
import type { SubscriptionStatus } from '../../model/recurring';
import type { StoredProblem } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { answerOf } from '../answer-of';
import { convergeSubscription, subjectOf } from '../read-subscription';
import { storeFailure, storeUnwanted } from './sync-progress';
import { isRunning, type MirrorTask, type Next } from './sync-task';

/**
 * Stripe refused a step. Has the Subscription ended meanwhile, nothing is to be followed any more, and
 * its clones go. Else the sync has failed: what the mirror is charged to stays as it was, what was made
 * for this sync goes, and somebody has to try again. A card that was removed is charged no more: then
 * its copy goes as well, and the subscription waits for another card.
 */
export async function fail(task: MirrorTask, problem: StoredProblem): Promise<Next> {
  const { mirror, sync } = task;
  if (!mirror.accountSubscriptionId || !sync) throw new Error(`${mirror.id} has not begun`);
  const { accountId, accountSubscriptionId } = mirror;
  const read = await answerOf(() =>
    accountStripe(accountId).subscriptions.retrieve(accountSubscriptionId, {
      subject: subjectOf(mirror),
    }),
  );
  if (!read.ok) {
    // The account lets nobody in any more: what it was charged to last is all that is known.
    return (await storeFailure(task, problem, mirror.accountMethodId)) ? 'ended' : 'overtaken';
  }
  const is = read.value;
  if (!isRunning({ state: 'started', status: is.status as SubscriptionStatus })) {
    await convergeSubscription(mirror.id);
    if (!(await storeUnwanted(task))) return 'overtaken';
    return { ...task, sync: { ...sync, state: 'detaching' }, clone: null };
  }
  const chargedTo = is.default_payment_method;
  const id = typeof chargedTo === 'string' ? chargedTo : (chargedTo?.id ?? null);
  return (await storeFailure(task, problem, id as AccountMethodId | null)) ? 'ended' : 'overtaken';
}
