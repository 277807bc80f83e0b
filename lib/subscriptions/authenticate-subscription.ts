/**
 * What a subscription waits for its buyer to confirm with their bank: a payment, at its start, at a
 * renewal or for another quantity; or, where nothing is due yet, its card.
 */
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { config } from '../config/config';
import type {
  AccountInvoiceId,
  AccountMethodId,
  AccountPaymentIntentId,
  IdempotencyKey,
  SubscriptionId,
} from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { unreachable } from '../payments/unreachable';
import { writeAct } from '../store/acts';
import { getDb } from '../store/client';
import { OvertakenError } from '../store/latest-read';
import { newId } from '../store/new-id';
import { subscriptionInvoices, subscriptions } from '../store/schema';
import { accountStripe } from '../stripe/account-stripe';
import { readFailure } from '../stripe/failure';
import { idOf } from '../stripe/fields';
import { convergeSubscription, isWaiting, subjectOf } from './read-subscription';

/** What waits: a payment, or the card for those that come. */
export type BankMatter = 'payment' | 'setup';

/** What Stripe.js needs on the seller's account, or the address of the bank's own page. */
export type BankStep =
  | {
      readonly matter: BankMatter;
      readonly clientSecret: string;
      /**
       * What to confirm it with; null where it waits at the bank already.
       * https://docs.stripe.com/billing/subscriptions/overview#requires-action
       */
      readonly confirmWith: string | null;
    }
  | { readonly redirectUrl: string };

export interface BankRequest {
  readonly way: 'in_page' | 'by_redirect';
  /** The path of Souk to which the bank's own page sends the buyer back. */
  readonly backTo: string;
}

type Refusal = 'not_found' | 'unreachable';

/**
 * The way to the bank for what a subscription waits for, or null when there is nothing to confirm (any
 * more): then its page says how it stands. Read from Stripe, so that a buyer who comes back, a second
 * press and a second window find the same payment.
 */
export async function authenticateSubscription(
  buyer: SessionUser,
  id: SubscriptionId,
  request: BankRequest,
): Promise<Result<BankStep | null, Refusal>> {
  const row = await readMine(buyer, id);
  if (!row) return refuse('not_found', 'There is no such thing here.');
  try {
    const waiting = await whatWaits(row);
    if (!waiting) return ok(null);
    // Before anybody can confirm anything: that is the browser's call, or the next one.
    const about = { subscriptionId: id, orderId: row.orderId };
    await writeAct(await getDb(), { id: buyer.id, role: 'buyer' }, 'confirmation_begun', about);
    return ok(
      request.way === 'in_page' ? stepOf(row, waiting) : await toBankPage(row, waiting, request),
    );
  } catch (error) {
    return unreachable(error);
  }
}

/**
 * The buyer is back from the bank: the server reads what Stripe says, whatever the browser has heard.
 * `waits`: what the bank still waits for, if anything.
 */
export async function finishAuthentication(
  buyer: SessionUser,
  id: SubscriptionId,
): Promise<Result<{ readonly waits: BankMatter | null }, Refusal>> {
  if (!(await readMine(buyer, id))) return refuse('not_found', 'There is no such thing here.');
  try {
    await convergeSubscription(id);
  } catch (error) {
    // Whoever overtook us has written something newer.
    if (!(error instanceof OvertakenError)) return unreachable(error);
  }
  const [row, invoice] = await Promise.all([readMine(buyer, id), openInvoice(id)]);
  if (invoice) return ok({ waits: invoice.actionNeeded ? 'payment' : null });
  return ok({ waits: row?.setupNeeded ? 'setup' : null });
}

type Row = typeof subscriptions.$inferSelect;

/** An intent on the account, as far as it matters here. */
interface Waiting {
  readonly matter: BankMatter;
  readonly id: string;
  readonly status: string;
  readonly clientSecret: string;
  readonly bankPage: string | null;
}

async function whatWaits(row: Row): Promise<Waiting | null> {
  const open = await openInvoice(row.id);
  const waiting = open
    ? await waitingPayment(row, open.id)
    : row.setupNeeded
      ? await waitingSetup(row)
      : null;
  return waiting && isWaiting(waiting.status) ? waiting : null;
}

async function waitingPayment(row: Row, invoiceId: AccountInvoiceId): Promise<Waiting | null> {
  const { invoices } = accountStripe(row.accountId);
  const invoice = await invoices.retrieve(invoiceId, { subject: subjectOf(row) });
  const clientSecret = invoice.confirmation_secret?.client_secret;
  const intent = invoice.payments?.data.find(({ is_default: isDefault }) => isDefault)?.payment
    .payment_intent;
  if (invoice.status !== 'open' || !clientSecret || !intent || typeof intent === 'string') {
    return null;
  }
  const bankPage = intent.next_action?.redirect_to_url?.url ?? null;
  return { matter: 'payment', id: intent.id, status: intent.status, clientSecret, bankPage };
}

async function waitingSetup(row: Row): Promise<Waiting | null> {
  if (!row.accountSubscriptionId) return null;
  const { pending_setup_intent: intent } = await accountStripe(
    row.accountId,
  ).subscriptions.retrieve(row.accountSubscriptionId, { subject: subjectOf(row) });
  if (!intent || typeof intent === 'string' || !intent.client_secret) return null;
  const { id, status, client_secret: clientSecret } = intent;
  const method = idOf(intent.payment_method);
  // Of a card that pays it no more: what pays it now is confirmed in its place, and by its own bank.
  if (method && isWaiting(status) && row.accountMethodId && method !== row.accountMethodId) {
    return { matter: 'setup', id, status: 'requires_confirmation', clientSecret, bankPage: null };
  }
  const bankPage = intent.next_action?.redirect_to_url?.url ?? null;
  return { matter: 'setup', id, status, clientSecret, bankPage };
}

function stepOf(row: Row, { matter, status, clientSecret, bankPage }: Waiting): BankStep | null {
  // It is at the bank's page already, which this buyer has left or another window shows.
  if (bankPage) return { redirectUrl: bankPage };
  if (status === 'requires_action') return { matter, clientSecret, confirmWith: null };
  return row.accountMethodId ? { matter, clientSecret, confirmWith: row.accountMethodId } : null;
}

/**
 * Has Stripe ask the bank by a page of its own. The key is stored before, and goes with what is asked: a
 * press whose answer was lost is sent again as it was, one after an answer is another request.
 * https://docs.stripe.com/payments/3d-secure/authentication-flow
 */
async function toBankPage(
  row: Row,
  waiting: Waiting,
  { backTo }: BankRequest,
): Promise<BankStep | null> {
  if (waiting.bankPage) return { redirectUrl: waiting.bankPage };
  if (!row.accountMethodId) return null;
  const begun = await beginAsking(row);
  const key = `${begun}:${waiting.id}:${row.accountMethodId}:${backTo}` as IdempotencyKey;
  const write = { key, subject: subjectOf(row) };
  const params = {
    payment_method: row.accountMethodId satisfies AccountMethodId,
    return_url: `${config().appUrl.origin}${backTo}`,
  };
  const { paymentIntents, setupIntents } = accountStripe(row.accountId);
  try {
    const { next_action: next } =
      waiting.matter === 'setup'
        ? await setupIntents.confirm(waiting.id, params, write)
        : (await paymentIntents.confirm(waiting.id as AccountPaymentIntentId, params, write))
            .intent;
    await endAsking(row, begun);
    const url = next?.redirect_to_url?.url;
    return url ? { redirectUrl: url } : null;
  } catch (error) {
    // Declined, or paid meanwhile in another window: reading it again tells.
    const kind = readFailure(error)?.kind;
    if (kind !== 'declined' && kind !== 'refused') throw error;
    await endAsking(row, begun);
    return null;
  }
}

/** The stored key of a request that was not answered, or a new one. */
async function beginAsking({ id }: Row): Promise<IdempotencyKey> {
  const { bankPageKey } = subscriptions;
  const db = await getDb();
  const [stored] = await db
    .update(subscriptions)
    .set({ bankPageKey: sql`coalesce(${bankPageKey}, ${`bank-page:${newId('key')}`})` })
    .where(eq(subscriptions.id, id))
    .returning({ key: bankPageKey });
  if (!stored?.key) throw new Error(`subscription ${id} is gone`);
  return stored.key;
}

/** What was asked by this key is answered. */
async function endAsking({ id }: Row, key: IdempotencyKey): Promise<void> {
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({ bankPageKey: null })
    .where(and(eq(subscriptions.id, id), eq(subscriptions.bankPageKey, key)));
}

async function readMine(buyer: SessionUser, id: SubscriptionId): Promise<Row | undefined> {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.buyerId, buyer.id)));
  return row;
}

async function openInvoice(id: SubscriptionId) {
  const db = await getDb();
  const [found] = await db
    .select({
      id: subscriptionInvoices.accountInvoiceId,
      actionNeeded: subscriptionInvoices.actionNeeded,
    })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.subscriptionId, id),
        eq(subscriptionInvoices.status, 'open'),
        gt(subscriptionInvoices.amountDue, 0),
      ),
    )
    .orderBy(desc(subscriptionInvoices.createdAt), desc(subscriptionInvoices.number))
    .limit(1);
  return found;
}
