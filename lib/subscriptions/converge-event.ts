/** Whose subscription an event of a connected account is about. */
import { and, eq } from 'drizzle-orm';
import type {
  AccountId,
  AccountInvoiceId,
  AccountSubscriptionId,
  SubscriptionId,
} from '../model/ids';
import { isStarting } from '../model/recurring';
import type { Convergence } from '../payments/converge-leg';
import type { AccountPayment } from '../payments/find-leg';
import { sendRefund } from '../payments/refunds/send-refund';
import { getDb } from '../store/client';
import { OvertakenError } from '../store/latest-read';
import { subscriptionInvoices, subscriptions } from '../store/schema';
import type { AccountSubscription } from '../stripe/account-billing';
import { accountStripe } from '../stripe/account-stripe';
import { orNull } from '../stripe/failure';
import { idOf } from '../stripe/fields';
import { convergeSubscription } from './read-subscription';
import { sendBackUnwanted } from './starts/send-back-taken';

/**
 * Reads a Subscription of an account anew, when it is one of ours. Anybody may have subscriptions on
 * an account of their own, and write metadata on them. Throws when Stripe cannot be reached.
 */
export async function convergeAccountSubscription(
  accountId: AccountId,
  stripeId: AccountSubscriptionId,
): Promise<Convergence> {
  const known = await findByStripeId(accountId, stripeId);
  if (known) return converge(known);
  const found = await orNull(
    accountStripe(accountId).subscriptions.retrieve(stripeId, { subject: {} }),
  );
  return found ? named(accountId, found) : 'not_ours';
}

/** The same for whoever an invoice belongs to; one without a Subscription is none of ours. */
export async function convergeInvoice(
  accountId: AccountId,
  invoiceId: AccountInvoiceId,
): Promise<Convergence> {
  const db = await getDb();
  const [known] = await db
    .select({ id: subscriptionInvoices.subscriptionId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.accountId, accountId),
        eq(subscriptionInvoices.accountInvoiceId, invoiceId),
      ),
    );
  if (known) return converge(known.id);
  const invoice = await orNull(
    accountStripe(accountId).invoices.retrieve(invoiceId, { subject: {} }),
  );
  const of = invoice?.parent?.subscription_details?.subscription;
  if (!of) return 'not_ours';
  const stripeId = idOf(of) as AccountSubscriptionId;
  return convergeAccountSubscription(accountId, stripeId);
}

/** The same for the invoice that the account says this PaymentIntent pays, known to us or not. */
export async function convergeInvoicePaidBy({
  accountId,
  paymentIntentId,
}: AccountPayment): Promise<Convergence> {
  const read = { subject: {} };
  const invoiceId = await orNull(
    accountStripe(accountId).invoicePayments.invoiceOf(paymentIntentId, read),
  );
  return invoiceId ? convergeInvoice(accountId, invoiceId) : 'not_ours';
}

/**
 * The same for the subscription whose invoice is paid by this PaymentIntent; null when none of ours
 * is known to be.
 */
export async function convergePayment({
  accountId,
  paymentIntentId,
}: AccountPayment): Promise<Convergence | null> {
  const db = await getDb();
  const [found] = await db
    .select({ id: subscriptionInvoices.subscriptionId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.accountId, accountId),
        eq(subscriptionInvoices.paymentIntentId, paymentIntentId),
      ),
    );
  return found ? converge(found.id) : null;
}

async function converge(id: SubscriptionId): Promise<Convergence> {
  try {
    await convergeSubscription(id);
    return 'converged';
  } catch (error) {
    // Others read it all the time, and what they write is newer than this event.
    if (!(error instanceof OvertakenError)) throw error;
    return 'converged';
  }
}

/**
 * One whose start has not stored its id yet: whoever starts it reads what this event tells of. One
 * that was made when its start had been given up already, or had begun anew, is ended: nobody would
 * ever look at it, and it would charge its buyer again and again. What it has taken goes back.
 */
async function named(accountId: AccountId, found: AccountSubscription): Promise<Convergence> {
  const { subscription: id } = found.metadata;
  if (!id) return 'not_ours';
  const db = await getDb();
  const [row] = await db
    .select({
      id: subscriptions.id,
      accountId: subscriptions.accountId,
      buyerId: subscriptions.buyerId,
      orderId: subscriptions.orderId,
      state: subscriptions.state,
      accountSubscriptionId: subscriptions.accountSubscriptionId,
    })
    .from(subscriptions)
    .where(eq(subscriptions.id, id as SubscriptionId));
  if (!row) return 'unknown';
  if (row.accountId !== accountId) return 'foreign_account';
  if (isStarting(row.state)) return 'unknown';
  // Its id was stored while we read it.
  if (row.accountSubscriptionId === found.id) return converge(row.id);
  // A seller may have copied what ours says of itself into one of their own, which is none of our business.
  if (!found.application) return 'not_ours';
  console.error(`[subscriptions] ${found.id} was made too late for ${row.id}, and is ended`);
  await Promise.all((await sendBackUnwanted(row, found)).map(sendRefund));
  return 'converged';
}

async function findByStripeId(
  accountId: AccountId,
  stripeId: AccountSubscriptionId,
): Promise<SubscriptionId | null> {
  const db = await getDb();
  const [row] = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.accountId, accountId),
        eq(subscriptions.accountSubscriptionId, stripeId),
      ),
    );
  return row?.id ?? null;
}
