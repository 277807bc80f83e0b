/** What a buyer asks of a subscription: written down with its key, made at once, and told. */
import { and, eq } from 'drizzle-orm';
import { firstLanguage, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import type { ActKind } from '../../model/act';
import { assertNever } from '../../model/assert-never';
import type {
  AccountInvoiceId,
  BuyerId,
  IdempotencyKey,
  SubscriptionChangeId,
  SubscriptionId,
} from '../../model/ids';
import { endsWithPeriod, isLive } from '../../model/recurring';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { writeAct } from '../../store/acts';
import { withTx, type Db } from '../../store/client';
import { leaseFor, newLeaseOwner } from '../../store/lease';
import { newId } from '../../store/new-id';
import { subscriptionChanges, subscriptionInvoices, subscriptions } from '../../store/schema';
import { problemFor } from '../../stripe/problem';
import { isMendingTerms } from '../mending-terms';
import { lastChange } from './change-progress';
import { isPendingChange } from './pending-quantity';
import { sendChange } from './send-change';

export type ChangeRequest =
  | { readonly kind: 'cancel_now' | 'cancel_at_period_end' | 'resume' | 'keep_quantity' }
  | { readonly kind: 'quantity'; readonly quantity: number }
  | { readonly kind: 'pay_invoice'; readonly accountInvoiceId: AccountInvoiceId };

/** `bank`: the payment waits for the buyer to confirm it with their bank. */
export type ChangeRefusal =
  'not_found' | 'not_now' | 'busy' | 'bank' | 'not_changed' | 'unreachable';

type Subscription = typeof subscriptions.$inferSelect;
type Change = typeof subscriptionChanges.$inferSelect;

/**
 * Changes a subscription of this buyer and answers when Stripe has. What stands as it is wanted
 * already is fine; a second press joins the first. One change at a time: another one meanwhile is
 * refused, with what to do. `unreachable`: it was written down, and goes on by itself.
 */
export async function changeSubscription(
  buyer: SessionUser,
  id: SubscriptionId,
  request: ChangeRequest,
  language: Language = firstLanguage,
): Promise<Result<{ changed: true }, ChangeRefusal>> {
  const owner = newLeaseOwner();
  const asked = await withTx((tx) => ask(tx, buyer.id, id, request, owner));
  if (!asked.ok) return asked;
  const { changeId, joined } = asked.value;
  if (!changeId) return ok({ changed: true });
  await sendChange(changeId, owner);
  return outcomeOf(await lastChange(id), changeId, joined, language);
}

interface Asked {
  /** Null when it stands as it is wanted already. */
  readonly changeId: SubscriptionChangeId | null;
  /** True when the same was asked before and is still being done. */
  readonly joined: boolean;
}

/** Locks the subscription, so that two presses come one after the other. */
async function ask(
  tx: Db,
  buyerId: BuyerId,
  id: SubscriptionId,
  request: ChangeRequest,
  owner: string,
): Promise<Result<Asked, ChangeRefusal>> {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.buyerId, buyerId)))
    .for('no key update');
  if (!row) return refuse('not_found', 'There is no such thing here.');
  const [open] = await tx
    .select()
    .from(subscriptionChanges)
    .where(
      and(eq(subscriptionChanges.subscriptionId, id), eq(subscriptionChanges.state, 'requested')),
    );
  if (open) return isSame(open, request) ? ok({ changeId: open.id, joined: true }) : busy();
  if (await isMendingTerms(tx, id)) return busy();
  const pending = await pendingInvoice(tx, row);
  const stands = await standing(tx, row, request, pending);
  if (stands !== 'possible')
    return stands === 'so' ? ok({ changeId: null, joined: false }) : notNow();
  const changeId = newId<SubscriptionChangeId>('chg');
  await tx.insert(subscriptionChanges).values({
    id: changeId,
    subscriptionId: id,
    kind: request.kind,
    quantity: 'quantity' in request ? request.quantity : null,
    accountInvoiceId: request.kind === 'keep_quantity' ? pending : invoiceOf(request),
    changeKey: `change:${changeId}` as IdempotencyKey,
    leaseOwner: owner,
    leaseUntil: leaseFor,
  });
  const about = { subscriptionId: id, orderId: row.orderId };
  await writeAct(tx, { id: buyerId, role: 'buyer' }, actOf(request), about);
  return ok({ changeId, joined: false });
}

function actOf({ kind }: ChangeRequest): ActKind {
  switch (kind) {
    case 'cancel_now':
    case 'cancel_at_period_end':
      return 'subscription_canceled';
    case 'resume':
      return 'subscription_resumed';
    case 'quantity':
      return 'subscription_changed';
    case 'keep_quantity':
      return 'subscription_kept';
    case 'pay_invoice':
      return 'invoice_paid';
    default:
      return assertNever(kind);
  }
}

function isSame(open: Change, request: ChangeRequest): boolean {
  return (
    open.kind === request.kind &&
    open.quantity === ('quantity' in request ? request.quantity : null) &&
    (request.kind === 'keep_quantity' || open.accountInvoiceId === invoiceOf(request))
  );
}

const invoiceOf = (request: ChangeRequest): AccountInvoiceId | null =>
  'accountInvoiceId' in request ? request.accountInvoiceId : null;

/** The open invoice that another quantity waits for; null when none does. */
async function pendingInvoice(tx: Db, row: Subscription): Promise<AccountInvoiceId | null> {
  const open = await tx
    .select()
    .from(subscriptionInvoices)
    .where(
      and(eq(subscriptionInvoices.subscriptionId, row.id), eq(subscriptionInvoices.status, 'open')),
    );
  return open.find((invoice) => isPendingChange(row, invoice))?.accountInvoiceId ?? null;
}

/** `so`: it stands as it is wanted already. */
async function standing(
  tx: Db,
  row: Subscription,
  request: ChangeRequest,
  pending: AccountInvoiceId | null,
): Promise<'so' | 'possible' | 'impossible'> {
  const { status, cancelAtPeriodEnd, collectionPaused, quantity } = row;
  if (row.state !== 'started' || !status) return 'impossible';
  const live = isLive(status);
  switch (request.kind) {
    case 'cancel_now':
      return live ? 'possible' : 'so';
    case 'cancel_at_period_end':
      if (!live || endsWithPeriod(row)) return 'so';
      return isRunning(row) ? 'possible' : 'impossible';
    case 'resume':
      if (!live) return 'impossible';
      return cancelAtPeriodEnd || collectionPaused || status === 'paused' ? 'possible' : 'so';
    case 'keep_quantity':
      return pending ? 'possible' : 'so';
    case 'quantity':
      if (pending || collectionPaused) return 'impossible';
      if (live && quantity === request.quantity) return 'so';
      return status === 'active' || status === 'trialing' ? 'possible' : 'impossible';
    case 'pay_invoice': {
      const [invoice] = await tx
        .select({ status: subscriptionInvoices.status })
        .from(subscriptionInvoices)
        .where(
          and(
            eq(subscriptionInvoices.subscriptionId, row.id),
            eq(subscriptionInvoices.accountInvoiceId, request.accountInvoiceId),
          ),
        );
      if (invoice?.status === 'paid') return 'so';
      return invoice?.status === 'open' && live ? 'possible' : 'impossible';
    }
    default:
      return assertNever(request);
  }
}

/** True while periods follow one another, paid or not yet. */
const isRunning = ({ status }: Pick<Subscription, 'status'>): boolean =>
  status === 'active' || status === 'trialing' || status === 'past_due';

function outcomeOf(
  change: Change | null,
  id: SubscriptionChangeId,
  joined: boolean,
  language: Language,
): Result<{ changed: true }, ChangeRefusal> {
  if (change?.id !== id || change.state === 'done') return ok({ changed: true });
  if (change.state === 'requested') {
    // Whoever asked first is told; the page of the second follows it.
    if (joined) return ok({ changed: true });
    return refuse(
      'unreachable',
      'We cannot reach our payment service. Nothing is lost: we go on by ourselves, and this page tells you.',
    );
  }
  if (change.problem && waitsForBank(change.problem.code)) {
    return refuse('bank', 'The bank wants you to confirm this payment.');
  }
  const words = change.problem ? problemFor(change.problem, wordsIn(language, 'refusals')) : null;
  return refuse('not_changed', words ? `${words.message} ${words.advice}` : 'Nothing was changed.');
}

/** https://docs.stripe.com/error-codes#invoice-payment-intent-requires-action */
const waitsForBank = (code: string | null): boolean =>
  code === 'invoice_payment_intent_requires_action' || code === 'authentication_required';

const busy = () =>
  refuse('busy', 'Another change of this is still being made. Try again in a moment.');
const notNow = () =>
  refuse('not_now', 'This cannot be changed now. Load the page again to see how it stands.');
