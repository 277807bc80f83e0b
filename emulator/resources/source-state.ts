/**
 * The statuses of a Source and what leads from one to the next
 * (docs.stripe.com/sources#source-statuses, docs.stripe.com/sources/best-practices).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { cardShown } from './source-card-shape';

type Source = Stripe.Source;

const hour = 60 * 60 * 1000;

/** How long a Source waits for its owner: "pending sources are canceled after one hour". */
const pendingFor = hour;
/** How long it waits to be charged: "must be used within six hours of becoming chargeable". */
const chargeableFor = 6 * hour;

/** A Source of the context's account. Throws Stripe's 404. */
export function findSource(context: Context, id: string): Stored<'source'> {
  const found = context.records.get('source', id);
  if (!found) throw noSuch('source', id, 'source', 404);
  return found;
}

/** Keeps a change of a Source, without an event. */
export function changeSource(context: Context, id: string, changes: Partial<Source>): Source {
  const after = { ...findSource(context, id).object, ...changes };
  context.records.put('source', after);
  return after;
}

/** Whether it ends by itself: those of one payment that somebody was sent to a page for. */
function expires({ flow, usage }: Source): boolean {
  return flow === 'redirect' && usage === 'single_use';
}

/** Plans the end of a Source that is not used in the status it has now. */
export function planExpiry(context: Context, { id, status, ...source }: Source): void {
  if (!expires({ id, status, ...source })) return;
  const delay = status === 'pending' ? pendingFor : chargeableFor;
  context.schedule(delay, 'expire_source', { source: id, status });
}

/** The task of that end. One that has moved on meanwhile stays as it is. */
export function expireSource(
  context: Context,
  { source: id, status }: { source: string; status: string },
): void {
  const source = context.records.get('source', id)?.object;
  if (source?.status !== status) return;
  const after = changeSource(context, id, { status: 'canceled' });
  context.emit('source.canceled', after);
}

/**
 * Plans what a test address makes of a Source: "created as pending, but automatically transition to
 * chargeable within seconds of its creation" (docs.stripe.com/sources/ideal#testing).
 */
export function authorizeByItself(context: Context, { id, owner, status }: Source): void {
  if (status !== 'pending' || !/^\w*_chargeable@example\.com$/.test(owner?.email ?? '')) return;
  context.schedule(context.settings.settleDelayMs, 'authorize_source', { source: id });
}

/** The owner agreed at the page, or told the code: the Source can be charged. */
export function authorize(context: Context, source: Source): Source {
  const { code_verification: code, owner, redirect } = source;
  const after = changeSource(context, source.id, {
    status: 'chargeable',
    ...(redirect ? { redirect: { ...redirect, status: 'succeeded' } } : {}),
    ...(code ? { code_verification: { ...code, status: 'succeeded' } } : {}),
    ...(owner ? { owner: { ...owner, verified_name: owner.name } } : {}),
  });
  context.emit('source.chargeable', after);
  planExpiry(context, after);
  return after;
}

/** The owner declined, or told too many wrong codes. */
export function fail(context: Context, source: Source): Source {
  const { code_verification: code, redirect } = source;
  const after = changeSource(context, source.id, {
    status: 'failed',
    ...(redirect
      ? { redirect: { ...redirect, failure_reason: 'user_abort', status: 'failed' } }
      : {}),
    ...(code ? { code_verification: { ...code, status: 'failed' } } : {}),
  });
  context.emit('source.failed', after);
  return after;
}

/**
 * Throws unless the Source can be charged now with this much.
 *
 * @throws 400 for one that is not chargeable, and for other than the amount and currency that one of
 *   a single use was made for (sentences of the latter unconfirmed)
 */
export function checkChargeable(
  source: Source,
  payment?: { readonly amount: number; readonly currency: string },
): void {
  if (source.status === 'consumed' && source.usage === 'reusable') {
    throw invalidRequest(
      'The reusable source you provided is consumed because it was previously charged without being attached to a customer or was detached from a customer. To charge a reusable source multiple time you must attach it to a customer first.',
    );
  }
  if (source.status !== 'chargeable') {
    throw invalidRequest('The source you provided is not in a chargeable state.', {
      param: 'source',
      validation: false,
    });
  }
  if (!payment) return;
  const currency = payment.currency.toLowerCase();
  if (source.currency !== null && source.currency !== currency) {
    throw invalidRequest(
      `The currency of the payment (${currency}) must be that of the source: ${source.currency}.`,
      { param: 'currency' },
    );
  }
  const { receiver } = source;
  const left = receiver
    ? receiver.amount_received - receiver.amount_charged - receiver.amount_returned
    : null;
  if (left !== null && payment.amount > left) {
    throw invalidRequest(
      `The amount of the payment (${payment.amount}) is more than what the source has received: ${left}.`,
      { param: 'amount' },
    );
  }
  if (source.usage !== 'single_use' || source.amount === null) return;
  if (source.amount === payment.amount) return;
  throw invalidRequest(
    `The amount of the payment (${payment.amount}) must be that of the source: ${source.amount}.`,
    { param: 'amount' },
  );
}

/** Whether one payment uses the Source up: its one use, or one without a Customer to keep it for. */
export function endsWithUse({ customer, usage }: Source): boolean {
  return usage === 'single_use' || customer === undefined;
}

/** Nothing can be done with the Source any more. There is no event that tells so. */
export function consumeSource(context: Context, id: string): void {
  const source = context.records.get('source', id)?.object;
  if (source?.status === 'chargeable') changeSource(context, id, { status: 'consumed' });
}

/**
 * Lets a Source follow what became of the PaymentMethod of its id: whose it is, how its card was
 * checked, and whether it is used up. Does nothing for PaymentMethods that are no Sources.
 */
export function followMethod(context: Context, after: Stored<'payment_method'>): void {
  const { id } = after.object;
  const source = id.startsWith('src_') ? context.records.get('source', id)?.object : undefined;
  if (!source) return;
  const { customer } = after.object;
  const owner = typeof customer === 'object' ? customer?.id : customer;
  const { customer: _, ...rest } = source;
  const spent = after.hidden.use === 'consumed' && source.status === 'chargeable';
  context.records.put('source', {
    ...rest,
    ...(owner === undefined ? {} : { customer: owner }),
    ...(after.object.card ? { card: cardShown(after.object) } : {}),
    status: spent ? 'consumed' : source.status,
  });
}
