/**
 * One attempt to debit a bank account: sent at once, answered by the bank later
 * (docs.stripe.com/payments/ach-direct-debit/accept-a-payment).
 */
import type Stripe from 'stripe';
import { testBank } from '../rules/banks/test-banks';
import { invalidRequest, type Context, type ErrorBody } from '../server/contract';
import type { Stored } from '../store/kinds';
import { blockedCode, blockedMessage, checkTakesAtOnce, putBankCharge } from './bank-charge';
import { bankOf, checkAgreed, checkUnblocked, mandateFor, useUp } from './bank-mandate';
import { answer } from './intent-options';
import { awaitDeposits, needsDeposits } from './microdeposits';
import { actionRefused, failPayment, type Attempt, type AttemptTerms } from './payment-attempt';
import { change, giveToCustomer, idOf } from './payment-method-use';
import { afterPayment, futureUsage, type Agreed } from './payment-saving';

type Intent = Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

/**
 * Sends the debit of a verified account; the intent is `processing` until its bank answers. One that
 * is not verified waits for its micro-deposits first.
 *
 * @throws 400 for an account that is blocked, that nobody allowed to be debited, or that would have
 *   to be verified with no buyer there
 */
export function attemptBankPayment(
  context: Context,
  intent: Intent,
  method: Method,
  terms: AttemptTerms,
): Attempt {
  checkTakesAtOnce(intent);
  checkUnblocked(context, intent, method);
  checkAgreed(context, intent, method, terms.agreed);
  if (needsDeposits(context, intent, method)) {
    if (terms.session === 'off') throw unverified(context, intent);
    return terms.errorOnRequiresAction
      ? failPayment(context, intent, method, actionRefused)
      : { intent: wait(context, intent, method, terms), error: null };
  }
  return debit(context, intent, method, terms.agreed);
}

/** unconfirmed: what Stripe says of an account that is not verified and nobody there to do it. */
function unverified(context: Context, intent: Intent): Error {
  return invalidRequest(
    'This bank account must be verified before it can be charged off session. Set it up with a SetupIntent, or confirm this PaymentIntent on session.',
    {
      code: 'payment_method_unexpected_state',
      param: 'payment_method',
      payment_intent: answer(context, intent),
    },
  );
}

function wait(context: Context, intent: Intent, before: Method, terms: AttemptTerms): Intent {
  const method = change(context, before.object.id, {}, { heldBy: intent.id });
  const { next_action, microdeposits } = awaitDeposits(context, intent, method);
  const after: Intent = {
    ...intent,
    last_payment_error: null,
    next_action,
    status: 'requires_action',
  };
  context.records.put('payment_intent', after, {
    ...terms.agreed,
    challenge: null,
    returnUrl: terms.returnUrl,
    microdeposits,
  });
  context.emit('payment_intent.requires_action', after);
  return after;
}

/** The account is known to be the buyer's: the debit that waited for that is sent. */
export function finishVerification(context: Context, intent: Intent, method: Method): Intent {
  const verified = change(
    context,
    method.object.id,
    {},
    { bank: { ...bankOf(method), verified: true }, heldBy: null },
  );
  const agreed = context.records.get('payment_intent', intent.id)?.hidden ?? {};
  return debit(context, { ...intent, next_action: null }, verified, agreed).intent;
}

const blocked: ErrorBody = {
  type: 'invalid_request_error',
  code: blockedCode,
  message: blockedMessage,
};

/** Sends the debit. What the bank says comes later, by the task `finish_debit`. */
function debit(context: Context, intent: Intent, before: Method, agreed: Agreed): Attempt {
  const bank = testBank(bankOf(before).account);
  if (bank.blockedByRadar) {
    const charge = putBankCharge(context, intent, before, { kind: 'blocked' });
    context.emit('charge.failed', charge);
    const body = { ...blocked, charge: charge.id };
    return failPayment(context, { ...intent, latest_charge: charge.id }, before, body);
  }
  const saves = futureUsage(intent, 'us_bank_account') !== null;
  const once = { amount: intent.amount, currency: intent.currency };
  const mandate = mandateFor(context, intent, before, agreed, saves ? undefined : once);
  const method = afterPayment(context, intent, before, null);
  const charge = putBankCharge(context, intent, method, { kind: 'pending', mandate });
  const customer = idOf(intent.customer);
  if (saves && customer !== null && method.object.customer === null) {
    giveToCustomer(context, method, customer);
  }
  const after: Intent = {
    ...intent,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  context.emit('payment_intent.processing', after);
  context.emit('charge.pending', charge);
  if (agreed.mandate === mandate) useUp(context, mandate);
  if (bank.debit !== 'stays_processing') {
    context.schedule(context.settings.settleDelayMs, 'finish_debit', { charge: charge.id });
  }
  return { intent: after, error: null };
}
