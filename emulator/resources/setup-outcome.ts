/**
 * One attempt to set a card up, and the states it leads to.
 */
import type Stripe from 'stripe';
import { askIssuer, passed, type ThreeDSecureOutcome } from '../rules/charge-card';
import { nextAction, openChallenge } from '../rules/challenge';
import { declineBody } from '../rules/declines';
import { testCard } from '../rules/test-cards';
import type { Context, ErrorBody, StripeError } from '../server/contract';
import type { Stored } from '../store/kinds';
import type { CardTerms } from './card-confirmation';
import { errorKept, failureAnswer } from './intent-method';
import { requestedThreeDSecure } from './intent-options';
import { writeMandate, type MandateData } from './mandates';
import { merchantCountry, merchantName } from './merchant';
import { change, checkedCard, giveToCustomer, idOf, seen } from './payment-method-use';
import { recordAttempt, type AttemptState } from './setup-attempts';

type Intent = Stripe.SetupIntent;
type Method = Stored<'payment_method'>;

/** How one attempt is made. */
export interface SetupTerms {
  /** The buyer has passed 3D Secure for this attempt. */
  readonly authenticated: boolean;
  readonly returnUrl: string | null;
  readonly useStripeSdk: boolean;
  readonly mandateData: MandateData | undefined;
  readonly card: CardTerms;
}

/** Where the attempt led; `error` is what the confirming request is answered with. */
export interface SetupResult {
  readonly intent: Intent;
  readonly error: StripeError | null;
}

export const authenticationFailure: ErrorBody = {
  type: 'invalid_request_error',
  code: 'setup_intent_authentication_failure',
  message:
    'The latest attempt to set up the payment method has failed because authentication failed.',
};

/** Asks the issuer and moves the intent on. Everything is kept, also a failure. */
export function attemptSetup(
  context: Context,
  intent: Intent,
  method: Method,
  how: SetupTerms,
): SetupResult {
  const result = askIssuer(seen(context, method), {
    purpose: 'set_up',
    session: 'on',
    merchantCountry: merchantCountry(context, idOf(intent.on_behalf_of)),
    requested: requestedThreeDSecure(intent),
    authenticated: how.authenticated,
    moto: how.card.moto,
    imported: how.card.imported !== null,
  });
  switch (result.kind) {
    case 'approved':
      return {
        intent: succeedSetup(context, intent, method, result.threeDSecure, {
          card: how.card,
          mandate: cardMandate(context, intent, method, how.mandateData),
        }),
        error: null,
      };
    case 'challenge':
      return { intent: wait(context, intent, method, how), error: null };
    case 'declined':
      return failSetup(context, intent, method, declineBody(result.decline), {
        threeDSecure: result.threeDSecure,
        card: how.card,
      });
    case 'authentication_required':
      return failSetup(context, intent, method, authenticationFailure, { threeDSecure: 'error' });
  }
}

/** The method is set up; it is the customer's from now on, where there is one. */
export function succeedSetup(
  context: Context,
  intent: Intent,
  before: Method,
  threeDSecure: ThreeDSecureOutcome,
  { card, mandate }: { readonly card?: CardTerms; readonly mandate: string | null },
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
    ...(card ? { card } : {}),
  });
  const after: Intent = {
    ...intent,
    latest_attempt,
    last_setup_error: null,
    mandate: mandate ?? intent.mandate,
    next_action: null,
    status: 'succeeded',
  };
  context.records.put('setup_intent', after, { challenge: null, returnUrl: null });
  context.emit('setup_intent.succeeded', after);
  return after;
}

/** A card set up with `mandate_options` leaves a mandate. */
function cardMandate(
  context: Context,
  intent: Intent,
  method: Method,
  given: MandateData | undefined,
): string | null {
  if (!intent.payment_method_options?.card?.mandate_options) return null;
  const onBehalfOf = idOf(intent.on_behalf_of);
  return writeMandate(context, method.object.id, given, { type: 'card', onBehalfOf });
}

function wait(context: Context, intent: Intent, method: Method, how: SetupTerms): Intent {
  const challenge = openChallenge(context, {
    intent: intent.id,
    amount: null,
    currency: null,
    merchantName: merchantName(context),
    brand: method.object.card?.brand ?? 'visa',
    last4: method.object.card?.last4 ?? '',
    returnUrl: how.returnUrl,
    lookupFails: testCard(method.hidden.card).threeDSecure === 'processing_error',
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
    ...(how.mandateData ? { mandateData: how.mandateData } : {}),
  });
  context.emit('setup_intent.requires_action', after);
  return after;
}

/** Back to `requires_payment_method`, with the attempt that failed. */
export function failSetup(
  context: Context,
  intent: Intent,
  before: Method,
  body: ErrorBody,
  state: Pick<AttemptState, 'card' | 'threeDSecure'>,
): SetupResult {
  const method = change(context, before.object.id, {}, { heldBy: null });
  const error = errorKept<Stripe.SetupIntent.LastSetupError>(body, method);
  const latest_attempt = recordAttempt(context, intent, method, {
    ...state,
    status: 'failed',
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
  return { intent: after, error: failureAnswer(context, body, method, after) };
}
