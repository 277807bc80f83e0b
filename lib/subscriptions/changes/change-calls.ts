/** What a change of a subscription asks of Stripe, and how to see on the account that it was made. */
import { assertNever } from '../../model/assert-never';
import type {
  AccountInvoiceId,
  AccountSubscriptionId,
  AccountSubscriptionItemId,
} from '../../model/ids';
import { accountStripe } from '../../stripe/account-stripe';
import type { AccountSubscription } from '../../stripe/account-billing';
import type { StoredProblem } from '../../store/schema';
import type { Write } from '../../stripe/subject';
import { changeQuantity } from './change-quantity';
import type { ChangeTask } from './change-progress';
import { subjectOf } from '../read-subscription';
import { resumeResting, triedResumption } from './resume-resting';
import { whyItWaits } from './why-it-waits';

/**
 * Makes the change with its stored key. Null once it is made, else why not, where Stripe answered and
 * yet nothing was changed. Throws what the SDK throws.
 */
export async function callOf(task: ChangeTask): Promise<StoredProblem | null> {
  const { subscriptions, invoices } = accountStripe(task.accountId);
  const write = { key: task.changeKey, subject: subjectOfTask(task) };
  switch (task.kind) {
    case 'cancel_now':
      // What is paid stays paid: https://docs.stripe.com/billing/subscriptions/cancel
      await subscriptions.cancel(stripeId(task), { prorate: false, invoice_now: false }, write);
      return null;
    case 'cancel_at_period_end':
      await subscriptions.update(stripeId(task), { cancel_at_period_end: true }, write);
      return null;
    case 'resume':
      return resume(task, write);
    case 'quantity':
      return changeQuantity(task, itemId(task), wantedQuantity(task), write);
    case 'keep_quantity':
      await invoices.void(invoiceId(task), write);
      return null;
    case 'pay_invoice':
      // The buyer is there, and can be sent to their bank.
      await invoices.pay(invoiceId(task), { off_session: false }, write);
      return null;
    default:
      return assertNever(task.kind);
  }
}

/**
 * Undoes whatever lets it end or rest: what was set here, or in the Dashboard. Asked of the account, as
 * an end at the period's and one on a day are undone by parameters that exclude each other.
 */
async function resume(task: ChangeTask, write: Write): Promise<StoredProblem | null> {
  const { subscriptions } = accountStripe(task.accountId);
  const found = await subscriptions.retrieve(stripeId(task), { subject: write.subject });
  if (found.status === 'paused') return resumeResting(task, found, write);
  await subscriptions.update(
    found.id,
    {
      ...(found.cancel_at_period_end || found.cancel_at === null
        ? { cancel_at_period_end: false }
        : { cancel_at: '' }),
      // https://docs.stripe.com/billing/subscriptions/pause-payment#resume-collection
      ...(found.pause_collection ? { pause_collection: '' } : {}),
    },
    write,
  );
  return null;
}

/** Whether the account stands as the change wants it, whoever has brought that about. */
export async function isMade(task: ChangeTask): Promise<boolean> {
  const stripe = accountStripe(task.accountId);
  const read = { subject: subjectOfTask(task) };
  if (task.kind === 'pay_invoice' || task.kind === 'keep_quantity') {
    const { status } = await stripe.invoices.retrieve(invoiceId(task), read);
    return status === (task.kind === 'pay_invoice' ? 'paid' : 'void');
  }
  return isAsWanted(task, await stripe.subscriptions.retrieve(stripeId(task), read));
}

/**
 * Why a change that was not made was not, where it has left something behind that could still be paid:
 * that is called off, or waits for its buyer. Null where it was paid after all; undefined where nothing is
 * left.
 */
export async function whyLeftWaiting(task: ChangeTask): Promise<StoredProblem | null | undefined> {
  if (task.kind !== 'resume') return undefined;
  const write = { key: task.changeKey, subject: subjectOfTask(task) };
  const { subscriptions } = accountStripe(task.accountId);
  const found = await subscriptions.retrieve(stripeId(task), { subject: write.subject });
  return triedResumption(found) ? whyItWaits(task, found, write) : undefined;
}

function isAsWanted(task: ChangeTask, subscription: AccountSubscription): boolean {
  const ended = subscription.ended_at !== null;
  const ends = subscription.cancel_at_period_end || subscription.cancel_at !== null;
  switch (task.kind) {
    case 'cancel_now':
      return ended;
    case 'cancel_at_period_end':
      return ended || (ends && !endsLater(subscription));
    case 'resume':
      return !ended && !ends && !subscription.pause_collection && subscription.status !== 'paused';
    case 'quantity':
      return !ended && subscription.items.data[0]?.quantity === task.quantity;
    case 'keep_quantity':
    case 'pay_invoice':
      return false;
    default:
      return assertNever(task.kind);
  }
}

/** On a day that was set for it, after another renewal. */
function endsLater({ cancel_at: end, items }: AccountSubscription): boolean {
  const [item] = items.data;
  return end !== null && item !== undefined && end > item.current_period_end;
}

const subjectOfTask = ({ subscriptionId, buyerId }: ChangeTask) =>
  subjectOf({ id: subscriptionId, buyerId });

function stripeId({ changeId, accountSubscriptionId }: ChangeTask): AccountSubscriptionId {
  if (!accountSubscriptionId) throw new Error(`${changeId} is about what has not begun`);
  return accountSubscriptionId;
}

function itemId({ changeId, accountItemId }: ChangeTask): AccountSubscriptionItemId {
  if (!accountItemId) throw new Error(`${changeId} is about what has no item`);
  return accountItemId;
}

function wantedQuantity({ changeId, quantity }: ChangeTask): number {
  if (quantity === null) throw new Error(`${changeId} has no quantity`);
  return quantity;
}

function invoiceId({ changeId, accountInvoiceId }: ChangeTask): AccountInvoiceId {
  if (!accountInvoiceId) throw new Error(`${changeId} has no invoice`);
  return accountInvoiceId;
}
