/** What waits at Stripe for its payment: another quantity, or a subscription that is to go on. */
import type { IdempotencyKey } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import type {
  AccountInvoice,
  AccountSubscription,
  InvoiceIntent,
} from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { ownProblem } from '../../stripe/problem';
import type { Write } from '../../stripe/subject';
import type { ChangeTask } from './change-progress';
import { paymentOf } from '../invoice-row';

/** The code under which it is told that the bank wants to see the buyer. */
const bankAsks = 'invoice_payment_intent_requires_action';

/**
 * Null where it is paid by now. Where the bank wants to see the buyer it waits for them; what was declined
 * is called off, and leaves nothing behind that could be paid days later, by a try of Stripe's own.
 */
export async function whyItWaits(
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
