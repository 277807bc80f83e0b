/**
 * What SetupIntents and PaymentIntents have in common: which payment methods they take, when a
 * confirmation needs a `return_url`, and who may read them.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import { methodConfiguration } from './merchant';
import { onlyOne } from './parameters';
import { publicMethod } from './payment-method-shape';

/** The types this emulator knows, in the order it offers them. */
export const knownTypes = ['card'] as const;

interface TypeParameters {
  allowed_payment_method_types?: string[] | '' | null;
  excluded_payment_method_types?: string[] | '' | null;
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: string };
  payment_method_configuration?: string;
}

export interface TypeOptions {
  allowed_payment_method_types: never[] | null;
  excluded_payment_method_types: never[] | null;
  automatic_payment_methods: { allow_redirects?: 'always' | 'never'; enabled: true } | null;
  payment_method_configuration_details: { id: string; parent: string | null } | null;
  payment_method_types: string[];
}

/**
 * Which types an intent takes. Without any of these parameters it takes what the Dashboard enables
 * (docs.stripe.com/payments/payment-methods/dynamic-payment-methods). The mutual exclusions are
 * documented (docs.stripe.com/changelog/dahlia/2026-07-29), their sentence is unconfirmed.
 */
export function typeOptions(context: Context, given: TypeParameters): TypeOptions {
  const allowed = given.allowed_payment_method_types || undefined;
  const excluded = given.excluded_payment_method_types || undefined;
  const parameters = {
    allowed_payment_method_types: allowed,
    excluded_payment_method_types: excluded,
    automatic_payment_methods: given.automatic_payment_methods,
    payment_method_configuration: given.payment_method_configuration,
  };
  if (allowed) {
    for (const other of Object.keys(parameters).slice(1)) {
      onlyOne(parameters, ['allowed_payment_method_types', other]);
    }
  }
  const types = knownTypes.filter(
    (type) => (!allowed || allowed.includes(type)) && !excluded?.includes(type),
  );
  if (types.length === 0) {
    throw invalidRequest(
      'No valid payment method types for this intent: none of those left are activated on this account.',
      { param: allowed ? 'allowed_payment_method_types' : 'excluded_payment_method_types' },
    );
  }
  const automatic = !allowed && given.automatic_payment_methods?.enabled !== false;
  return {
    // The SDK's enums name the types one by one; which were given is echoed.
    allowed_payment_method_types: (allowed as never[] | undefined) ?? null,
    excluded_payment_method_types: (excluded as never[] | undefined) ?? null,
    automatic_payment_methods: automatic
      ? {
          allow_redirects:
            given.automatic_payment_methods?.allow_redirects === 'never' ? 'never' : 'always',
          enabled: true,
        }
      : null,
    payment_method_configuration_details: automatic ? methodConfiguration(context) : null,
    payment_method_types: [...types],
  };
}

/**
 * Throws Stripe's 400 when a confirmation could need to send the buyer away and says not where to.
 * Stripe.js confirms with `use_stripe_sdk` and looks after that itself.
 */
export function checkReturnUrl(
  intent: {
    automatic_payment_methods: { allow_redirects?: string; enabled: boolean | null } | null;
  },
  given: { return_url?: string; use_stripe_sdk?: boolean },
): void {
  const automatic = intent.automatic_payment_methods;
  if (!automatic?.enabled || automatic.allow_redirects === 'never') return;
  if (given.return_url !== undefined || given.use_stripe_sdk === true) return;
  throw invalidRequest(
    'A `return_url` must be specified because this Payment Intent is configured to automatically accept the payment methods enabled in the Dashboard, some of which may require a full page redirect to succeed. If you do not want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.',
  );
}

/** What the merchant asked for in `payment_method_options[card][request_three_d_secure]`. */
export function requestedThreeDSecure(
  intent: Stripe.SetupIntent | Stripe.PaymentIntent,
): 'automatic' | 'any' | 'challenge' {
  const asked = intent.payment_method_options?.card?.request_three_d_secure;
  return asked === 'any' || asked === 'challenge' ? (asked as 'any' | 'challenge') : 'automatic';
}

/** Throws unless the intent takes PaymentMethods of this type. */
export function checkType(
  noun: 'PaymentIntent' | 'SetupIntent',
  types: readonly string[],
  type: string,
): void {
  if (types.includes(type)) return;
  throw invalidRequest(
    `The PaymentMethod provided (${type}) is not allowed for this ${noun}. Please attach a PaymentMethod of one of the following types: ${types.join(', ')}.`,
    { param: 'payment_method' },
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
    'client_secret', 'mandate_data', 'payment_method', 'payment_method_data', 'receipt_email',
    'return_url', 'setup_future_usage', 'shipping', 'use_stripe_sdk',
  ],
  setup_intent: [
    'client_secret', 'mandate_data', 'payment_method', 'payment_method_data', 'return_url',
    'use_stripe_sdk',
  ],
};

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
  const param = Object.keys(given).find((name) => !browserConfirmation[kind]?.includes(name));
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
