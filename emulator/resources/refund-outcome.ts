/**
 * What becomes of a refund after it was created: its reference arrives, it succeeds late, or it
 * fails and the money comes back (docs.stripe.com/refunds#failed-refunds,
 * docs.stripe.com/testing#refunds).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { tellChange } from './changes';
import { book, funds } from './ledger';
import { merchant } from './merchant';
import { idOf } from './payment-method-use';
import { destinationDetails, isBank } from './refund-details';
import { takeFromDestination } from './refund-destination';
import { feeShare, returnFeeOf } from './refund-fee';

type Refund = Stripe.Refund;

/** What a task does to a refund some time after its creation. */
export type RefundStep = 'reference' | 'succeed' | 'fail';

/** Plans the next step after the time that settlement takes. */
export function later(context: Context, refund: string, step: RefundStep): void {
  context.schedule(context.settings.settleDelayMs, 'continue_refund', { refund, step });
}

/** The task that `later` plans. A refund that has ended meanwhile stays as it is. */
export function continueRefund(
  context: Context,
  { refund: id, step }: { refund: string; step: RefundStep },
): void {
  const refund = context.records.get('refund', id)?.object;
  if (!refund) return;
  switch (step) {
    case 'reference':
      if (refund.status === 'succeeded') addReference(context, refund);
      return;
    case 'succeed':
      if (refund.status === 'pending') succeed(context, refund);
      return;
    case 'fail':
      // unconfirmed: which reason the test card's refund fails with.
      if (refund.status === 'succeeded') failRefund(context, refund, 'expired_or_canceled_card');
      return;
  }
}

function change(context: Context, before: Refund, after: Refund): void {
  context.records.put('refund', after);
  tellChange(context, 'refund.updated', before, after);
  tellChange(context, 'charge.refund.updated', before, after);
}

function chargeOf(context: Context, refund: Refund): Stripe.Charge | undefined {
  return context.records.get('charge', idOf(refund.charge) ?? '')?.object;
}

function addReference(context: Context, before: Refund): void {
  const digits = Array.from(context.random(16), (character) => character.charCodeAt(0) % 10).join(
    '',
  );
  change(context, before, {
    ...before,
    destination_details: destinationDetails(chargeOf(context, before), { reference: digits }),
  });
}

function succeed(context: Context, before: Refund): void {
  const { pending_reason: _, ...rest } =
    before.balance_transaction === null ? bookRefund(context, before) : before;
  change(context, before, {
    ...rest,
    destination_details: destinationDetails(chargeOf(context, before), { is: 'sent' }),
    status: 'succeeded',
  });
  later(context, before.id, 'reference');
}

/**
 * Takes the refund's money from the account, less the application fee that the platform returns;
 * of a destination charge also what the destination is to give. The charge shows the refund already.
 * Returns the refund with what that left on it.
 */
export function bookRefund(context: Context, refund: Refund): Refund {
  const hidden = context.records.get('refund', refund.id)?.hidden ?? { returnsFee: false };
  const charge = context.records.get('charge', idOf(refund.charge) ?? '')?.object;
  if (!charge) throw new Error(`The charge of ${refund.id} is gone`);
  const sentOn = charge.transfer_data !== null;
  const fee =
    hidden.returnsFee && !sentOn ? feeShare(context, charge, refund.amount, charge.refunded) : 0;
  const paid = idOf(charge.balance_transaction) ?? '';
  const payment = context.records.get('balance_transaction', paid);
  const transaction = book(context, {
    amount: -refund.amount,
    currency: refund.currency,
    type: isBank(charge) ? 'payment_refund' : 'refund',
    reporting_category: 'refund',
    description: charge.description
      ? `REFUND FOR CHARGE (${charge.description})`
      : 'REFUND FOR CHARGE',
    fees: returnFeeOf(context, charge, fee),
    source: refund.id,
    // Money that pends is given back from what pends.
    availableOn: Math.max(context.now(), payment?.object.available_on ?? 0),
    like: refund.id,
  });
  const transfer_reversal = sentOn ? takeFromDestination(context, charge, refund, hidden) : null;
  return { ...refund, balance_transaction: transaction.id, transfer_reversal };
}

/**
 * The bank did not take it: the money is the account's again, and the charge less refunded. One that
 * was never paid leaves the books alone.
 */
export function failRefund(context: Context, before: Refund, reason: string): void {
  const charge = chargeOf(context, before);
  const booked = idOf(before.balance_transaction);
  const back = booked === null ? undefined : takeBack(context, before, booked, charge);
  const { pending_reason: _, ...rest } = before;
  const after: Refund = {
    ...rest,
    ...(back ? { failure_balance_transaction: back.id } : {}),
    failure_reason: reason,
    status: 'failed',
  };
  if (charge) {
    const amount_refunded = charge.amount_refunded - before.amount;
    context.records.put('charge', { ...charge, amount_refunded, refunded: false });
  }
  context.emit('refund.failed', after);
  change(context, before, after);
}

function takeBack(
  context: Context,
  refund: Refund,
  booked: string,
  charge: Stripe.Charge | undefined,
): Stripe.BalanceTransaction {
  const taken = context.records.get('balance_transaction', booked);
  return book(context, {
    amount: refund.amount,
    currency: refund.currency,
    type: 'refund_failure',
    reporting_category: 'refund_failure',
    description: charge?.description ? `REFUND FAILURE (${charge.description})` : 'REFUND FAILURE',
    source: refund.id,
    availableOn: Math.max(context.now(), taken?.object.available_on ?? 0),
    like: refund.id,
  });
}

/** The refunds of a charge that wait for its own end. */
function waitingFor(context: Context, charge: string): Refund[] {
  return context.records
    .where('refund', 'pending_reason', 'charge_pending')
    .map(({ object }) => object)
    .filter((refund) => idOf(refund.charge) === charge);
}

/** The debit has come: what was to be given back of it is on its way. */
export function sendWaitingRefunds(context: Context, charge: string): void {
  for (const waiting of waitingFor(context, charge)) {
    const sent = { ...bookRefund(context, waiting), pending_reason: 'processing' as const };
    change(context, waiting, sent);
    later(context, waiting.id, 'succeed');
  }
}

/** There is nothing to give back, or its owner has it already. */
export function failWaitingRefunds(context: Context, charge: string, reason: string): void {
  for (const waiting of waitingFor(context, charge)) failRefund(context, waiting, reason);
}

/**
 * Whether what an account's balance lacks is taken from its bank account
 * (docs.stripe.com/connect/account-balances#negative-balances).
 */
function mayGoNegative(context: Context): boolean {
  return merchant(context).settings?.payouts?.debit_negative_balances !== false;
}

/**
 * Whether the account may give back this much now: else the refund waits for money
 * (docs.stripe.com/refunds).
 */
export function canPay(context: Context, amount: number, currency: string): boolean {
  if (mayGoNegative(context)) return true;
  const { available, pending } = funds(context, currency);
  return amount <= available + pending;
}

/** Pays the refunds that waited for money, oldest first, as far as it goes. */
export function payWaitingRefunds(context: Context): void {
  if (mayGoNegative(context)) return;
  const waiting = context.records.where('refund', 'pending_reason', 'insufficient_funds').reverse();
  for (const { object } of waiting) {
    if (!canPay(context, object.amount, object.currency)) return;
    succeed(context, object);
  }
}
