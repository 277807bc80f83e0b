import type { PaymentElementOptions } from '../payment-frame/options';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { since } from './release';

const known = new Set([
  'layout', 'defaultValues', 'business', 'paymentMethodOrder', 'fields', 'readOnly', 'terms',
  'wallets', 'walletOptions', 'applePay',
]); // prettier-ignore

/** Checks options of the Payment Element; copies them so that they can cross to the frame. */
export function checkPaymentOptions(given: unknown, where: string): PaymentElementOptions {
  if (given === undefined || given === null) return {};
  if (typeof given !== 'object') {
    throw new IntegrationError(`Invalid value for ${where}: options should be an object.`);
  }
  for (const name of Object.keys(given)) {
    if (!known.has(name)) warnUnrecognized(where, name);
  }
  const options = plain(given as PaymentElementOptions);
  const layout = typeof options.layout === 'object' ? options.layout : { type: options.layout };
  if ('radios' in layout) layout.radios = namedRadios(layout.radios);
  oneOf(where, 'layout', layout.type, ['tabs', 'accordion', 'auto']);
  const radios: unknown = 'radios' in layout ? layout.radios : undefined;
  oneOf(where, 'layout.radios', radios, ['always', 'auto', 'if_multiple', 'never']);
  for (const [method, choice] of Object.entries(options.terms ?? {})) {
    oneOf(where, `terms.${method}`, choice, ['auto', 'always', 'never']);
  }
  checkFields(options.fields, where);
  if (options.readOnly !== undefined && typeof options.readOnly !== 'boolean') {
    throw new IntegrationError(`Invalid value for ${where}: readOnly should be a boolean.`);
  }
  return options;
}

/** What each billing field may be told, by its name in `fields` (`FieldsOption` of stripe-js). */
const choices: Readonly<Record<string, readonly string[]>> = {
  name: ['auto', 'never', 'always'],
  email: ['auto', 'never'],
  phone: ['auto', 'never'],
  address: ['auto', 'never', 'if_required'],
};
const addressFields = ['country', 'postalCode', 'state', 'city', 'line1', 'line2'];

/**
 * Checks `fields`: what is said for all methods, and under each method's type. Unconfirmed: that
 * values within are refused as others are; here a typing mistake must not show a field that should be
 * left out.
 */
function checkFields(fields: unknown, where: string): void {
  for (const [name, value] of entriesOf(where, 'fields', fields)) {
    if (name === 'billingDetails') checkBilling(where, `fields.${name}`, value);
    // Types of methods have no capitals: `usBankAccount` is a name of `terms`.
    else if (/[A-Z]/.test(name)) warnUnrecognized(where, `fields.${name}`);
    else {
      for (const [own, choice] of entriesOf(where, `fields.${name}`, value)) {
        if (own === 'billingDetails') checkBilling(where, `fields.${name}.${own}`, choice);
        else warnUnrecognized(where, `fields.${name}.${own}`);
      }
    }
  }
}

function checkBilling(where: string, path: string, billing: unknown): void {
  if (!isObject(billing)) return oneOf(where, path, billing, ['auto', 'never']);
  for (const [name, choice] of Object.entries(billing)) {
    const allowed = Object.hasOwn(choices, name) ? choices[name] : undefined;
    if (!allowed) warnUnrecognized(where, `${path}.${name}`);
    else if (name === 'address' && isObject(choice)) checkAddress(where, `${path}.${name}`, choice);
    else oneOf(where, `${path}.${name}`, choice, allowed);
  }
}

function checkAddress(where: string, path: string, address: object): void {
  for (const [name, choice] of Object.entries(address)) {
    if (addressFields.includes(name)) oneOf(where, `${path}.${name}`, choice, ['auto', 'never']);
    else warnUnrecognized(where, `${path}.${name}`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function entriesOf(where: string, path: string, value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  if (isObject(value)) return Object.entries(value);
  throw new IntegrationError(`Invalid value for ${where}: ${path} should be an object.`);
}

function warnUnrecognized(where: string, name: string): void {
  console.warn(
    `[Stripe.js] Unrecognized ${where} parameter: ${name} is not a recognized parameter. This may cause issues with your integration in the future.`,
  );
}

/** Dahlia gave names to what was yes or no before. */
function namedRadios(given: unknown): string {
  if (since('dahlia') || typeof given !== 'boolean') return given as string;
  return given ? 'always' : 'never';
}

function oneOf(where: string, name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  throw new IntegrationError(
    `Invalid value for ${where}: ${name} should be one of the following strings: ${allowed.join(', ')}. You specified: ${String(value)}.`,
  );
}
