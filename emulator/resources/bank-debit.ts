/**
 * What becomes of a debit once it was sent: the money comes, the bank refuses it, the customer takes
 * it back, or the merchant calls it off (docs.stripe.com/payments/ach-direct-debit#timing).
 */
import type Stripe from 'stripe';
import type { BankFailure } from '../rules/banks/bank-failures';
import { testBank } from '../rules/banks/test-banks';
import type { Context } from '../server/contract';
import { failed, succeeded } from './bank-charge';
import { bankOf } from './bank-mandate';
import { openBankDispute } from './dispute-open';
import { endMandates } from './mandates';
import { failPayment } from './payment-attempt';
import { change, idOf } from './payment-method-use';
import { failWaitingRefunds, sendWaitingRefunds } from './refund-outcome';
import { settle } from './settlement';

type Intent = Stripe.PaymentIntent;

/** The task of a debit. One that has ended meanwhile stays as it is. */
export function finishDebit(context: Context, { charge: id }: { charge: string }): void {
  const charge = context.records.get('charge', id)?.object;
  const intent = context.records.get('payment_intent', idOf(charge?.payment_intent) ?? '')?.object;
  const method = context.records.get('payment_method', charge?.payment_method ?? '');
  if (charge?.status !== 'pending' || intent?.status !== 'processing' || !method) return;
  const { debit } = testBank(bankOf(method).account);
  if (typeof debit === 'object') {
    refuse(context, intent, charge, debit);
    return;
  }
  receive(context, intent, charge);
  if (debit !== 'disputed') {
    sendWaitingRefunds(context, charge.id);
  } else {
    openBankDispute(context, charge.id);
    failWaitingRefunds(context, charge.id, 'charge_for_pending_refund_disputed');
    // "The PaymentMethod authorization is revoked."
    endMandates(context, method.object.id);
  }
}

/** Test money is available at once (docs.stripe.com/payments/ach-direct-debit#test-settlement-behavior). */
function receive(context: Context, intent: Intent, charge: Stripe.Charge): void {
  context.records.put('charge', succeeded(context, charge));
  const settled = settle(context, charge.id);
  context.emit('charge.succeeded', settled);
  const after: Intent = { ...intent, amount_received: intent.amount, status: 'succeeded' };
  context.records.put('payment_intent', after);
  context.emit('payment_intent.succeeded', after);
}

function refuse(
  context: Context,
  intent: Intent,
  before: Stripe.Charge,
  failure: BankFailure,
): void {
  const charge = failed(before, failure);
  context.records.put('charge', charge);
  context.emit('charge.failed', charge);
  const method = block(context, before.payment_method ?? '', failure);
  failPayment(context, intent, method, {
    type: 'invalid_request_error',
    code: failure.code,
    message: failure.message,
    charge: charge.id,
  });
  if (failure.blocked?.reason === 'debit_not_authorized') endMandates(context, method.object.id);
  // unconfirmed: the reason.
  failWaitingRefunds(context, charge.id, 'unknown');
}

/** What the PaymentMethod says of itself after a refusal. */
function block(context: Context, id: string, { blocked }: BankFailure): ReturnType<typeof change> {
  const bank = context.records.get('payment_method', id)?.object.us_bank_account;
  if (!bank || !blocked) return change(context, id, {});
  return change(context, id, { us_bank_account: { ...bank, status_details: { blocked } } });
}

/** The merchant has canceled an intent whose debit was under way: its charge comes to nothing. */
export function callOffDebit(context: Context, intent: Intent): void {
  const charge = context.records.get('charge', idOf(intent.latest_charge) ?? '')?.object;
  if (intent.status !== 'processing' || charge?.status !== 'pending') return;
  const after = failed(charge, null);
  context.records.put('charge', after);
  context.emit('charge.failed', after);
  failWaitingRefunds(context, after.id, 'unknown');
}
