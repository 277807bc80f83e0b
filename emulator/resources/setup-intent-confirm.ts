/**
 * Setting a card up (docs.stripe.com/payments/paymentintents/lifecycle, docs.stripe.com/api/setup_intents).
 */
import type Stripe from 'stripe';
import { askIssuer, passed, type ThreeDSecureOutcome } from '../rules/charge-card';
import { dropChallenge, nextAction, openChallenge, type Challenge } from '../rules/challenge';
import { declineBody, keptError } from '../rules/declines';
import { invalidRequest, StripeError, type Context, type ErrorBody } from '../server/contract';
import type { Stored } from '../store/kinds';
import { answer, checkReturnUrl, checkType, requestedThreeDSecure } from './intent-options';
import { merchantCountry, merchantName } from './merchant';
import { methodAnswer } from './payment-method-shape';
import { createMethod, findMethod, type NewMethod } from './payment-method-source';
import { change, checkedCard, checkUse, giveToCustomer, idOf, seen } from './payment-method-use';
import { abandonAttempt, recordAttempt, type AttemptState } from './setup-attempts';

type Intent = Stripe.SetupIntent;
type Method = Stored<'payment_method'>;

export interface SetupConfirmation {
  readonly payment_method?: string;
  readonly payment_method_data?: NewMethod;
  readonly return_url?: string;
  readonly use_stripe_sdk?: boolean;
}

/** Where the attempt led; `error` is what the confirming request is answered with. */
interface Attempt {
  readonly intent: Intent;
  readonly error: StripeError | null;
}

function unexpectedState(context: Context, intent: Intent, message: string): StripeError {
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
  if (given.payment_method_data) {
    return createMethod(context, given.payment_method_data, 'payment_method_data');
  }
  const id = given.payment_method ?? idOf(intent.payment_method);
  if (id !== null) return findMethod(context, id);
  throw unexpectedState(
    context,
    intent,
    "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/**
 * Confirms a SetupIntent: it succeeds, waits for the buyer (`requires_action`), or fails.
 *
 * @throws 402 for a refused card, keeping the failed attempt; 400 when it can't be confirmed so.
 */
export function confirmSetup(context: Context, before: Intent, given: SetupConfirmation): Intent {
  checkConfirmable(context, before);
  checkReturnUrl(before, given);
  const method = methodFor(context, before, given);
  checkType('SetupIntent', before.payment_method_types, method.object.type);
  checkUse(method, {
    noun: 'SetupIntent',
    id: before.id,
    customer: idOf(before.customer),
    embedded: { setup_intent: answer(context, before) },
  });
  endWaiting(context, before);
  const intent: Intent = {
    ...before,
    payment_method: method.object.id,
    next_action: null,
    last_setup_error: null,
  };
  const attempt = attemptSetup(context, intent, method, {
    authenticated: false,
    returnUrl: given.return_url ?? null,
    useStripeSdk: given.use_stripe_sdk === true,
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

/** Moves the intent on when the buyer comes back from the bank. */
export function finishSetup(context: Context, challenge: Challenge): void {
  const intent = context.records.get('setup_intent', challenge.intent)?.object;
  const id = idOf(intent?.payment_method);
  if (intent?.status !== 'requires_action' || id === null) return;
  const method = findMethod(context, id);
  const running = { ...intent, next_action: null };
  const usable = method.object.customer !== null || method.hidden.use === 'fresh';
  if (challenge.status === 'authenticated' && usable) {
    const how = { authenticated: true, returnUrl: null, useStripeSdk: false };
    attemptSetup(context, running, method, how);
    return;
  }
  const reason = challenge.status === 'canceled' ? 'canceled' : 'rejected';
  fail(context, running, method, authenticationFailure, reason);
}

const authenticationFailure: ErrorBody = {
  type: 'invalid_request_error',
  code: 'setup_intent_authentication_failure',
  message:
    'The latest attempt to set up the payment method has failed because authentication failed.',
};

function attemptSetup(
  context: Context,
  intent: Intent,
  method: Method,
  how: { authenticated: boolean; returnUrl: string | null; useStripeSdk: boolean },
): Attempt {
  const result = askIssuer(seen(context, method), {
    purpose: 'set_up',
    session: 'on',
    merchantCountry: merchantCountry(context, idOf(intent.on_behalf_of)),
    requested: requestedThreeDSecure(intent),
    authenticated: how.authenticated,
  });
  switch (result.kind) {
    case 'approved':
      return { intent: succeed(context, intent, method, result.threeDSecure), error: null };
    case 'challenge':
      return { intent: wait(context, intent, method, how), error: null };
    case 'declined':
      return fail(context, intent, method, declineBody(result.decline), result.threeDSecure);
    case 'authentication_failed':
    case 'authentication_required':
      return fail(context, intent, method, authenticationFailure, 'error');
  }
}

function succeed(
  context: Context,
  intent: Intent,
  before: Method,
  threeDSecure: ThreeDSecureOutcome,
): Intent {
  const onBehalfOf = idOf(intent.on_behalf_of);
  const customer = idOf(intent.customer);
  const setUp = {
    authenticated: passed(threeDSecure) || before.hidden.setUp?.authenticated === true,
    usage: intent.usage === 'on_session' ? 'on_session' : 'off_session',
    country: merchantCountry(context, onBehalfOf),
    onBehalfOf,
  } as const;
  const owned = before.object.customer !== null;
  let method = change(context, before.object.id, checkedCard(before), {
    setUp,
    heldBy: null,
    // Without a Customer it may still be attached (or cloned), and nothing else.
    use: owned || customer !== null ? 'fresh' : 'set_up',
  });
  if (!owned && customer !== null) method = giveToCustomer(context, method, customer);
  const latest_attempt = recordAttempt(context, intent, method, {
    status: 'succeeded',
    threeDSecure,
  });
  const after: Intent = {
    ...intent,
    latest_attempt,
    last_setup_error: null,
    next_action: null,
    status: 'succeeded',
  };
  context.records.put('setup_intent', after, { challenge: null, returnUrl: null });
  context.emit('setup_intent.succeeded', after);
  return after;
}

function wait(
  context: Context,
  intent: Intent,
  method: Method,
  how: { returnUrl: string | null; useStripeSdk: boolean },
): Intent {
  const challenge = openChallenge(context, {
    intent: intent.id,
    amount: null,
    currency: null,
    merchantName: merchantName(context),
    brand: method.object.card?.brand ?? 'visa',
    last4: method.object.card?.last4 ?? '',
    returnUrl: how.returnUrl,
  });
  const held = change(context, method.object.id, {}, { heldBy: intent.id });
  const after: Intent = {
    ...intent,
    latest_attempt: recordAttempt(context, { ...intent, latest_attempt: null }, held, {
      status: 'requires_action',
    }),
    next_action: nextAction(context, challenge, how.useStripeSdk),
    status: 'requires_action',
  };
  context.records.put('setup_intent', after, {
    challenge: challenge.id,
    returnUrl: how.returnUrl,
  });
  context.emit('setup_intent.requires_action', after);
  return after;
}

function fail(
  context: Context,
  intent: Intent,
  before: Method,
  body: ErrorBody,
  threeDSecure: AttemptState['threeDSecure'],
): Attempt {
  const method = change(context, before.object.id, {}, { heldBy: null });
  const error = keptError(body, method.object) as Stripe.SetupIntent.LastSetupError;
  const latest_attempt = recordAttempt(context, intent, method, {
    status: 'failed',
    threeDSecure,
    error,
  });
  const after: Intent = {
    ...intent,
    latest_attempt,
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  context.records.put('setup_intent', after, { challenge: null, returnUrl: null });
  context.emit('setup_intent.setup_failed', after);
  const answered = {
    ...body,
    payment_method: methodAnswer(context, method.object),
    setup_intent: answer(context, after),
  };
  return { intent: after, error: new StripeError(402, answered, true) };
}
