/**
 * What SetupIntents and PaymentIntents have in common: for whom they are made, what a browser may
 * say, and who may read them.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context, type StripeError } from '../server/contract';
import { connectedAccount } from './merchant';
import { publicMethod } from './payment-method-shape';

/**
 * Throws unless an intent may be made for this account: a connected account acts for nobody but
 * itself (sentence unconfirmed).
 */
export function checkOnBehalfOf(context: Context, id: string | undefined): void {
  if (id === undefined || (context.connected && id === context.account)) return;
  if (!context.connected) {
    connectedAccount(context, id, 'on_behalf_of');
    return;
  }
  throw invalidRequest(
    `The account ${context.account} can only create objects on behalf of itself, not of ${id}.`,
    { param: 'on_behalf_of' },
  );
}

/** What the merchant asked for in `payment_method_options[card][request_three_d_secure]`. */
export function requestedThreeDSecure(
  intent: Stripe.SetupIntent | Stripe.PaymentIntent,
): 'automatic' | 'any' | 'challenge' {
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  return asked === 'any' || asked === 'challenge' ? (asked as 'any' | 'challenge') : 'automatic';
}

/** The 400 of an intent that has no micro-deposits to verify: only bank accounts have. */
export function noMicrodeposits(
  context: Context,
  intent: Stripe.SetupIntent | Stripe.PaymentIntent,
): StripeError {
  return invalidRequest(
    `You cannot verify micro-deposits for ${intent.id} because it has a status of ${intent.status} and no bank account that waits for them.`,
    { code: 'intent_invalid_state', [intent.object]: answer(context, intent) },
  );
}

/** Throws as for an unknown id unless a browser sent the intent's own client secret. */
export function checkClientSecret(
  context: Context,
  noun: 'payment_intent' | 'setupintent',
  intent: { id: string; client_secret: string | null },
  given: unknown,
): void {
  if (context.key !== 'publishable') return;
  if (typeof given !== 'string' || given !== intent.client_secret) {
    throw noSuch(noun, intent.id, 'intent', 404);
  }
}

// prettier-ignore
const browserConfirmation: Readonly<Record<string, readonly string[]>> = {
  payment_intent: [
    'client_secret', 'mandate_data', 'payment_method', 'payment_method_data',
    'payment_method_options', 'receipt_email', 'return_url', 'setup_future_usage', 'shipping', 'use_stripe_sdk',
  ],
  setup_intent: [
    'client_secret', 'mandate_data', 'payment_method', 'payment_method_data',
    'payment_method_options', 'return_url', 'use_stripe_sdk',
  ],
};

/** Of a card's options the buyer types the CVC anew and picks the network; the rest is the server's. */
function onlyBuyersOptions(options: unknown): boolean {
  return Object.entries(options ?? {}).every(
    ([type, fields]) =>
      type === 'card' &&
      Object.keys((fields as object | null) ?? {}).every((name) => buyersOptions.has(name)),
  );
}

const buyersOptions = new Set(['cvc', 'cvc_token', 'network']);

/**
 * Throws when a browser confirms with what only the server may say
 * (docs.stripe.com/api/payment_intents/confirm marks it "secret key only"; sentence unconfirmed).
 */
export function checkBrowserConfirmation(
  context: Context,
  kind: 'payment_intent' | 'setup_intent',
  given: object,
): void {
  if (context.key !== 'publishable') return;
  const param = Object.entries(given).find(
    ([name, value]) =>
      !browserConfirmation[kind]?.includes(name) ||
      (name === 'payment_method_options' && !onlyBuyersOptions(value)),
  )?.[0];
  if (param === undefined) return;
  throw invalidRequest(`\`${param}\` can only be used with a secret key.`, { param });
}

// prettier-ignore
const publicFields: Readonly<Record<string, readonly string[]>> = {
  setup_intent: [
    'automatic_payment_methods', 'cancellation_reason', 'client_secret', 'created', 'description',
    'last_setup_error', 'livemode', 'next_action', 'payment_method',
    'payment_method_configuration_details', 'payment_method_types', 'status', 'usage',
  ],
  payment_intent: [
    'amount', 'amount_details', 'automatic_payment_methods', 'canceled_at', 'cancellation_reason',
    'capture_method', 'client_secret', 'confirmation_method', 'created', 'currency', 'description',
    'last_payment_error', 'livemode', 'next_action', 'payment_method',
    'payment_method_configuration_details', 'payment_method_types', 'processing', 'receipt_email',
    'setup_future_usage', 'shipping', 'source', 'status',
  ],
};

/** The part of an intent that a publishable key with its client secret may see. */
export function publicSubset<T extends Stripe.SetupIntent | Stripe.PaymentIntent>(
  intent: T,
): object {
  const fields = ['id', 'object', ...(publicFields[intent.object] ?? [])];
  const shown = Object.entries(intent).filter(([key]) => fields.includes(key));
  return Object.fromEntries(shown.map(([key, value]) => [key, withPublicMethod(value)]));
}

/** `last_payment_error` and `last_setup_error` hold the PaymentMethod that failed. */
function withPublicMethod(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('payment_method' in value)) return value;
  const { payment_method } = value as { payment_method?: Stripe.PaymentMethod };
  return payment_method ? { ...value, payment_method: publicMethod(payment_method) } : value;
}

/** The answer to whoever asked: all of the intent, or its public part for a browser. */
export function answer<T extends Stripe.SetupIntent | Stripe.PaymentIntent>(
  context: Context,
  intent: T,
): object {
  return context.key === 'publishable' ? publicSubset(intent) : intent;
}
