/**
 * A subscription that rests: since its trial ended without a card, or since its seller has paused it.
 * https://docs.stripe.com/billing/subscriptions/pause
 */
import type { AccountInvoiceId, IdempotencyKey } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import type { AccountInvoice, AccountSubscription } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import type { StripeFailure } from '../../stripe/failure';
import { ownProblem } from '../../stripe/problem';
import type { Write } from '../../stripe/subject';
import { answerOf } from '../answer-of';
import type { ChangeTask } from './change-progress';
import { whyItWaits } from './why-it-waits';

/**
 * Has it go on from now, once that is paid: by default Stripe would charge nothing and have it wait for a
 * day. A bank that asks has it wait for its buyer; a card that is declined leaves it as it was, and
 * nothing owed. Null once it goes on, else why not.
 */
export async function resumeResting(
  task: ChangeTask,
  found: AccountSubscription,
  write: Write,
): Promise<StoredProblem | null> {
  const { subscriptions } = accountStripe(task.accountId);
  const waiting = resumptionInvoice(found);
  if (waiting) return payResumption(task, found, waiting, write);
  const resumed = await answerOf(() =>
    subscriptions.resume(found.id, { payment_behavior: 'resume_on_payment_success' }, write),
  );
  if (resumed.ok) {
    return resumed.value.status === 'paused' ? whyItWaits(task, resumed.value, write) : null;
  }
  if (hasNoCard(resumed.failure, found)) return ownProblem('no_card', '');
  throw resumed.error;
}

/** "Otherwise, Stripe returns an error": there is nothing to charge. */
const hasNoCard = (
  { kind, problem }: StripeFailure,
  { default_payment_method: card }: AccountSubscription,
): boolean => kind === 'refused' && problem.code === 'resource_missing' && card === null;

/**
 * The open invoice that a subscription which rests goes on with once it is paid: its seller has asked for
 * it, or a process of ours that died then. Null where there is none.
 */
function resumptionInvoice({
  status,
  pending_update: pending,
  latest_invoice: latest,
}: AccountSubscription): AccountInvoiceId | null {
  if (status !== 'paused' || !pending || !latest || typeof latest === 'string') return null;
  return latest.status === 'open' ? (latest as AccountInvoice).id : null;
}

/**
 * The same, once its payment was tried: its buyer has asked for it then. What a seller has resumed in the
 * Dashboard waits untried, and is charged to nobody who has not said so.
 */
export function triedResumption(subscription: AccountSubscription): AccountInvoiceId | null {
  const { latest_invoice: latest } = subscription;
  const tried = latest && typeof latest !== 'string' && latest.attempt_count > 0;
  return tried ? resumptionInvoice(subscription) : null;
}

/** The buyer is there, and can be sent to their bank. */
async function payResumption(
  task: ChangeTask,
  found: AccountSubscription,
  invoice: AccountInvoiceId,
  write: Write,
): Promise<StoredProblem | null> {
  const { invoices, subscriptions } = accountStripe(task.accountId);
  const key = `${write.key}:pay` as IdempotencyKey;
  const paid = await answerOf(() =>
    invoices.pay(invoice, { off_session: false }, { ...write, key }),
  );
  if (!paid.ok && hasNoCard(paid.failure, found)) return ownProblem('no_card', '');
  if (!paid.ok && paid.failure.kind !== 'declined') throw paid.error;
  const is = await subscriptions.retrieve(found.id, write);
  if (is.status === 'paused') return whyItWaits(task, is, write);
  // Resumed by its attempt, as Stripe does by default, it is behind now, and is told like any other.
  return paid.ok ? null : paid.failure.problem;
}
