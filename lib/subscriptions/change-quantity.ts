/** Another quantity: nothing is changed before its difference is paid. */
import type { AccountSubscriptionItemId, IdempotencyKey } from '../model/ids';
import type { StoredProblem } from '../store/schema';
import type { AccountInvoice, AccountSubscription } from '../stripe/account-billing';
import { accountStripe } from '../stripe/account-stripe';
import { ownProblem } from '../stripe/problem';
import type { Write } from '../stripe/subject';
import type { ChangeTask } from './change-progress';
import { paymentOf } from './invoice-row';
import type { InvoiceIntent } from '../stripe/account-billing';

/** The code under which it is told that the bank wants to see the buyer. */
const bankAsks = 'invoice_payment_intent_requires_action';

/**
 * Asks for another quantity. The difference is charged at once; where the bank wants to see the buyer,
 * the change waits for them at Stripe for a day at most, and the old quantity stands. A card that is
 * declined leaves nothing behind. Null once it is changed, else why not.
 * https://docs.stripe.com/billing/subscriptions/pending-updates
 */
export async function changeQuantity(
  task: ChangeTask,
  item: AccountSubscriptionItemId,
  quantity: number,
  write: Write,
): Promise<StoredProblem | null> {
  if (!task.accountSubscriptionId) throw new Error(`${task.changeId} is about what has not begun`);
  const updated = await accountStripe(task.accountId).subscriptions.update(
    task.accountSubscriptionId,
    {
      items: [{ id: item, quantity }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    },
    write,
  );
  return updated.pending_update ? whyItWaits(task, updated, write) : null;
}

async function whyItWaits(
  task: ChangeTask,
  { id, latest_invoice: latest }: AccountSubscription,
  write: Write,
): Promise<StoredProblem | null> {
  if (!latest || typeof latest === 'string') throw new Error(`${id} waits without its invoice`);
  const { invoices } = accountStripe(task.accountId);
  // Stripe repeats an answer as it was: whoever came before us may have gone on.
  const invoice = await invoices.retrieve((latest as AccountInvoice).id, write);
  if (invoice.status === 'paid') return null;
  const payment = intentIn(invoice);
  if (invoice.status !== 'open' || !payment) return calledOff;
  const { actionNeeded, problem } = paymentOf(payment);
  if (actionNeeded) {
    return { type: 'card_error', code: bankAsks, declineCode: null, message: '', requestId: null };
  }
  // What was declined shall not be paid days later, by a try of Stripe's own.
  const key = `${write.key}:void` as IdempotencyKey;
  await invoices.void(invoice.id, { ...write, key });
  return problem ?? calledOff;
}

const calledOff = ownProblem('not_changed', 'The change was called off.');

function intentIn({ payments }: AccountInvoice): InvoiceIntent | null {
  const payment = payments?.data.find(({ is_default: isDefault }) => isDefault)?.payment;
  const intent = payment?.payment_intent;
  return intent && typeof intent !== 'string' ? (intent as InvoiceIntent) : null;
}
