/**
 * Which payment methods SetupIntents and PaymentIntents take, and when a confirmation therefore
 * needs a `return_url`.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { merchant } from './merchant';
import { configurationFor, switchedOn } from './method-configuration';
import { onlyOne } from './parameters';

/** The types this emulator knows, in the order it offers them. */
const knownTypes = ['card', 'us_bank_account'] as const;

/**
 * Those of the known types that the account can be paid with in this currency (any, where none is
 * known yet). Bank accounts are debited in US dollars, for US businesses that have the capability
 * (docs.stripe.com/payments/ach-direct-debit).
 */
export function payableTypes(context: Context, currency?: string): string[] {
  return knownTypes.filter(
    (type) =>
      type === 'card' ||
      ((currency === undefined || currency.toLowerCase() === 'usd') && mayDebitBanks(context)),
  );
}

/** What an account must be able to do to take bank transfers in each currency. */
const transferCapability: Readonly<Record<string, string>> = {
  eur: 'sepa_bank_transfer_payments',
  gbp: 'gb_bank_transfer_payments',
  jpy: 'jp_bank_transfer_payments',
  mxn: 'mx_bank_transfer_payments',
  usd: 'us_bank_transfer_payments',
};

/** Whether PaymentIntents in this currency may be paid by bank transfer; a platform's always may. */
export function mayTakeTransfers(context: Context, currency: string): boolean {
  const name = transferCapability[currency.toLowerCase()];
  if (name === undefined || !context.connected) return name !== undefined;
  const capabilities = merchant(context).capabilities as Readonly<Record<string, string>>;
  return capabilities[name] === 'active';
}

/** Whether the account is one that may debit bank accounts. */
export function mayDebitBanks(context: Context): boolean {
  const { capabilities, country } = merchant(context);
  return country === 'US' && capabilities?.us_bank_account_ach_payments === 'active';
}

/** Link has no form here, and pays nothing: where it is named, it is named back. */
const named = 'link';

/** The types that may be named, by an intent or in the settings of an invoice. */
export const namedTypes: readonly string[] = [...knownTypes, named];

interface TypeParameters {
  allowed_payment_method_types?: string[] | '' | null;
  excluded_payment_method_types?: string[] | '' | null;
  automatic_payment_methods?: { enabled: boolean; allow_redirects?: string };
  payment_method_configuration?: string;
  /** Taken only from API versions before 2026-09-30, where the core lets it through. */
  payment_method_types?: string[];
  currency?: string;
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
export function typeOptions(
  context: Context,
  given: TypeParameters,
  before?: Stripe.SetupIntent | Stripe.PaymentIntent,
): TypeOptions {
  const parameters = {
    allowed_payment_method_types: given.allowed_payment_method_types || undefined,
    excluded_payment_method_types: given.excluded_payment_method_types || undefined,
    automatic_payment_methods: given.automatic_payment_methods,
    payment_method_configuration: given.payment_method_configuration,
  };
  if (parameters.allowed_payment_method_types) {
    for (const other of Object.keys(parameters).slice(1)) {
      onlyOne(parameters, ['allowed_payment_method_types', other]);
    }
  }
  const allowed = kept(given.allowed_payment_method_types, before?.allowed_payment_method_types);
  const excluded = allowed
    ? undefined
    : kept(given.excluded_payment_method_types, before?.excluded_payment_method_types);
  const listed = given.payment_method_types;
  const known = [...namedTypes, 'customer_balance'];
  const foreign = listed?.find((type) => !known.includes(type));
  if (foreign !== undefined) {
    throw invalidRequest(
      `The payment method type "${foreign}" is invalid. This emulator knows: ${known.join(', ')}.`,
      { param: 'payment_method_types' },
    );
  }
  const asked = given.automatic_payment_methods ?? automaticBefore(before);
  const automatic = !allowed && !listed && asked?.enabled !== false;
  const configuration = configurationFor(
    context,
    given.payment_method_configuration ?? before?.payment_method_configuration_details?.id,
  );
  const currency = given.currency ?? currencyOf(before);
  const transfers = currency !== undefined && mayTakeTransfers(context, currency);
  const payable = [
    ...payableTypes(context, currency),
    ...(transfers ? ['customer_balance'] : []),
    ...(listed ? [named] : []),
  ];
  const unpayable = listed?.find((type) => !payable.includes(type));
  if (unpayable !== undefined) {
    throw invalidRequest(
      `The payment method type provided: ${unpayable} is invalid. Please ensure the provided type is activated in your dashboard (https://dashboard.stripe.com/account/payments/settings) and your account is enabled for any preview features that you are trying to use.`,
      { code: 'payment_intent_invalid_parameter', param: 'payment_method_types' },
    );
  }
  const types = offeredTypes(
    payable.filter((type) => listed || allowed || switchedOn(context, configuration, type)),
    (type) => (listed ?? allowed ?? [type]).includes(type) && !excluded?.includes(type),
    listed
      ? 'payment_method_types'
      : allowed
        ? 'allowed_payment_method_types'
        : 'excluded_payment_method_types',
  );
  return {
    // The SDK's enums name the types one by one; which were given is echoed.
    allowed_payment_method_types: (allowed as never[] | undefined) ?? null,
    excluded_payment_method_types: (excluded as never[] | undefined) ?? null,
    automatic_payment_methods: automatic
      ? {
          allow_redirects: asked?.allow_redirects === 'never' ? 'never' : 'always',
          enabled: true,
        }
      : null,
    payment_method_configuration_details: automatic
      ? { id: configuration.id, parent: configuration.parent }
      : null,
    payment_method_types: types,
  };
}

function currencyOf(
  before: Stripe.SetupIntent | Stripe.PaymentIntent | undefined,
): string | undefined {
  return before?.object === 'payment_intent' ? before.currency : undefined;
}

/** Those of the offered types that are wanted. Throws Stripe's 400 when none is. */
function offeredTypes(
  offered: readonly string[],
  wanted: (type: string) => boolean,
  param: string,
): string[] {
  if (offered.length === 0) {
    throw invalidRequest(
      'No valid payment method types for this Payment Intent. Please ensure that you have activated payment methods compatible with your chosen currency in your dashboard (https://dashboard.stripe.com/settings/payment_methods).',
      { code: 'payment_method_unactivated' },
    );
  }
  const types = offered.filter(wanted);
  if (types.length > 0) return types;
  throw invalidRequest(
    'No valid payment method types for this intent: none of those left are activated on this account.',
    { param },
  );
}

/** A list as given, emptied, or as it was. */
function kept(
  given: string[] | '' | null | undefined,
  before: string[] | null | undefined,
): string[] | undefined {
  return (given === undefined ? before : given) || undefined;
}

/** What a changed intent was told; one that only took named types was told nothing. */
function automaticBefore(
  before: Stripe.SetupIntent | Stripe.PaymentIntent | undefined,
): { enabled: boolean; allow_redirects?: string } | undefined {
  if (!before || before.allowed_payment_method_types) return undefined;
  const { automatic_payment_methods: was } = before;
  return was
    ? { enabled: true, ...(was.allow_redirects ? { allow_redirects: was.allow_redirects } : {}) }
    : { enabled: false };
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
