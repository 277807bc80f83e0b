/**
 * One attempt to charge the card of a PaymentIntent, and the states it leads to.
 */
import type Stripe from 'stripe';
import { askIssuer, type ThreeDSecureOutcome } from '../rules/charge-card';
import { nextAction, openChallenge } from '../rules/challenge';
import { declineBody, declines } from '../rules/declines';
import { testCard } from '../rules/test-cards';
import type { Context, ErrorBody, StripeError } from '../server/contract';
import type { Stored } from '../store/kinds';
import type { CardTerms } from './card-confirmation';
import { putCharge, type ChargeResult } from './charge-shape';
import { destinationGroup } from './destination-charge';
import { openDisputes } from './dispute-open';
import { withPlans } from './installments';
import { errorKept, failureAnswer } from './intent-method';
import { requestedThreeDSecure } from './intent-options';
import { merchantCountry, merchantName } from './merchant';
import { change, checkedCard, giveToCustomer, idOf, seen } from './payment-method-use';
import { afterPayment, futureUsage, withMandate, type Agreed } from './payment-saving';
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
  readonly agreed: Agreed;
  readonly card: CardTerms;
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
  before: Intent,
  method: Method,
  terms: AttemptTerms,
): Attempt {
  const intent = withPlans(context, before);
  const result = askIssuer(seen(context, method), {
    purpose: futureUsage(intent) === null ? 'payment' : 'payment_and_set_up',
    session: terms.session,
    merchantCountry: merchantCountry(context, idOf(intent.on_behalf_of)),
    requested: requestedThreeDSecure(intent),
    authenticated: terms.authenticated,
    moto: terms.card.moto,
    imported: terms.card.imported !== null,
  });
  switch (result.kind) {
    case 'approved':
      return {
        intent: pay(context, intent, method, result.threeDSecure, terms),
        error: null,
      };
    case 'declined':
      return decline(context, intent, method, {
        kind: 'declined',
        decline: result.decline,
        threeDSecure: result.threeDSecure,
        agreed: terms.agreed,
        card: terms.card,
      });
    case 'authentication_required':
      return context.settings.failedChargeOnAuthenticationRequired
        ? decline(context, intent, method, {
            kind: 'declined',
            decline: declines.authenticationRequired,
            threeDSecure: null,
            agreed: terms.agreed,
            card: terms.card,
          })
        : failPayment(context, intent, method, declineBody(declines.authenticationRequired));
    case 'challenge':
      return terms.errorOnRequiresAction
        ? failPayment(context, intent, method, actionRefused)
        : { intent: wait(context, intent, method, terms), error: null };
  }
}

/** What `error_on_requires_action` ends with where the buyer would have to do something. */
export const actionRefused: ErrorBody = {
  type: 'card_error',
  code: 'payment_intent_action_required',
  message:
    'This payment required an authentication action to complete, but `error_on_requires_action` was set. When you can handle customer actions, try again without `error_on_requires_action`.',
};

function pay(
  context: Context,
  intent: Intent,
  before: Method,
  threeDSecure: ThreeDSecureOutcome,
  { agreed, card }: Pick<AttemptTerms, 'agreed' | 'card'>,
): Intent {
  const method = afterPayment(context, intent, before, threeDSecure);
  const capture = captures(intent);
  const result = {
    kind: 'paid',
    threeDSecure,
    capture,
    agreed: withMandate(context, intent, method, agreed),
    card,
  } as const;
  const charge = putCharge(context, intent, method, result);
  const after: Intent = {
    ...intent,
    amount_capturable: capture ? 0 : intent.amount,
    amount_received: capture ? intent.amount : 0,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    status: capture ? 'succeeded' : 'requires_capture',
    transfer_group: destinationGroup(intent),
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  const customer = idOf(intent.customer);
  if (futureUsage(intent) !== null && customer !== null && method.object.customer === null) {
    giveToCustomer(context, method, customer);
  }
  if (capture && intent.capture_method !== 'automatic_async') settle(context, charge.id);
  const settled = context.records.get('charge', charge.id)?.object ?? charge;
  context.emit('charge.succeeded', settled);
  if (capture) openDisputes(context, settled);
  if (capture) context.emit('payment_intent.succeeded', after);
  else context.emit('payment_intent.amount_capturable_updated', after);
  const until = charge.payment_method_details?.card?.capture_before;
  if (!capture && until) {
    context.schedule((until - context.now()) * 1000, 'release_hold', { intent: intent.id });
  }
  if (capture && intent.capture_method === 'automatic_async') {
    context.schedule(context.settings.settleDelayMs, 'settle_charge', { charge: charge.id });
  }
  return after;
}

/** Whether the money is taken at once; a card's own `capture_method` wins over the intent's. */
function captures(intent: Intent): boolean {
  const { capture_method, payment_method_options: options } = intent;
  return (options?.card?.capture_method ?? capture_method) !== 'manual';
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
    lookupFails: testCard(method.hidden.card).threeDSecure === 'processing_error',
  });
  change(context, method.object.id, {}, { heldBy: intent.id });
  const after: Intent = {
    ...intent,
    last_payment_error: null,
    next_action: nextAction(context, challenge, terms.useStripeSdk),
    status: 'requires_action',
  };
  context.records.put('payment_intent', after, {
    ...terms.agreed,
    challenge: challenge.id,
    returnUrl: terms.returnUrl,
  });
  context.emit('payment_intent.requires_action', after);
  return after;
}

/** The network said no: a failed Charge stays, and the intent wants another PaymentMethod. */
export function decline(
  context: Context,
  intent: Intent,
  before: Method,
  result: Extract<ChargeResult, { kind: 'declined' }>,
): Attempt {
  const method = change(context, before.object.id, checkedCard(before));
  const charge = putCharge(context, intent, method, result);
  context.emit('charge.failed', charge);
  const body: ErrorBody = { ...declineBody(result.decline), charge: charge.id };
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
    last_payment_error: errorKept<Stripe.PaymentIntent.LastPaymentError>(body, method),
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  context.records.put('payment_intent', after, { challenge: null, returnUrl: null });
  context.emit('payment_intent.payment_failed', after);
  return { intent: after, error: failureAnswer(context, body, method, after) };
}
