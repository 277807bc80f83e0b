/**
 * One attempt to charge the card of a PaymentIntent, and the states it leads to.
 */
import type Stripe from 'stripe';
import { askIssuer, passed, type ThreeDSecureOutcome } from '../rules/charge-card';
import { nextAction, openChallenge } from '../rules/challenge';
import { declineBody, declines, keptError, type Decline } from '../rules/declines';
import { StripeError, type Context, type ErrorBody } from '../server/contract';
import type { Stored } from '../store/kinds';
import { putCharge } from './charge-shape';
import { openDisputes } from './dispute-open';
import { answer, requestedThreeDSecure } from './intent-options';
import { merchantCountry, merchantName } from './merchant';
import { methodAnswer } from './payment-method-shape';
import { change, checkedCard, giveToCustomer, idOf, seen } from './payment-method-use';
import { settle } from './settlement';

type Intent = Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

export interface AttemptTerms {
  readonly session: 'on' | 'off';
  /** The buyer has passed 3D Secure for this attempt. */
  readonly authenticated: boolean;
  readonly returnUrl: string | null;
  readonly useStripeSdk: boolean;
  readonly errorOnRequiresAction: boolean;
}

/** Where the attempt led; `error` is what the confirming request is answered with. */
export interface Attempt {
  readonly intent: Intent;
  readonly error: StripeError | null;
}

export const authenticationFailure: ErrorBody = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
};

/** Asks the issuer and moves the intent on. Everything is kept, also a failure. */
export function attemptPayment(
  context: Context,
  intent: Intent,
  method: Method,
  terms: AttemptTerms,
): Attempt {
  const result = askIssuer(seen(context, method), {
    purpose: futureUsage(intent) === null ? 'payment' : 'payment_and_set_up',
    session: terms.session,
    merchantCountry: merchantCountry(context, idOf(intent.on_behalf_of)),
    requested: requestedThreeDSecure(intent),
    authenticated: terms.authenticated,
  });
  switch (result.kind) {
    case 'approved':
      return { intent: pay(context, intent, method, result.threeDSecure), error: null };
    case 'declined':
      return decline(context, intent, method, result.decline, result.threeDSecure);
    case 'authentication_required':
      return context.settings.failedChargeOnAuthenticationRequired
        ? decline(context, intent, method, declines.authenticationRequired, null)
        : failPayment(context, intent, method, declineBody(declines.authenticationRequired));
    case 'authentication_failed':
      return failPayment(context, intent, method, authenticationFailure);
    case 'challenge':
      return terms.errorOnRequiresAction
        ? failPayment(context, intent, method, actionRefused)
        : { intent: wait(context, intent, method, terms), error: null };
  }
}

const actionRefused: ErrorBody = {
  type: 'card_error',
  code: 'payment_intent_action_required',
  message:
    'This payment required an authentication action to complete, but `error_on_requires_action` was set. When you can handle customer actions, try again without `error_on_requires_action`.',
};

/** `setup_future_usage` of the intent or, before it, of its card options. */
function futureUsage(intent: Intent): 'on_session' | 'off_session' | null {
  const usage =
    intent.payment_method_options?.card?.setup_future_usage ?? intent.setup_future_usage;
  if (usage === 'off_session') return 'off_session';
  return usage === 'on_session' ? 'on_session' : null;
}

/** An attempt is over: what is left of the PaymentMethod, saved for later where that was asked. */
function afterPayment(
  context: Context,
  intent: Intent,
  before: Method,
  threeDSecure: ThreeDSecureOutcome,
): Method {
  const usage = futureUsage(intent);
  const owned = before.object.customer !== null;
  const onBehalfOf = idOf(intent.on_behalf_of);
  const setUp =
    usage === null
      ? before.hidden.setUp
      : {
          authenticated: passed(threeDSecure) || before.hidden.setUp?.authenticated === true,
          usage,
          country: merchantCountry(context, onBehalfOf),
          onBehalfOf,
        };
  const unattached = usage === null ? 'consumed' : 'attach_only';
  return change(context, before.object.id, checkedCard(before), {
    heldBy: null,
    setUp,
    use: owned ? 'fresh' : unattached,
  });
}

function pay(
  context: Context,
  intent: Intent,
  before: Method,
  threeDSecure: ThreeDSecureOutcome,
): Intent {
  const method = afterPayment(context, intent, before, threeDSecure);
  const capture = intent.capture_method !== 'manual';
  const charge = putCharge(context, intent, method, { kind: 'paid', threeDSecure, capture });
  const after: Intent = {
    ...intent,
    amount_capturable: capture ? 0 : intent.amount,
    amount_received: capture ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: capture ? 'succeeded' : 'requires_capture',
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  const customer = idOf(intent.customer);
  if (futureUsage(intent) !== null && customer !== null && method.object.customer === null) {
    giveToCustomer(context, method, customer);
  }
  if (intent.capture_method === 'automatic') settle(context, charge.id);
  const settled = context.records.get('charge', charge.id)?.object ?? charge;
  context.emit('charge.succeeded', settled);
  if (capture) openDisputes(context, settled);
  if (capture) context.emit('payment_intent.succeeded', after);
  else context.emit('payment_intent.amount_capturable_updated', after);
  if (intent.capture_method === 'automatic_async') {
    context.schedule(context.settings.settleDelayMs, 'settle_charge', { charge: charge.id });
  }
  return after;
}

function wait(context: Context, intent: Intent, method: Method, terms: AttemptTerms): Intent {
  const challenge = openChallenge(context, {
    intent: intent.id,
    amount: intent.amount,
    currency: intent.currency,
    merchantName: merchantName(context),
    brand: method.object.card?.brand ?? 'visa',
    last4: method.object.card?.last4 ?? '',
    returnUrl: terms.returnUrl,
  });
  change(context, method.object.id, {}, { heldBy: intent.id });
  const after: Intent = {
    ...intent,
    last_payment_error: null,
    next_action: nextAction(context, challenge, terms.useStripeSdk),
    status: 'requires_action',
  };
  context.records.put('payment_intent', after, {
    challenge: challenge.id,
    returnUrl: terms.returnUrl,
  });
  context.emit('payment_intent.requires_action', after);
  return after;
}

/** The network said no: a failed Charge stays, and the intent wants another PaymentMethod. */
function decline(
  context: Context,
  intent: Intent,
  before: Method,
  reason: Decline,
  threeDSecure: ThreeDSecureOutcome,
): Attempt {
  const method = change(context, before.object.id, checkedCard(before));
  const charge = putCharge(context, intent, method, {
    kind: 'declined',
    decline: reason,
    threeDSecure,
  });
  context.emit('charge.failed', charge);
  const body: ErrorBody = { ...declineBody(reason), charge: charge.id };
  return failPayment(context, { ...intent, latest_charge: charge.id }, method, body);
}

/** Back to `requires_payment_method`; an unattached PaymentMethod is consumed all the same. */
export function failPayment(
  context: Context,
  intent: Intent,
  before: Method,
  body: ErrorBody,
): Attempt {
  const method = change(
    context,
    before.object.id,
    {},
    {
      heldBy: null,
      use: before.object.customer === null ? 'consumed' : before.hidden.use,
    },
  );
  const after: Intent = {
    ...intent,
    last_payment_error: keptError(body, method.object),
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  context.emit('payment_intent.payment_failed', after);
  const answered = {
    ...body,
    payment_method: methodAnswer(context, method.object),
    payment_intent: answer(context, after),
  };
  return { intent: after, error: new StripeError(402, answered, true) };
}
