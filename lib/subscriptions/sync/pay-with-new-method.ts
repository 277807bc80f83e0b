/** What is owed when a mirror gets another method: it is asked for at once, and not days later. */
import type { AccountInvoiceId, IdempotencyKey } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import type { AccountInvoice, AccountSubscription } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { idOf } from '../../stripe/fields';
import { answerOf } from '../answer-of';
import { convergeSubscription, subjectOf } from '../read-subscription';
import { renewSyncKeys } from './renew-keys';
import { triedResumption } from '../changes/resume-resting';
import { storeStep } from './sync-progress';
import type { MirrorTask, Next } from './sync-task';

/**
 * Pays the open invoices of a subscription that is behind with the new clone, the oldest first. When one
 * is declined it is told, the others are left to Stripe's own tries, and the sync goes on: the new method
 * is what the buyer wants either way.
 * https://docs.stripe.com/billing/subscriptions/overview#requires-payment-method
 */
export async function payOpenInvoices(task: MirrorTask): Promise<Next> {
  const { sync, clone } = task;
  if (!sync || !clone) throw new Error(`${task.mirror.id} has no clone to pay with`);
  const subscription = task.subscription ?? (await readSubscription(task));
  const invoices = isBehind(subscription) ? await openInvoices(task, subscription) : [];
  let problem: StoredProblem | null = null;
  let asked: AccountInvoice | undefined;
  for (const invoice of invoices) {
    // A newer change overtakes here, and has the lease's time.
    if (asked && !(await storeStep(task, { state: 'paying' }))) return 'overtaken';
    asked = invoice;
    problem = await pay(task, invoice);
    if (problem) break;
  }
  // What came of it belongs on the buyer's page before the sync is called done; also when whoever paid
  // died before the answer.
  if (asked || !owesNothing(task, subscription)) {
    await convergeSubscription(task.mirror.id);
  }
  const step = {
    state: 'detaching',
    problem,
    ...(asked ? { accountInvoiceId: asked.id as AccountInvoiceId } : {}),
  } as const;
  if (!(await storeStep(task, step))) return 'overtaken';
  return { ...task, sync: { ...sync, state: 'detaching', problem } };
}

/** True where there is nothing to pay, and nothing to be read that the row may not say. */
export const owesNothing = ({ mirror }: MirrorTask, subscription: AccountSubscription): boolean =>
  !isBehind(subscription) &&
  subscription.status === mirror.status &&
  // The bank may want to see the buyer before it lets another card be charged; the one before may have.
  !subscription.pending_setup_intent &&
  !mirror.setupNeeded;

async function openInvoices(
  { mirror }: MirrorTask,
  subscription: AccountSubscription,
): Promise<AccountInvoice[]> {
  const { id, latest_invoice: latest, pending_update: pending } = subscription;
  const resumption = triedResumption(subscription);
  const all = await accountStripe(mirror.accountId).invoices.listOf(id, {
    subject: subjectOf(mirror),
  });
  return (
    all
      // What a change waits for is not owed. Of one that rests, all that is wanted is what it goes on with.
      .filter((one) =>
        resumption
          ? one.id === resumption
          : one.status === 'open' && !(pending && one.id === idOf(latest)),
      )
      .sort((one, other) => one.created - other.created)
  );
}

function readSubscription({ mirror }: MirrorTask): Promise<AccountSubscription> {
  if (!mirror.accountSubscriptionId) throw new Error(`${mirror.id} has not begun`);
  return accountStripe(mirror.accountId).subscriptions.retrieve(mirror.accountSubscriptionId, {
    subject: subjectOf(mirror),
  });
}

/** Also one that rests, and waits for the payment that its buyer has asked for to go on. */
const isBehind = (subscription: AccountSubscription): boolean =>
  /^(past_due|incomplete|unpaid)$/.test(subscription.status) ||
  triedResumption(subscription) !== null;

/** Null when it is paid, or is not to be paid any more; else why not. */
async function pay(task: MirrorTask, invoice: AccountInvoice): Promise<StoredProblem | null> {
  const { mirror, clone } = task;
  if (!task.sync || !clone?.accountMethodId)
    throw new Error(`${mirror.id} has no clone to pay with`);
  // An old key guards nothing, but an invoice is only ever paid once.
  const { payKey } = task.sync.keysForgotten ? await renewSyncKeys(task.sync) : task.sync;
  const stripe = accountStripe(mirror.accountId);
  const paid = await answerOf(() =>
    stripe.invoices.pay(
      invoice.id,
      { payment_method: clone.accountMethodId ?? undefined, off_session: true },
      { key: `${payKey}:${invoice.id}` as IdempotencyKey, subject: subjectOf(mirror) },
    ),
  );
  if (paid.ok) return null;
  const { failure, error } = paid;
  if (failure.kind === 'unclear') {
    await renewSyncKeys(task.sync);
    throw error;
  }
  // A refusal may be about what has been paid meanwhile: by a renewal, or in the buyer's own window.
  const is = await stripe.invoices.retrieve(invoice.id, { subject: subjectOf(mirror) });
  return is.status === 'open' ? failure.problem : null;
}
