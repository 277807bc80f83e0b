/**
 * Collecting an invoice by itself, and trying again when that fails
 * (docs.stripe.com/billing/revenue-recovery/smart-retries).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { orPutOff } from './draft-hour';
import { endOfDunning } from './dunning-end';
import { intentOf } from './invoice-intent';
import { attemptInvoice, methodOf } from './invoice-attempt';
import { markUncollectible } from './invoice-end';
import { finalizeInvoice } from './invoice-finalize';
import { billed, changeCustomer, findInvoice, keepInvoice } from './invoice-records';
import { subscriptionOf, type Invoice } from './invoice-shape';
import { atClock, clockOf, plan } from './moment';
import type { InvoiceHidden } from './records';

const hour = 60 * 60;
const day = 24 * hour;

/**
 * Declines that no retry will change (docs.stripe.com/billing/revenue-recovery/smart-retries), until
 * there is another PaymentMethod.
 */
const hard: ReadonlySet<string> = new Set([
  'authentication_required',
  'highest_risk_level',
  'incorrect_number',
  'lost_card',
  'pickup_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'transaction_not_allowed',
]);

/** The task at the end of a draft's hour. */
export function advanceInvoice(context: Context, id: string, at: number): void {
  const waiting = context.records.get('invoice', id)?.object;
  if (waiting?.status !== 'draft' || waiting.auto_advance !== true) return;
  if (waiting.automatically_finalizes_at !== at) return;
  const draft = orPutOff(context, waiting);
  if (!draft) return;
  // What is to be void is so from the beginning: a draft from before a pause is collected.
  const paused =
    pausedBy(context, draft) === 'mark_uncollectible' ? 'mark_uncollectible' : undefined;
  const open = finalizeInvoice(context, draft, paused);
  if (open.status !== 'open') return;
  if (paused) markUncollectible(context, open);
  else if (open.collection_method === 'send_invoice') context.emit('invoice.sent', open);
  else collect(context, open);
}

/** What a subscription whose collection is paused does with its invoices. */
function pausedBy(context: Context, invoice: Invoice): string | null {
  const id = subscriptionOf(invoice);
  const found = id === null ? undefined : context.records.get('subscription', id)?.object;
  return found?.pause_collection?.behavior ?? null;
}

/** Tries to have an open invoice paid; plans the next try when that fails. */
export function collect(context: Context, before: Invoice): Invoice {
  const { invoice, error } = attemptInvoice(context, before, { session: 'off', automatic: true });
  if (invoice.status !== 'open') return invoice;
  if (!error) {
    const debited = intentOf(context, invoice)?.status === 'processing';
    const { hidden } = findInvoice(context, invoice.id);
    context.records.put('invoice', invoice, { ...hidden, debited });
    return keepInvoice(context, before, { ...invoice, next_payment_attempt: null });
  }
  changeCustomer(context, billed(context, invoice), { delinquent: true });
  remember(context, invoice);
  return planRetry(context, before, invoice);
}

/**
 * A bank that was asked for a debit by itself has said no, days later. Retries of these are a setting of
 * their own, off unless switched on, and for a lack of funds alone
 * (docs.stripe.com/billing/revenue-recovery/smart-retries). That the subscription ends at once where none
 * is left is unconfirmed, and on which days they are tried.
 */
export function onDebitFailed(given: Context, intent: Stripe.PaymentIntent): void {
  const link = given.records.get('invoiced_intent', intent.id)?.object;
  const found = link && given.records.get('invoice', link.invoice);
  if (!found?.hidden.debited) return;
  const { object: invoice, hidden } = found;
  const context = atClock(given, clockOf(invoice));
  context.records.put('invoice', invoice, { ...hidden, debited: false });
  if (!isCollected(invoice)) return;
  changeCustomer(context, billed(context, invoice), { delinquent: true });
  const { achRetryDays = [] } = context.settings.dunning;
  const isShort = intent.last_payment_error?.code === 'insufficient_funds';
  planRetry(context, invoice, invoice, isShort ? achRetryDays : []);
}

/** Keeps which PaymentMethod has to be left alone from now on. */
function remember(context: Context, invoice: Invoice): void {
  const { hidden } = findInvoice(context, invoice.id);
  const intent = intentOf(context, invoice);
  const spent = isHard(intent) ? methodOf(context, invoice) : null;
  context.records.put('invoice', invoice, { ...hidden, spent });
}

function isHard(intent: Stripe.PaymentIntent | undefined): boolean {
  if (intent?.status === 'requires_action') return true;
  const { code, decline_code } = intent?.last_payment_error ?? {};
  return hard.has(decline_code ?? code ?? '');
}

function planRetry(
  context: Context,
  before: Invoice,
  invoice: Invoice,
  days = context.settings.dunning.retryDays,
): Invoice {
  const { hidden } = findInvoice(context, invoice.id);
  const failed = hidden.failed ?? { at: context.now() };
  const next = nextTry(context, failed, days);
  const waits: Invoice = { ...invoice, next_payment_attempt: next };
  context.records.put('invoice', waits, { ...hidden, failed });
  keepInvoice(context, before, waits);
  if (next === null) endOfDunning(context, waits);
  else planAttempt(context, waits, next);
  return waits;
}

/** The first of the days that is still to come; null when none is left. */
function nextTry(
  context: Context,
  failed: NonNullable<InvoiceHidden['failed']>,
  days: readonly number[],
): number | null {
  const all = days.map((count) => failed.at + count * day);
  return all.find((at) => at > context.now()) ?? null;
}

function planAttempt(context: Context, invoice: Invoice, at: number): void {
  plan(context, clockOf(invoice), { task: 'attempt_invoice', subject: invoice.id, at });
}

/**
 * An open invoice is from now on collected by itself, or not any more: "You can toggle the
 * `auto_advance` property on draft and open invoices"
 * (docs.stripe.com/invoicing/integration/automatic-advancement-collection). When it is tried then is
 * unconfirmed: on the next day of its schedule, or an hour later.
 */
export function toggleCollection(context: Context, before: Invoice, after: Invoice): Invoice {
  const is = isCollected(after);
  if (is === isCollected(before)) return after;
  if (!is || intentOf(context, after)?.status === 'processing') {
    return { ...after, next_payment_attempt: null };
  }
  const { failed } = findInvoice(context, after.id).hidden;
  const { retryDays } = context.settings.dunning;
  const next = (failed && nextTry(context, failed, retryDays)) ?? context.now() + hour;
  planAttempt(context, after, next);
  return { ...after, next_payment_attempt: next };
}

function isCollected({ auto_advance, collection_method, status }: Invoice): boolean {
  return status === 'open' && auto_advance === true && collection_method === 'charge_automatically';
}

/**
 * The task of a planned attempt. A PaymentMethod that was refused for good is not asked again: "Retries
 * continue to be scheduled, and `attempt_count` continues to increment, but retries only execute after
 * detecting a new payment method." That `invoice.payment_failed` is not told of one that is not executed
 * is unconfirmed.
 */
export function retryInvoice(context: Context, id: string, at: number): void {
  const found = context.records.get('invoice', id);
  const invoice = found?.object;
  if (invoice?.status !== 'open' || invoice.next_payment_attempt !== at) return;
  if (invoice.auto_advance !== true) return;
  const method = methodOf(context, invoice);
  if (method === null || method !== found?.hidden.spent) collect(context, invoice);
  else planRetry(context, invoice, { ...invoice, attempt_count: invoice.attempt_count + 1 });
}
