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
    if (known.has(name)) continue;
    console.warn(
      `[Stripe.js] Unrecognized ${where} parameter: ${name} is not a recognized parameter. This may cause issues with your integration in the future.`,
    );
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
  const billing: unknown = options.fields?.billingDetails;
  if (typeof billing !== 'object') {
    oneOf(where, 'fields.billingDetails', billing, ['auto', 'never']);
  }
  if (options.readOnly !== undefined && typeof options.readOnly !== 'boolean') {
    throw new IntegrationError(`Invalid value for ${where}: readOnly should be a boolean.`);
  }
  return options;
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
