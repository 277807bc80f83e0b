/**
 * Telling what arrived in an account, and what becomes of an intent when nobody does
 * (docs.stripe.com/api/setup_intents/verify_microdeposits).
 */
import type Stripe from 'stripe';
import { judgeAmounts, judgeCode, mostFailures, type DepositAnswer } from '../rules/banks/deposits';
import { invalidRequest, StripeError, type Context, type ErrorBody } from '../server/contract';
import type { Microdeposits, Stored } from '../store/kinds';
import { finishVerification } from './bank-payment';
import { finishBankSetup } from './bank-setup';
import { answer, noMicrodeposits } from './intent-options';
import { onlyOne } from './parameters';
import { failPayment } from './payment-attempt';
import { change, idOf } from './payment-method-use';
import { failSetup } from './setup-outcome';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

interface Told {
  readonly amounts?: number[];
  readonly descriptor_code?: string;
}

const errors = {
  failed: {
    code: 'payment_method_microdeposit_failed',
    message:
      'Microdeposits failed. Please check the account, institution and transit numbers provided.',
  },
  attempts_exceeded: {
    code: 'payment_method_microdeposit_verification_attempts_exceeded',
    message: 'You have exceeded the number of allowed verification attempts.',
  },
  timeout: {
    code: 'payment_method_microdeposit_verification_timeout',
    message:
      "Microdeposit timeout. Customer hasn't verified their bank account within the required 10 day period.",
  },
} as const;

/** How many wrong answers an intent's deposits may still have; none where nothing is waited for. */
export function attemptsLeft(context: Context, intent: Intent): number {
  const microdeposits = context.records.get(intent.object, intent.id)?.hidden.microdeposits;
  return microdeposits ? mostFailures[microdeposits.type] - microdeposits.failures : 0;
}

/** What is being waited for, with its intent's PaymentMethod; undefined when nothing is. */
function running(
  context: Context,
  intent: Intent,
): { method: Method; microdeposits: Microdeposits } | undefined {
  const microdeposits = context.records.get(intent.object, intent.id)?.hidden.microdeposits;
  const method = context.records.get('payment_method', idOf(intent.payment_method) ?? '');
  if (intent.status !== 'requires_action' || !microdeposits || !method) return undefined;
  return { method, microdeposits };
}

/**
 * Verifies the account of an intent that waits for it: a SetupIntent succeeds, a PaymentIntent sends
 * its debit. Takes two amounts or the code of one deposit, whichever of them was announced: Stripe's
 * test mode has values of both kinds for every account.
 *
 * @throws 400 for an intent that waits for nothing, and for a wrong answer, which is counted
 */
export function verifyMicrodeposits(context: Context, intent: Intent, given: Told): Intent {
  const waiting = running(context, intent);
  if (!waiting) throw nothingToVerify(context, intent);
  const { method, microdeposits } = waiting;
  // Detached, and so spent, while the deposits were on their way.
  if (method.hidden.use === 'consumed') throw noMicrodeposits(context, intent);
  const kind = given.amounts === undefined ? 'descriptor_code' : 'amounts';
  const told = judge(given);
  switch (told) {
    case 'verified':
      return verified(context, intent, method);
    case 'attempts_exceeded':
    case 'timeout':
      throw giveUp(context, intent, method, told);
    case 'mismatch': {
      const failures = microdeposits.failures + 1;
      const left = mostFailures[kind] - failures;
      if (left <= 0) throw giveUp(context, intent, method, 'attempts_exceeded');
      count(context, intent, { ...microdeposits, failures });
      throw mismatch(context, intent, kind, left);
    }
  }
}

function judge(given: Told): DepositAnswer {
  onlyOne({ ...given }, ['amounts', 'descriptor_code']);
  const { amounts, descriptor_code: code } = given;
  if (amounts !== undefined) {
    if (amounts.length === 2) return judgeAmounts(amounts);
    throw invalidRequest('You must provide exactly two microdeposit amounts.', {
      code: 'payment_method_microdeposit_verification_amounts_invalid',
      param: 'amounts',
    });
  }
  if (code !== undefined) return judgeCode(code);
  throw invalidRequest('Missing required param: amounts or descriptor_code.', {
    code: 'parameter_missing',
    param: 'amounts',
  });
}

function nothingToVerify(context: Context, intent: Intent): Error {
  const method = context.records.get('payment_method', idOf(intent.payment_method) ?? '');
  if (!method?.hidden.bank?.verified) return noMicrodeposits(context, intent);
  return invalidRequest('This bank account has already been verified.', {
    code: 'payment_method_bank_account_already_verified',
    [intent.object]: answer(context, intent),
  });
}

function count(context: Context, intent: Intent, microdeposits: Microdeposits): void {
  const stored = context.records.get(intent.object, intent.id);
  if (!stored) return;
  const hidden = { ...stored.hidden, microdeposits };
  if (intent.object === 'setup_intent') context.records.put('setup_intent', intent, hidden);
  else context.records.put('payment_intent', intent, hidden);
}

function mismatch(
  context: Context,
  intent: Intent,
  kind: Microdeposits['type'],
  left: number,
): StripeError {
  const what =
    kind === 'amounts'
      ? 'The amounts provided do not match the amounts that were sent to the bank account.'
      : 'The verification code provided does not match the one sent to the bank account.';
  return refusal(context, intent, {
    type: 'invalid_request_error',
    code: `payment_method_microdeposit_verification_${kind}_mismatch`,
    message: `${what} You have ${left} verification attempts remaining.`,
  });
}

/** The 400 of an answer that changed something. */
function refusal(context: Context, intent: Intent, body: ErrorBody): StripeError {
  return new StripeError(400, { ...body, [intent.object]: answer(context, intent) }, true);
}

function verified(context: Context, intent: Intent, method: Method): Intent {
  if (intent.object === 'payment_intent') return finishVerification(context, intent, method);
  const { mandateData } = context.records.get('setup_intent', intent.id)?.hidden ?? {};
  return finishBankSetup(context, { ...intent, next_action: null }, method, mandateData);
}

/** The account can't be verified any more: the intent wants another one. */
function giveUp(
  context: Context,
  intent: Intent,
  method: Method,
  why: keyof typeof errors,
): StripeError {
  const body: ErrorBody = { type: 'invalid_request_error', ...errors[why] };
  const after =
    intent.object === 'setup_intent'
      ? failSetup(context, intent, method, body, {}).intent
      : failPayment(context, intent, method, body).intent;
  const owned = method.object.customer !== null;
  if (!owned) change(context, method.object.id, {}, { use: 'consumed' });
  return refusal(context, after, body);
}

interface Planned {
  readonly intent: string;
  readonly expires: number;
}

/** The intent that still waits for the very deposits of a plan. */
function planned(
  context: Context,
  { intent: id, expires }: Planned,
): { intent: Intent; method: Method } | undefined {
  const intent = (
    context.records.get('setup_intent', id) ?? context.records.get('payment_intent', id)
  )?.object;
  if (!intent) return undefined;
  const waiting = running(context, intent);
  if (waiting?.microdeposits.expires !== expires) return undefined;
  return { intent, method: waiting.method };
}

/** The task after ten days in which nobody has told what came. */
export function expireMicrodeposits(context: Context, plan: Planned): void {
  const found = planned(context, plan);
  if (found) giveUp(context, found.intent, found.method, 'timeout');
}

/** The task for an account that no deposit can be sent to. */
export function failMicrodeposits(context: Context, plan: Planned): void {
  const found = planned(context, plan);
  if (found) giveUp(context, found.intent, found.method, 'failed');
}
