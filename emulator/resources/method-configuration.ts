/**
 * Which payment methods an account offers, as its Dashboard or the platform set it
 * (docs.stripe.com/connect/multiple-payment-method-configurations). Only what was chosen is kept:
 * a connected account's choice `none` follows the platform's configuration, its parent, at once.
 */
import type Stripe from 'stripe';
import { parameters } from '../generated/parameter-table';
import { invalidRequest, type Context } from '../server/contract';
import { applicationId, merchant, methodConfiguration } from './merchant';

type Configuration = Stripe.PaymentMethodConfiguration;

interface Choice {
  readonly available: boolean;
  readonly display_preference: {
    readonly overridable: boolean | null;
    readonly preference: 'none' | 'off' | 'on';
    readonly value: 'off' | 'on';
  };
}

/** Parameters that are no payment method, and methods that Stripe takes and shows no more. */
const others = new Set(['active', 'apple_pay_later', 'fr_meal_voucher_conecs', 'name', 'parent']);

/** The payment methods of a configuration, by the SDK's names. */
export const configurableMethods: readonly string[] = Object.keys(
  parameters.PaymentMethodConfigurationUpdateParams,
).filter((name) => !others.has(name));

/** What a new platform offers. The rest waits to be switched on. */
const onFromTheFirst = new Set(['apple_pay', 'card', 'google_pay', 'link']);

/** Capabilities that are not simply named after their method. */
const capabilityNames: Readonly<Record<string, string>> = {
  us_bank_account: 'us_bank_account_ach_payments',
};

/** Wallets and networks that card payments bring. */
const withCards = new Set(['apple_pay', 'card', 'cartes_bancaires', 'google_pay', 'jcb', 'link']);

function choiceOf(configuration: Configuration, method: string): Choice | undefined {
  return (configuration as unknown as Readonly<Record<string, Choice | undefined>>)[method];
}

/** A configuration with nothing chosen. Nothing is kept. */
export function newConfiguration(
  context: Context,
  given: { id: string; name: string; parent: string | null; isDefault: boolean },
): Configuration {
  return {
    id: given.id,
    object: 'payment_method_configuration',
    active: true,
    application: context.connected ? applicationId(context.platform) : null,
    is_default: given.isDefault,
    livemode: false,
    name: given.name,
    parent: given.parent,
  };
}

/** The configuration with this id on the context's account, as it is kept. */
export function findConfiguration(context: Context, id: string): Configuration | undefined {
  const kept = context.records.get('payment_method_configuration', id)?.object;
  if (kept) return kept;
  const own = methodConfiguration(context);
  if (id !== own.id) return undefined;
  // Every account has one from the first.
  return newConfiguration(context, {
    ...own,
    name: 'Default',
    isDefault: true,
  });
}

/** What the account's country, capabilities and choices make of one method. */
function chosen(context: Context, configuration: Configuration, method: string): Choice {
  const preference = choiceOf(configuration, method)?.display_preference.preference ?? 'none';
  const { parent } = configuration;
  const platform = context.as(context.platform);
  const above = parent === null ? undefined : findConfiguration(platform, parent);
  const inherited = above
    ? chosen(platform, above, method).display_preference.value
    : onFromTheFirst.has(method)
      ? 'on'
      : 'off';
  const value = preference === 'none' ? inherited : preference;
  const capability = withCards.has(method)
    ? 'card_payments'
    : (capabilityNames[method] ?? `${method}_payments`);
  const { capabilities } = merchant(context);
  const active = (capabilities as Readonly<Record<string, string>> | undefined)?.[capability];
  return {
    available: value === 'on' && active === 'active',
    display_preference: { overridable: parent === null ? null : true, preference, value },
  };
}

/** The configuration as Stripe sends it, with every method. */
export function shownConfiguration(context: Context, configuration: Configuration): Configuration {
  const methods = configurableMethods.map((method) => [
    method,
    chosen(context, configuration, method),
  ]);
  return { ...configuration, ...Object.fromEntries(methods) } as Configuration;
}

/**
 * The configuration an intent or a Payment Element follows: the one named, else the account's own.
 *
 * @throws 400 for one that is not the account's, or not active (sentence unconfirmed)
 */
export function configurationFor(context: Context, id: string | undefined): Configuration {
  const found = findConfiguration(context, id ?? methodConfiguration(context).id);
  const param = 'payment_method_configuration';
  if (!found) {
    throw invalidRequest(`No such payment_method_configuration: '${id ?? ''}'`, {
      code: 'resource_missing',
      param,
    });
  }
  if (!found.active) {
    throw invalidRequest(`The payment method configuration ${found.id} is not active.`, { param });
  }
  return found;
}

/** Whether a method is switched on there. That an account may use it is its capabilities' matter. */
export function switchedOn(
  context: Context,
  configuration: Configuration,
  method: string,
): boolean {
  return chosen(context, configuration, method).display_preference.value === 'on';
}
