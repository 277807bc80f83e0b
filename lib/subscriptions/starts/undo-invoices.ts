/**
 * What the invoices of a Subscription that nobody wants have done beside charging: one that still waits
 * is voided, so that nobody pays it, and what they took of the buyer's credit is put back. Stripe does
 * that of itself where an invoice is voided, which a paid one cannot be; and a refund gives back only
 * what was charged. https://docs.stripe.com/billing/customer/balance
 */
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { AccountCustomerId, AccountSubscriptionId, IdempotencyKey } from '../../model/ids';
import { getDb } from '../../store/client';
import { subscriptions } from '../../store/schema';
import { storedKey } from '../../store/stored-key';
import type { AccountInvoice } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, orNull, readFailure } from '../../stripe/failure';
import { idOf } from '../../stripe/fields';
import type { Subject } from '../../stripe/subject';
import { convergeSubscription } from '../read-subscription';
import type { MadeFor } from './send-back-taken';

/**
 * Does so once, however often it is asked. What Stripe refuses is left as it is, as nothing here may keep
 * the money that was charged. Throws when Stripe cannot be reached.
 */
export async function undoInvoices(
  of: MadeFor,
  id: AccountSubscriptionId,
  subject: Subject,
): Promise<void> {
  const invoices = await accountStripe(of.accountId).invoices.listOf(id, { subject });
  for (const invoice of invoices) {
    try {
      await undo(of, invoice, subject);
    } catch (error) {
      if (readFailure(error)?.kind !== 'refused') throw error;
      console.error(`[subscriptions] ${invoice.id} was not undone, ${faultText(error)}`);
    }
  }
  if (invoices.some((invoice) => takenFromBalance(invoice) !== 0)) await readCredit(of);
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

async function undo(of: MadeFor, invoice: AccountInvoice, subject: Subject): Promise<void> {
  const { accountId } = of;
  const { invoices } = accountStripe(accountId);
  if (invoice.status === 'paid') return putCreditBack(of, invoice, subject);
  // Stripe voids the first one with its Subscription, and leaves a renewal as it is.
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return;
  await undoOnce(`void-stray:${accountId}:${invoice.id}`, (key) =>
    invoices.void(invoice.id, { key, subject }),
  );
}

/**
 * The ledger of the Customer is read first, which tells also when Stripe has forgotten the key; who
 * writes to it at the same time does so with the same one. A deleted Customer has no balance any more.
 */
async function putCreditBack(
  of: MadeFor,
  invoice: AccountInvoice,
  subject: Subject,
): Promise<void> {
  const amount = takenFromBalance(invoice);
  const customer = idOf(invoice.customer) as AccountCustomerId | null;
  if (amount === 0 || !customer) return;
  const { customerBalances: ledger } = accountStripe(of.accountId);
  const since = new Date(invoice.created * 1_000);
  const isBack = () => orNull(ledger.findOf(customer, invoice.id, since, { subject }));
  const write = async (name: string) => {
    const { key } = await storedKey(name, name);
    const params = {
      amount: -amount,
      currency: invoice.currency,
      metadata: { subscription: of.id, invoice: invoice.id },
    };
    await orNull(ledger.adjust(customer, params, { key, subject }));
  };
  if (await isBack()) return;
  const name = `credit-back:${of.accountId}:${invoice.id}`;
  try {
    await write(name);
  } catch (error) {
    // The other key is the same for all who come here: two of them would give it back twice.
    if (readFailure(error)?.kind !== 'unclear') throw error;
    if (!(await isBack())) await write(`${name}:again`);
  }
}

/**
 * What a paid invoice has used up of credit. Less than nothing where it took along what the Customer owed
 * of one that was too small to be charged: that is owed again, as if the invoice had been voided.
 */
function takenFromBalance({ status, ...invoice }: AccountInvoice): number {
  const { starting_balance: before, ending_balance: after } = invoice;
  return status === 'paid' ? (after ?? before) - before : 0;
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
