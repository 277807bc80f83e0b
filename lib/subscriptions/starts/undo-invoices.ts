/**
 * What the invoices of a Subscription that nobody wants have done beside charging: one that still waits
 * is voided, so that nobody pays it, and what they took of the buyer's credit is put back. Stripe does
 * that of itself where an invoice is voided, which a paid one cannot be; and a refund gives back only
 * what was charged. https://docs.stripe.com/billing/customer/balance
 */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { AccountCustomerId, AccountSubscriptionId, IdempotencyKey } from '../../model/ids';
import { getDb } from '../../store/client';
import { subscriptions, type StoredProblem } from '../../store/schema';
import { storedKey } from '../../store/stored-key';
import type { AccountInvoice } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, orNull, readFailure } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import type { Subject } from '../../stripe/subject';
import { convergeSubscription } from '../read-subscription';
import { forgetNotUndone, noteNotUndone, refusalsOf, takenFromBalance } from './not-undone';
import type { MadeFor } from './send-back-taken';

/**
 * Does so once, however often it is asked. What Stripe refuses waits for an operator, as nothing here may
 * keep the money that was charged. Throws when Stripe cannot be reached.
 */
export async function undoInvoices(
  of: MadeFor,
  id: AccountSubscriptionId,
  subject: Subject,
): Promise<void> {
  const invoices = await accountStripe(of.accountId).invoices.listOf(id, { subject });
  for (const invoice of invoices) await undoInvoice(of, invoice, subject);
  if (invoices.some(hasTakenCredit)) await readCredit(of);
}

/** The same of one. Null once nothing is left to do, or can be done; else what Stripe said. */
export async function undoInvoice(
  of: MadeFor,
  invoice: AccountInvoice,
  subject: Subject,
): Promise<StoredProblem | null> {
  if (!hasToBeUndone(invoice)) return null;
  const ref = { accountId: of.accountId, invoiceId: invoice.id };
  const refusals = await refusalsOf(ref);
  try {
    const undone = await undo(of, invoice, refusals, subject);
    await (undone ? forgetNotUndone(ref) : noteNotUndone(of, invoice, null, refusals));
    return null;
  } catch (error) {
    const failure = readFailure(error);
    if (failure?.kind !== 'refused') throw error;
    console.error(`[subscriptions] ${invoice.id} was not undone, ${faultText(error)}`);
    await noteNotUndone(of, invoice, failure.problem, refusals);
    return failure.problem;
  }
}

/** A call that does nothing a second time, so that another key does no harm where one tells no more. */
export async function undoOnce(
  name: string,
  send: (key: IdempotencyKey) => Promise<unknown>,
): Promise<void> {
  try {
    await send((await storedKey(name, name)).key);
  } catch (error) {
    if (readFailure(error)?.kind !== 'unclear') throw error;
    await send((await storedKey(name, name, true)).key);
  }
}

const hasTakenCredit = (invoice: AccountInvoice): boolean =>
  invoice.status === 'paid' && takenFromBalance(invoice) !== 0;

/** Stripe voids the first one with its Subscription, and leaves a renewal as it is. */
const isWaiting = ({ status }: AccountInvoice): boolean =>
  status === 'open' || status === 'uncollectible';

export const hasToBeUndone = (invoice: AccountInvoice): boolean =>
  hasTakenCredit(invoice) || isWaiting(invoice);

/** False where that can never be: the credit is gone. */
async function undo(
  of: MadeFor,
  invoice: AccountInvoice,
  refusals: number,
  subject: Subject,
): Promise<boolean> {
  // Stripe may keep what it refused under its key.
  const again = refusals ? `:${refusals}` : '';
  if (!isWaiting(invoice)) return putCreditBack(of, invoice, again, subject);
  const { accountId } = of;
  await undoOnce(`void-stray:${accountId}:${invoice.id}${again}`, (key) =>
    accountStripe(accountId).invoices.void(invoice.id, { key, subject }),
  );
  return true;
}

/**
 * The ledger of the Customer is read first, which tells also when Stripe has forgotten the key; who
 * writes to it at the same time does so with the same one. A deleted Customer has no balance any more.
 */
async function putCreditBack(
  of: MadeFor,
  invoice: AccountInvoice,
  again: string,
  subject: Subject,
): Promise<boolean> {
  const customer = idOf(invoice.customer) as AccountCustomerId | null;
  if (!customer) return false;
  const { customerBalances: ledger } = accountStripe(of.accountId);
  const since = new Date(invoice.created * 1_000);
  const isBack = () => orNull(ledger.findOf(customer, invoice.id, since, { subject }));
  const write = async (name: string) => {
    const { key } = await storedKey(name, name);
    const params = {
      amount: -takenFromBalance(invoice),
      currency: invoice.currency,
      metadata: { subscription: of.id, invoice: invoice.id },
    };
    return (await orNull(ledger.adjust(customer, params, { key, subject }))) !== null;
  };
  if (await isBack()) return true;
  const name = `credit-back:${of.accountId}:${invoice.id}${again}`;
  try {
    return await write(name);
  } catch (error) {
    // The other key is the same for all who come here: two of them would give it back twice.
    if (readFailure(error)?.kind !== 'unclear') throw error;
    return (await isBack()) !== null || (await write(`${name}:again`));
  }
}

/** What its buyer is told of the credit there comes with any subscription of theirs that goes on. */
async function readCredit({ accountId, buyerId }: MadeFor): Promise<void> {
  const db = await getDb();
  const [alive] = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.accountId, accountId),
        eq(subscriptions.buyerId, buyerId),
        isNotNull(subscriptions.accountSubscriptionId),
        isNull(subscriptions.endedAt),
      ),
    )
    .limit(1);
  if (!alive) return;
  await convergeSubscription(alive.id).catch((error: unknown) => {
    console.error(`[subscriptions] ${alive.id} was not read, ${faultText(error)}`);
  });
}
