/** Whose subscription an event of a connected account is about. */
import { and, eq } from 'drizzle-orm';
import type {
  AccountId,
  AccountInvoiceId,
  AccountSubscriptionId,
  SubscriptionId,
} from '../model/ids';
import type { Convergence } from '../payments/converge-leg';
import type { AccountPayment } from '../payments/find-leg';
import { getDb } from '../store/client';
import { OvertakenError } from '../store/latest-read';
import { subscriptionInvoices, subscriptions } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { readFailure } from '../stripe/failure';
import { convergeSubscription } from './read-subscription';

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
  const found = await orNull(() =>
    accountStripe(accountId).subscriptions.retrieve(stripeId, { subject: {} }),
  );
  return found ? named(accountId, found.metadata.subscription) : 'not_ours';
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
  const invoice = await orNull(() =>
    accountStripe(accountId).invoices.retrieve(invoiceId, { subject: {} }),
  );
  const of = invoice?.parent?.subscription_details?.subscription;
  if (!of) return 'not_ours';
  const stripeId = (typeof of === 'string' ? of : of.id) as AccountSubscriptionId;
  return convergeAccountSubscription(accountId, stripeId);
}

/** The same for the invoice that the account says this PaymentIntent pays, known to us or not. */
export async function convergeInvoicePaidBy({
  accountId,
  paymentIntentId,
}: AccountPayment): Promise<Convergence> {
  const read = { subject: {} };
  const invoiceId = await orNull(() =>
    accountStripe(accountId).invoicePayments.invoiceOf(paymentIntentId, read),
  );
  return invoiceId ? convergeInvoice(accountId, invoiceId) : 'not_ours';
}

/**
 * The same for the subscription whose invoice is paid by this PaymentIntent; null when none of ours is
 * known to be.
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

/** One whose start has not stored its id yet: whoever starts it reads what this event tells of. */
async function named(accountId: AccountId, id: string | undefined): Promise<Convergence> {
  if (!id) return 'not_ours';
  const db = await getDb();
  const [row] = await db
    .select({ accountId: subscriptions.accountId })
    .from(subscriptions)
    .where(eq(subscriptions.id, id as SubscriptionId));
  if (!row) return 'unknown';
  return row.accountId === accountId ? 'unknown' : 'foreign_account';
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

/** Null when the account has none such. */
async function orNull<Found>(read: () => Promise<Found>): Promise<Found | null> {
  try {
    return await read();
  } catch (error) {
    if (readFailure(error)?.problem.code !== 'resource_missing') throw error;
    return null;
  }
}
