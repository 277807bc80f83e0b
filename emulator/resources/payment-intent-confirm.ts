/**
 * Confirming a PaymentIntent (docs.stripe.com/payments/paymentintents/lifecycle): finds the
 * PaymentMethod, checks that it may be used, and hands the attempt to `payment-attempt.ts`.
 */
import type Stripe from 'stripe';
import { dropChallenge, type Challenge } from '../rules/challenge';
import { declines } from '../rules/declines';
import { invalidRequest, type Context, type StripeError } from '../server/contract';
import type { Stored } from '../store/kinds';
import { attemptBalancePayment, returnFunds } from './balance-payment';
import { attemptBankPayment } from './bank-payment';
import { cardTerms, ordinary } from './card-confirmation';
import { checkMethod, givenMethod, withTypedCvc, type GivenMethod } from './intent-method';
import { answer } from './intent-options';
import { checkReturnUrl } from './intent-types';
import { checkMandate, checkMandateData, type MandateData } from './mandates';
import { checkMayCharge } from './merchant';
import { attemptPayment, authenticationFailure, decline, failPayment } from './payment-attempt';
import { refuseDescriptor } from './payment-intent-details';
import { findMethod } from './payment-method-source';
import { change, idOf } from './payment-method-use';
import type { Agreed } from './payment-saving';
import { useToken } from './token-use';

type Intent = Stripe.PaymentIntent;

export interface PaymentConfirmation extends GivenMethod {
  readonly return_url?: string;
  readonly use_stripe_sdk?: boolean;
  /** `true`, or one of `one_off` and `recurring`. */
  readonly off_session?: boolean | string;
  readonly error_on_requires_action?: boolean;
  readonly mandate?: string;
  readonly mandate_data?: MandateData;
  readonly radar_options?: { readonly session?: string };
}

/** 400 `payment_intent_unexpected_state` with the intent in it. */
export function unexpectedState(context: Context, intent: Intent, message: string): StripeError {
  return invalidRequest(message, {
    code: 'payment_intent_unexpected_state',
    payment_intent: answer(context, intent),
  });
}

const confirmable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

function checkConfirmable(context: Context, intent: Intent): void {
  if (confirmable.includes(intent.status)) return;
  if (intent.status === 'succeeded') {
    throw unexpectedState(
      context,
      intent,
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
    );
  }
  throw unexpectedState(
    context,
    intent,
    `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`,
  );
}

/** The given PaymentMethod, the intent's own, or the customer's default one, of today or before. */
function methodFor(
  context: Context,
  intent: Intent,
  given: PaymentConfirmation,
): Stored<'payment_method'> {
  const customer = idOf(intent.customer);
  const owner = customer === null ? undefined : context.records.get('customer', customer)?.object;
  const id =
    idOf(intent.payment_method) ??
    idOf(owner?.invoice_settings.default_payment_method) ??
    idOf(owner?.default_source);
  const method = givenMethod(context, given) ?? (id === null ? undefined : findMethod(context, id));
  if (method) return method;
  throw unexpectedState(
    context,
    intent,
    customer === null
      ? "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken."
      : `You cannot confirm this PaymentIntent because it's missing a payment method. To confirm the PaymentIntent with ${customer}, specify a payment method attached to this customer along with the customer ID.`,
  );
}

/** Throws when a saved card's CVC was to be typed anew and was not (sentence unconfirmed). */
function checkRecollected(
  context: Context,
  intent: Intent,
  given: object,
  method: Stored<'payment_method'>,
): void {
  const { card } =
    (given as { payment_method_options?: { card?: { cvc?: string; cvc_token?: string } } })
      .payment_method_options ?? {};
  const param = 'payment_method_options[card][cvc_token]';
  if (card?.cvc_token !== undefined) {
    useToken(context, card.cvc_token, 'cvc_update', param);
    return;
  }
  const wanted = intent.payment_method_options?.card?.require_cvc_recollection === true;
  if (!wanted || !method.object.card || method.object.customer === null || card?.cvc) return;
  throw invalidRequest(
    'The CVC of this saved card must be collected again, because `require_cvc_recollection` was set.',
    { code: 'parameter_missing', param },
  );
}

/** How each type of PaymentMethod is charged. */
const attempts: Readonly<Record<string, typeof attemptPayment>> = {
  card: attemptPayment,
  customer_balance: attemptBalancePayment,
  us_bank_account: attemptBankPayment,
};

/**
 * Confirms a PaymentIntent: it succeeds, waits for capture or for the buyer, or fails.
 *
 * @param creating the intent is being created by the same request
 * @throws 402 for a declined payment, keeping the intent and the failed charge; 400 when it can't
 *   be confirmed so
 */
export function confirmPayment(
  context: Context,
  before: Intent,
  given: PaymentConfirmation,
  creating = false,
): Intent {
  checkConfirmable(context, before);
  const offSession = given.off_session !== undefined && given.off_session !== false;
  checkMandateData(given.mandate_data);
  const chosen = methodFor(context, before, given);
  const same = idOf(before.payment_method) === chosen.object.id;
  const authenticated = same && passedChallenge(context, before);
  // Nobody is redirected any more: Stripe's own server confirms so, with the id alone
  // (docs.stripe.com/payments/accept-a-payment-synchronously).
  if (!offSession && !authenticated) checkReturnUrl(before, given);
  checkMethod(context, before, chosen, creating);
  checkMandate(context, given.mandate, chosen.object.id);
  if (!offSession) checkRecollected(context, before, given, chosen);
  const method = withTypedCvc(context, given, chosen);
  const { type } = method.object;
  if (type === 'card') refuseDescriptor(before.statement_descriptor);
  if (type !== 'customer_balance') {
    checkMayCharge(context, type === 'us_bank_account' ? 'us_bank_account' : 'card');
  }
  returnFunds(context, before);
  if (same) dropChallenge(context, waitingChallenge(context, before));
  else endWaiting(context, before);
  const intent = { ...before, payment_method: method.object.id, next_action: null };
  const run = attempts[type] ?? attemptPayment;
  const attempt = run(context, intent, method, {
    session: offSession ? 'off' : 'on',
    authenticated,
    returnUrl: given.return_url ?? null,
    useStripeSdk: given.use_stripe_sdk === true,
    errorOnRequiresAction: given.error_on_requires_action === true,
    agreed: { ...radarSession(context, before), ...agreedIn(given) },
    card: cardTerms(given),
  });
  if (attempt.error) throw attempt.error;
  return attempt.intent;
}

/** What the buyer agreed to, and how Radar knows them. */
export function agreedIn({ mandate, mandate_data, radar_options }: PaymentConfirmation): Agreed {
  return {
    ...(mandate === undefined ? {} : { mandate }),
    ...(mandate_data ? { mandateData: mandate_data } : {}),
    ...(radar_options?.session ? { radarSession: radar_options.session } : {}),
  };
}

/** A Radar session that was given before the confirmation. */
function radarSession(context: Context, intent: Intent): { radarSession?: string } {
  const session = context.records.get('payment_intent', intent.id)?.hidden.radarSession;
  return session === undefined ? {} : { radarSession: session };
}

function waitingChallenge(context: Context, intent: Intent): string | null {
  return context.records.get('payment_intent', intent.id)?.hidden.challenge ?? null;
}

/** With `confirmation_method=manual` the server confirms again after the buyer was at the bank. */
function passedChallenge(context: Context, intent: Intent): boolean {
  const id = waitingChallenge(context, intent);
  return id !== null && context.records.get('challenge', id)?.object.status === 'authenticated';
}

/** Ends an attempt that waited for the buyer: an unattached PaymentMethod has had its one attempt. */
export function endWaiting(context: Context, intent: Intent): void {
  dropChallenge(context, waitingChallenge(context, intent));
  const id = idOf(intent.payment_method);
  const method = id === null ? undefined : context.records.get('payment_method', id);
  if (method?.hidden.heldBy !== intent.id) return;
  const use = method.object.customer === null ? 'consumed' : method.hidden.use;
  change(context, method.object.id, {}, { heldBy: null, use });
}

/** Moves the intent on when the buyer comes back from the bank. */
export function finishPayment(context: Context, challenge: Challenge): void {
  const intent = context.records.get('payment_intent', challenge.intent)?.object;
  const id = idOf(intent?.payment_method);
  if (intent?.status !== 'requires_action' || id === null) return;
  const method = findMethod(context, id);
  const running = { ...intent, next_action: null };
  // Detached, and so spent, while the buyer was at the bank.
  const usable = method.hidden.use === 'fresh';
  const agreed = context.records.get('payment_intent', intent.id)?.hidden ?? {};
  if (challenge.status === 'errored' && usable) {
    // "Payments are declined with a card_declined failure code" (docs.stripe.com/testing#three-ds-cards).
    const error = { kind: 'declined', decline: declines.generic, threeDSecure: 'error' } as const;
    decline(context, running, method, { ...error, agreed, card: ordinary });
    return;
  }
  if (challenge.status !== 'authenticated' || !usable) {
    failPayment(context, running, method, authenticationFailure);
    return;
  }
  if (intent.confirmation_method === 'manual') {
    context.records.put(
      'payment_intent',
      { ...running, status: 'requires_confirmation' },
      { ...agreed, challenge: challenge.id, returnUrl: null },
    );
    return;
  }
  attemptPayment(context, running, method, {
    session: 'on',
    authenticated: true,
    returnUrl: null,
    useStripeSdk: false,
    errorOnRequiresAction: false,
    agreed,
    card: ordinary,
  });
}
