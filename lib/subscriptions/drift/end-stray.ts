/**
 * The end of a Subscription that no row of ours stands for. Once it is canceled no look tells of it any
 * more, so that what it took has to go back whoever dies between: a job is sent before the first call.
 */
import { sendJob } from '../../jobs/send-job';
import type { Payload } from '../../jobs/queues';
import type { StrayView } from '../../model/mirror-views';
import type { Convergence } from '../../payments/converge-leg';
import { writeAct, type Actor } from '../../store/acts';
import { withTx } from '../../store/client';
import { convergeAccountSubscription } from '../converge-event';
import { isUndone } from '../starts/not-undone';

/** Longer than it takes at once: the job finds it done then, most often. */
const jobAfterSeconds = 60;

/** Why it was not ended after all. */
const whyNot: Readonly<Record<Exclude<Convergence, 'converged'>, string>> = {
  busy: 'Somebody else is at it. Look again later.',
  unknown: 'Somebody has begun to start it meanwhile. Look again later.',
  not_ours: 'It is there no more, or does not say any more that it is Souk’s. Look again.',
  foreign_account: 'What it was made for is at another account now. Look again.',
};

/**
 * Ends it and sends back what it took, at once and, should that stop half way, by a job. Whether it is
 * still unwanted is looked at anew there, by the row of today. Null once it is done, else why not, or
 * what of it.
 */
export async function endStray(operator: Actor, stray: StrayView): Promise<string | null> {
  const { accountId, stripeId, subscriptionId } = stray;
  if (!subscriptionId) throw new Error(`${stripeId} says of nobody that it was made for them`);
  await withTx(async (tx) => {
    const wanted = { accountId, accountSubscriptionId: stripeId };
    await sendJob('end-stray', wanted, { startAfterSeconds: jobAfterSeconds });
    const about = { subscriptionId, accountSubscriptionId: stripeId };
    await writeAct(tx, operator, 'mirror_repaired', about);
  });
  const outcome = await convergeAccountSubscription(accountId, stripeId);
  if (outcome !== 'converged') return whyNot[outcome];
  return (await isUndone(subscriptionId)) ? null : notAllBack;
}

const notAllBack =
  'It was ended, but Stripe refused to undo an invoice of it. That waits on the page Work.';

/** The same by its job. Throws when Stripe cannot be reached. */
export async function endStrayAgain(wanted: Payload<'end-stray'>): Promise<void> {
  await convergeAccountSubscription(wanted.accountId, wanted.accountSubscriptionId);
}
