/**
 * A subscription as Stripe tells it, brought into our rows. Any number may do so at once, in any order:
 * whoever read last writes, and what is written is what was read.
 */
import { and, eq, ne, sql } from 'drizzle-orm';
import type {
  AccountCustomerId,
  AccountId,
  AccountInvoiceId,
  AccountMethodId,
  AccountSubscriptionItemId,
  SubscriptionId,
} from '../model/ids';
import type { SubscriptionStatus } from '../model/recurring';
import { getDb, type Db } from '../store/client';
import { isLastTurn, takeTurn, writeLatest } from '../store/latest-read';
import { accountCustomers, subscriptionInvoices, subscriptions } from '../store/schema';
import type { AccountInvoice, AccountSubscription } from '../stripe/account-billing';
import { accountStripe } from '../stripe/account-stripe';
import { idOf, moment } from '../stripe/fields';
import type { Subject } from '../stripe/subject';
import { invoiceRow, type InvoicePayment } from './invoice-row';
import { readPayments } from './read-payments';

type Row = typeof subscriptions.$inferSelect;
/** The columns of `subscriptions` that say what Stripe says. */
export type Reading = Pick<
  Row,
  | 'accountSubscriptionId'
  | 'accountItemId'
  | 'accountMethodId'
  | 'quantity'
  | 'status'
  | 'trialEnd'
  | 'currentPeriodEnd'
  | 'cancelAtPeriodEnd'
  | 'cancelAt'
  | 'collectionPaused'
  | 'collectionResumesAt'
  | 'setupNeeded'
  | 'pendingQuantity'
  | 'pendingUntil'
  | 'endedAt'
>;

/**
 * What a Subscription says in words of ours; it has one item, as we make them. Since 2025-03-31 the
 * item has the period. https://docs.stripe.com/api/subscription_items/object
 */
function readingOf(subscription: AccountSubscription): Reading {
  const [item] = subscription.items.data;
  if (!item) throw new Error(`${subscription.id} has no item`);
  const { pause_collection: pause } = subscription;
  // Of one that rests it is how it goes on, and no other quantity.
  const pending = subscription.status === 'paused' ? null : subscription.pending_update;
  return {
    accountSubscriptionId: subscription.id,
    accountItemId: item.id as AccountSubscriptionItemId,
    accountMethodId: idOf(subscription.default_payment_method) as AccountMethodId | null,
    quantity: item.quantity ?? 1,
    status: subscription.status as SubscriptionStatus,
    trialEnd: moment(subscription.trial_end),
    currentPeriodEnd: moment(item.current_period_end),
    // An end that was set in another way, in the Dashboard say, ends it as well.
    cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
    cancelAt: moment(subscription.cancel_at),
    collectionPaused: pause !== null,
    collectionResumesAt: moment(pause?.resumes_at),
    setupNeeded: subscription.ended_at === null && setupWaits(subscription),
    pendingQuantity: pending?.subscription_items?.[0]?.quantity ?? null,
    pendingUntil: moment(pending?.expires_at),
    endedAt: moment(subscription.ended_at),
  };
}

/**
 * Whether the buyer has to confirm the card with its bank, for what is charged later. An answer that
 * has the SetupIntent by its id alone does not tell, and is read again by whoever got it.
 * https://docs.stripe.com/billing/subscriptions/overview#requires-action
 */
function setupWaits({ pending_setup_intent: intent }: AccountSubscription): boolean {
  return isWaiting(typeof intent === 'string' ? null : intent?.status);
}

/** True of an intent that its buyer can still bring on. */
export function isWaiting(status: string | null | undefined): boolean {
  return (
    status === 'requires_action' ||
    status === 'requires_confirmation' ||
    status === 'requires_payment_method'
  );
}

/**
 * Writes what a call answered with: the Subscription, and its last invoice as far as that is expanded.
 * What an answer leaves out of an invoice (its charge, fee and receipt) stays as it was. Two answers
 * may come out of order, so whoever writes one outside of `convergeSubscription` calls that afterwards.
 */
export async function writeReading(
  tx: Db,
  row: Pick<Row, 'id' | 'accountId'>,
  subscription: AccountSubscription,
): Promise<void> {
  const { latest_invoice: latest } = subscription;
  const last = latest && typeof latest !== 'string' ? [latest as AccountInvoice] : [];
  await write(tx, row, { subscription, invoices: last, payments: new Map() });
}

/**
 * Reads a subscription and all its invoices from its account and writes what they say. Does nothing
 * before it has begun at Stripe. Throws when Stripe cannot be reached, and an OvertakenError when
 * others read it all the time.
 */
export async function convergeSubscription(id: SubscriptionId): Promise<void> {
  const db = await getDb();
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row?.accountSubscriptionId) return;
  await writeLatest(
    `subscription:${id}`,
    () => read(row),
    (tx, answer) => write(tx, row, answer),
  );
}

interface Answer {
  readonly subscription: AccountSubscription;
  /** Its Customer's credit is told by every subscription there, each of which is read by its own turns. */
  readonly creditTurn?: { readonly name: string; readonly turn: number };
  readonly invoices: readonly AccountInvoice[];
  /** How invoices were paid, where that was asked; by invoice. */
  readonly payments: ReadonlyMap<AccountInvoiceId, InvoicePayment>;
}

async function read(row: Row): Promise<Answer> {
  const id = row.accountSubscriptionId;
  if (!id) throw new Error(`${row.id} has not begun at Stripe`);
  const stripe = accountStripe(row.accountId);
  const of = { subject: subjectOf(row) };
  const name = `credit:${row.accountId}:${row.buyerId}`;
  const creditTurn = { name, turn: await takeTurn(name) };
  const subscription = await stripe.subscriptions.retrieve(id, of);
  // After it: an invoice that it tells of is in the list.
  const invoices = await stripe.invoices.listOf(id, of);
  return { subscription, creditTurn, invoices, payments: await readPayments(row, invoices, of) };
}

async function write(
  tx: Db,
  row: Pick<Row, 'id' | 'accountId'>,
  { subscription, creditTurn, invoices, payments }: Answer,
): Promise<void> {
  await tx
    .update(subscriptions)
    .set({ ...readingOf(subscription), readAt: sql`now()`, updatedAt: sql`now()` })
    .where(eq(subscriptions.id, row.id));
  if (!creditTurn || (await isLastTurn(tx, creditTurn.name, creditTurn.turn))) {
    await writeCredit(tx, row.accountId, subscription);
  }
  for (const invoice of invoices) {
    const values = invoiceRow(row, invoice, payments.get(invoice.id));
    const { askedAt } = subscriptionInvoices;
    await tx
      .insert(subscriptionInvoices)
      .values({ ...values, askedAt: values.actionNeeded ? sql`now()` : null })
      .onConflictDoUpdate({
        target: [subscriptionInvoices.accountId, subscriptionInvoices.accountInvoiceId],
        set: {
          ...values,
          // An answer that does not tell whether the bank asks says nothing about since when.
          ...(values.actionNeeded === undefined
            ? {}
            : { askedAt: values.actionNeeded ? sql`coalesce(${askedAt}, now())` : null }),
          readAt: sql`now()`,
        },
        setWhere: eq(subscriptionInvoices.subscriptionId, row.id),
      });
  }
}

/** What is billed next is less by it, of whichever subscription of its Customer comes first. */
async function writeCredit(
  tx: Db,
  accountId: AccountId,
  { customer }: AccountSubscription,
): Promise<void> {
  // A Customer owes nothing beside invoices of ours; and one by its id alone tells nothing.
  if (typeof customer === 'string' || customer.deleted) return;
  const credit = Math.max(0, -customer.balance);
  await tx
    .update(accountCustomers)
    .set({ credit, creditCurrency: customer.currency ?? null })
    .where(
      and(
        eq(accountCustomers.accountId, accountId),
        eq(accountCustomers.accountCustomerId, customer.id as AccountCustomerId),
        ne(accountCustomers.credit, credit),
      ),
    );
}

/** What calls about a subscription are filed under; those of its start belong to its order as well. */
export const subjectOf = ({ id, buyerId }: Pick<Row, 'id' | 'buyerId'>): Subject => ({
  subscriptionId: id,
  buyerId,
});
