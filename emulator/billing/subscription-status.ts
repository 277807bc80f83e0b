/**
 * What payments make of a subscription
 * (docs.stripe.com/billing/subscriptions/overview#subscription-statuses).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { paymentsOf } from './invoice-intent';
import { subscriptionOf, type Invoice } from './invoice-shape';
import { atClock, clockOf } from './moment';
import { billed, changeCustomer, keepInvoice } from './invoice-records';
import { ownMethod, withoutSetup } from './pending-setup';
import { hasEnded } from './subscription-over';
import { applyParked, dropParked } from './subscription-parked';
import { goOn, resumptionOf } from './subscription-rest';
import {
  findSubscription,
  keepSubscription,
  ownerOf,
  type Subscription,
} from './subscription-records';

const behind: ReadonlySet<string> = new Set(['past_due', 'unpaid']);

/** An invoice is paid: a subscription that waited for it goes on. */
export function onInvoicePaid(given: Context, invoice: Invoice): void {
  const owner = ownerOf(given, invoice);
  if (!owner) return;
  const context = atClock(given, clockOf(owner));
  const used = usedMethod(context, invoice);
  const saved = savedMethod(owner, used);
  // What pays it has paid: that nobody has to set it up any more is unconfirmed.
  const isProven = used !== null && used === ownMethod(context, { ...owner, ...saved });
  const before = isProven ? keepSubscription(context, owner, withoutSetup(context, owner)) : owner;
  if (findSubscription(context, before.id).hidden.parked?.invoice === invoice.id) {
    applyParked(context, before.id);
    return;
  }
  const latest = idOf(before.latest_invoice) === invoice.id;
  const first = before.status === 'incomplete' && latest;
  const caughtUp = behind.has(before.status) && (latest || nothingOpen(context, before));
  const status = first || caughtUp ? 'active' : before.status;
  keepSubscription(context, before, { ...before, ...saved, status });
}

/** The PaymentMethod that has paid an invoice. */
function usedMethod(context: Context, invoice: Invoice): string | null {
  const paid = paymentsOf(context, invoice.id).find(({ status }) => status === 'paid');
  const intent = idOf(paid?.payment.payment_intent);
  const used = intent === null ? undefined : context.records.get('payment_intent', intent)?.object;
  return idOf(used?.payment_method);
}

/** `save_default_payment_method`: what has paid is what pays from then on. */
function savedMethod(
  { payment_settings }: Subscription,
  used: string | null,
): Partial<Subscription> {
  const saves = payment_settings?.save_default_payment_method === 'on_subscription';
  return saves && used !== null ? { default_payment_method: used } : {};
}

function nothingOpen(context: Context, { id, customer }: Subscription): boolean {
  return !context.records
    .where('invoice', 'customer', idOf(customer) ?? '')
    .some(({ object }) => object.status === 'open' && subscriptionOf(object) === id);
}

/**
 * A payment has failed: a subscription that was up to date is so no more. Also one whose first payment is
 * a bank's debit that fails days later: that it does not become `incomplete` again is unconfirmed, but an
 * `active` one has no other way out (SDK, `Subscription.status`). A trial has begun whatever became of what
 * was billed with its start.
 */
export function onInvoiceFailed(given: Context, invoice: Invoice): void {
  const before = ownerOf(given, invoice);
  if (!before) return;
  if (findSubscription(given, before.id).hidden.parked?.invoice === invoice.id) {
    onAttempt(given, before, invoice, 'past_due');
    return;
  }
  const trials = before.status === 'trialing' && invoice.billing_reason !== 'subscription_create';
  if (before.status !== 'active' && !trials) return;
  keepSubscription(given, before, { ...before, status: 'past_due' });
}

/**
 * A payment waits for its buyer. SDK, `Subscription.status`: it "becomes `past_due` when payment is
 * required but cannot be paid (due to failed payment or awaiting additional user actions)".
 */
export function onInvoiceAction(given: Context, invoice: Invoice): void {
  const before = ownerOf(given, invoice);
  if (before) onAttempt(given, before, invoice, 'past_due');
}

/** By `resume_on_payment_attempt` it goes on whatever came of the attempt. */
function onAttempt(
  given: Context,
  subscription: Subscription,
  invoice: Invoice,
  status: 'active' | 'past_due',
): void {
  const resumption = resumptionOf(given, subscription.id, invoice.id);
  if (resumption?.on !== 'attempt') return;
  goOn(atClock(given, clockOf(subscription)), subscription.id, status, resumption);
}

/** An invoice is void or given up: nobody waits for it any more. */
export function onInvoiceGivenUp(given: Context, invoice: Invoice): void {
  const owner = ownerOf(given, invoice);
  if (!owner) return;
  const context = atClock(given, clockOf(owner));
  // SDK, `subscriptions.resume`: "If the invoice is paid or marked uncollectible, the subscription
  // becomes active. If the invoice is manually voided, the subscription stays paused."
  const resumption = resumptionOf(context, owner.id, invoice.id);
  if (resumption && invoice.status === 'uncollectible') {
    goOn(context, owner.id, 'active', resumption);
    return;
  }
  const waited = findSubscription(context, owner.id).hidden.parked?.invoice === invoice.id;
  // Given up as a bad debt, it can still be paid.
  const before = waited && invoice.status === 'void' ? dropParked(context, owner) : owner;
  if (!behind.has(before.status) || !nothingOpen(context, before)) return;
  keepSubscription(context, before, { ...before, status: 'active' });
}

/** A bank account is being debited: that is as good as paid until it fails. */
export function onPaymentProcessing(given: Context, intent: Stripe.PaymentIntent): void {
  const link = given.records.get('invoiced_intent', intent.id)?.object;
  const invoice = link && given.records.get('invoice', link.invoice)?.object;
  const before = invoice && ownerOf(given, invoice);
  if (before) onAttempt(given, before, invoice, 'active');
  if (before?.status !== 'incomplete') return;
  keepSubscription(given, before, { ...before, status: 'active' });
}

/** A PaymentMethod is detached: no subscription is paid with it any more. */
export function onMethodDetached(given: Context, { id }: Stripe.PaymentMethod): void {
  for (const { object } of given.records.where('subscription', 'default_payment_method', id)) {
    const context = atClock(given, clockOf(object));
    if (!hasEnded(object))
      keepSubscription(context, object, { ...object, default_payment_method: null });
  }
  for (const { object } of given.records.where('invoice', 'default_payment_method', id)) {
    if (object.status !== 'draft' && object.status !== 'open') continue;
    keepInvoice(atClock(given, clockOf(object)), object, {
      ...object,
      default_payment_method: null,
    });
  }
}

/** The task of the day a sent invoice was due. */
export function tellOverdue(context: Context, id: string, at: number): void {
  const invoice = context.records.get('invoice', id)?.object;
  if (invoice?.status !== 'open' || invoice.due_date !== at) return;
  changeCustomer(context, billed(context, invoice), { delinquent: true });
  context.emit('invoice.overdue', invoice);
  const before = ownerOf(context, invoice);
  if (before?.status !== 'active') return;
  keepSubscription(context, before, { ...before, status: 'past_due' });
}
