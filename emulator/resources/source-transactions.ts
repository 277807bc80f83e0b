/**
 * Money that was sent to a Source of the flow `receiver` (docs.stripe.com/api/source_transactions).
 * In test mode it comes by itself: 10.00, or what `owner[email]=amount_4242@example.com` says
 * (docs.stripe.com/sources/ach-credit-transfer#testing).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { authorize, changeSource, planExpiry } from './source-state';

const usual = 1000;

/** The amount in minor units that a test address asks for; null for other addresses. */
function amountIn(email: string | null): number | null {
  const found = /^amount_(\d{1,8})@example\.com$/.exec(email ?? '');
  return found ? Number(found[1]) : null;
}

/** Plans what comes to a new receiver that takes any amount. */
export function fillByItself(
  context: Context,
  { flow, id, usage }: Stripe.Source,
  email: string | null,
): void {
  if (flow !== 'receiver' || usage !== 'reusable') return;
  plan(context, id, amountIn(email) ?? usual);
}

/** An owner who is told a new test address sends again. */
export function fillAgain(
  context: Context,
  { flow, id }: Stripe.Source,
  email: string | null,
): void {
  const amount = amountIn(email);
  if (flow === 'receiver' && amount !== null) plan(context, id, amount);
}

function plan(context: Context, source: string, amount: number): void {
  context.schedule(context.settings.settleDelayMs, 'fill_source', { source, amount });
}

/** The task of money that comes. Does nothing for a Source that is over. */
export function fillSource(
  context: Context,
  { source: id, amount }: { source: string; amount: number },
): void {
  const source = context.records.get('source', id)?.object;
  if (source?.status === 'pending' || source?.status === 'chargeable')
    fill(context, source, amount);
}

/** Books what has come: the Source can be charged with it. */
function fill(context: Context, source: Stripe.Source, amount: number): Stripe.Source {
  const { ach_credit_transfer: ach, receiver, type } = source;
  if (!receiver) throw new Error(`The source ${source.id} receives nothing`);
  const transaction: Stripe.SourceTransaction = {
    id: context.id('srctxn_'),
    object: 'source_transaction',
    ...(ach
      ? {
          ach_credit_transfer: {
            customer_data: 'NONREF',
            fingerprint: ach.fingerprint ?? '',
            last4: '6789',
            routing_number: '110000000',
          },
        }
      : {}),
    amount,
    created: context.now(),
    currency: source.currency ?? 'usd',
    livemode: false,
    source: source.id,
    status: 'succeeded',
    type,
  };
  context.records.put('source_transaction', transaction, null);
  const was = source.status;
  const after = changeSource(context, source.id, {
    receiver: { ...receiver, amount_received: receiver.amount_received + amount },
    ...(source.redirect ? { redirect: { ...source.redirect, status: 'succeeded' } } : {}),
    status: 'chargeable',
  });
  context.emit('source.transaction.created', transaction);
  if (was === 'chargeable') return after;
  context.emit('source.chargeable', after);
  planExpiry(context, after);
  return after;
}

/** The owner does their part: sends the money to a receiver, or agrees. */
export function agree(context: Context, source: Stripe.Source): Stripe.Source {
  return source.receiver && source.amount !== null
    ? fill(context, source, source.amount)
    : authorize(context, source);
}

/** The task behind `owner[email]=xxx_chargeable@example.com`. */
export function agreeLater(context: Context, { source: id }: { source: string }): void {
  const source = context.records.get('source', id)?.object;
  if (source?.status === 'pending') agree(context, source);
}

/** What has come to a Source, newest first. */
export function transactionsOf(context: Context, source: string): Stripe.SourceTransaction[] {
  return context.records.where('source_transaction', 'source', source).map(({ object }) => object);
}

/**
 * A charge was refunded: of a receiver with `refund_attributes_method=manual` the merchant has to
 * find out where to send the money.
 */
export function askWhereTo(context: Context, { source }: Stripe.Charge): void {
  const id = source?.object === 'source' ? source.id : '';
  const receiver = context.records.get('source', id)?.object.receiver;
  const missing = receiver?.refund_attributes_status === 'missing';
  if (!receiver || !missing || receiver.refund_attributes_method === 'none') return;
  const after = changeSource(context, id, {
    receiver: { ...receiver, refund_attributes_status: 'requested' },
  });
  if (receiver.refund_attributes_method === 'manual') {
    context.emit('source.refund_attributes_required', after);
  }
}
