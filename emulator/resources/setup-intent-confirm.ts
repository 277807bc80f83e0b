/**
 * Setting a card up (docs.stripe.com/payments/paymentintents/lifecycle,
 * docs.stripe.com/api/setup_intents).
 */
import type Stripe from 'stripe';
import { dropChallenge, type Challenge } from '../rules/challenge';
import { invalidRequest, type Context, type StripeError } from '../server/contract';
import type { Stored } from '../store/kinds';
import { cardTerms, ordinary } from './card-confirmation';
import { checkMethod, givenMethod, withTypedCvc, type GivenMethod } from './intent-method';
import { answer } from './intent-options';
import { checkReturnUrl } from './intent-types';
import { checkMandateData, type MandateData } from './mandates';
import { findMethod } from './payment-method-source';
import { change, idOf } from './payment-method-use';
import { attemptBankSetup } from './bank-setup';
import { attemptSetup, authenticationFailure, failSetup } from './setup-outcome';
import { abandonAttempt } from './setup-attempts';

type Intent = Stripe.SetupIntent;
type Method = Stored<'payment_method'>;

export interface SetupConfirmation extends GivenMethod {
  readonly return_url?: string;
  readonly use_stripe_sdk?: boolean;
  readonly mandate_data?: MandateData;
}

/** 400 `setup_intent_unexpected_state` with the intent in it. */
export function unexpectedState(context: Context, intent: Intent, message: string): StripeError {
  return invalidRequest(message, {
    code: 'setup_intent_unexpected_state',
    setup_intent: answer(context, intent),
  });
}

function checkConfirmable(context: Context, intent: Intent): void {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const why = intent.status === 'succeeded' ? 'it has already succeeded' : 'it has been canceled';
    throw unexpectedState(context, intent, `You cannot confirm this SetupIntent because ${why}.`);
  }
}

function methodFor(context: Context, intent: Intent, given: SetupConfirmation): Method {
  const id = idOf(intent.payment_method);
  const method = givenMethod(context, given) ?? (id === null ? undefined : findMethod(context, id));
  if (method) return method;
  throw unexpectedState(
    context,
    intent,
    "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/**
 * Confirms a SetupIntent: it succeeds, waits for the buyer (`requires_action`), or fails.
 *
 * @param creating the intent is being created by the same request
 * @throws 402 for a refused card, keeping the failed attempt; 400 when it can't be confirmed so.
 */
export function confirmSetup(
  context: Context,
  before: Intent,
  given: SetupConfirmation,
  creating = false,
): Intent {
  checkConfirmable(context, before);
  checkMandateData(given.mandate_data);
  const chosen = methodFor(context, before, given);
  checkReturnUrl(before, given);
  checkMethod(context, before, chosen, creating);
  const method = withTypedCvc(context, given, chosen);
  endWaiting(context, before);
  const intent: Intent = {
    ...before,
    payment_method: method.object.id,
    next_action: null,
    last_setup_error: null,
  };
  const run = method.object.type === 'us_bank_account' ? attemptBankSetup : attemptSetup;
  const attempt = run(context, intent, method, {
    authenticated: false,
    returnUrl: given.return_url ?? null,
    useStripeSdk: given.use_stripe_sdk === true,
    mandateData: given.mandate_data,
    card: cardTerms(given),
  });
  if (attempt.error) throw attempt.error;
  return attempt.intent;
}

/** Lets go of the challenge, the attempt and the PaymentMethod of an intent that waited. */
export function endWaiting(context: Context, intent: Intent): void {
  dropChallenge(context, context.records.get('setup_intent', intent.id)?.hidden.challenge ?? null);
  abandonAttempt(context, intent);
  const id = idOf(intent.payment_method);
  const method = id === null ? undefined : context.records.get('payment_method', id);
  if (method?.hidden.heldBy === intent.id) change(context, method.object.id, {}, { heldBy: null });
}

function failureReason({ status }: Challenge): 'canceled' | 'error' | 'rejected' {
  if (status === 'errored') return 'error';
  return status === 'canceled' ? 'canceled' : 'rejected';
}

/** Moves the intent on when the buyer comes back from the bank. */
export function finishSetup(context: Context, challenge: Challenge): void {
  const intent = context.records.get('setup_intent', challenge.intent)?.object;
  const id = idOf(intent?.payment_method);
  if (intent?.status !== 'requires_action' || id === null) return;
  const method = findMethod(context, id);
  const running = { ...intent, next_action: null };
  // Detached, and so spent, while the buyer was at the bank.
  const usable = method.hidden.use === 'fresh';
  if (challenge.status === 'authenticated' && usable) {
    const mandateData = context.records.get('setup_intent', intent.id)?.hidden.mandateData;
    attemptSetup(context, running, method, {
      authenticated: true,
      returnUrl: null,
      useStripeSdk: false,
      mandateData,
      card: ordinary,
    });
    return;
  }
  const threeDSecure = failureReason(challenge);
  failSetup(context, running, method, authenticationFailure, { threeDSecure });
}
