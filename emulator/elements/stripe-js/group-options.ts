import { readClientSecret } from '../api-client/intents';
import type { GroupOptions } from '../channel/contracts';
import { IntegrationError } from './integration-error';
import { checkOutsideMethods } from './outside-methods';
import { since } from './release';

/** Options of `stripe.elements()` (docs.stripe.com/js/elements_object/create). */
export interface ElementsOptions extends GroupOptions {
  locale?: string;
  loader?: 'auto' | 'always' | 'never';
  [option: string]: unknown;
}

const twins: Readonly<Record<string, keyof GroupOptions>> = {
  setup_future_usage: 'setupFutureUsage',
  capture_method: 'captureMethod',
  on_behalf_of: 'onBehalfOf',
  payment_method_configuration: 'paymentMethodConfiguration',
  payment_method_options: 'paymentMethodOptions',
};

/** What endive took away in favour of `allowedPaymentMethodTypes`, which means the same. */
const typeNames = ['paymentMethodTypes', 'payment_method_types'];

/** Every option that Stripe.js names, whether or not something here comes of it. */
const known = new Set(
  `clientSecret currency mode amount setupFutureUsage captureMethod onBehalfOf
   paymentMethodConfiguration paymentMethodOptions excludedPaymentMethodTypes
   allowedPaymentMethodTypes externalPaymentMethodTypes adaptivePricing appearance fonts locale
   loader paymentMethodCreation customPaymentMethods customerSessionClientSecret customerOptions
   syncAddressCheckbox`.split(/\s+/),
);

const modes = ['payment', 'setup', 'subscription'];
const themes = ['stripe', 'night', 'flat'];

/** Checks the options of a group, and gives the snake_case twins their one name. */
export function checkGroupOptions(given: unknown): ElementsOptions {
  if (given !== undefined && (typeof given !== 'object' || given === null)) {
    throw new IntegrationError('Invalid value for elements(): options should be an object.');
  }
  const options = checkShared(given ?? {}, 'elements()');
  if (options.clientSecret !== undefined) {
    if (!readClientSecret(options.clientSecret)) {
      throw new IntegrationError(
        `Invalid value for elements(): clientSecret should be a client secret of the form \${id}_secret_\${secret}. You specified: ${String(options.clientSecret)}.`,
      );
    }
    if (options.mode !== undefined) {
      throw new IntegrationError(
        'Invalid value for elements(): pass either a clientSecret or a mode, not both.',
      );
    }
  }
  checkAmount(options, 'elements()');
  return options;
}

/** Checks what `elements.update()` may change, given what the group has already. */
export function checkGroupUpdate(given: unknown, before: ElementsOptions): ElementsOptions {
  if (typeof given !== 'object' || given === null) {
    throw new IntegrationError('Invalid value for elements.update(): options should be an object.');
  }
  for (const name of ['clientSecret', 'fonts']) {
    if (name in given) {
      throw new IntegrationError(
        `Invalid value for elements.update(): ${name} can't be changed. Create a new Elements group instead.`,
      );
    }
  }
  const changes = checkShared(given, 'elements.update()');
  checkAmount({ ...before, ...changes }, 'elements.update()');
  return changes;
}

function checkShared(given: object, where: string): ElementsOptions {
  if (since('endive') && typeNames.some((name) => name in given)) {
    throw new IntegrationError(
      `Invalid value for ${where}: paymentMethodTypes was removed in the endive release. Use allowedPaymentMethodTypes instead.`,
    );
  }
  const options: ElementsOptions = {};
  for (const [name, value] of Object.entries(given)) {
    const own = typeNames.includes(name) ? 'allowedPaymentMethodTypes' : (twins[name] ?? name);
    if (!known.has(own)) {
      console.warn(
        `[Stripe.js] Unrecognized ${where} parameter: ${name} is not a recognized parameter. This may cause issues with your integration in the future.`,
      );
    }
    options[own] = value;
  }
  checkIdleOptions(options, where);
  checkOutsideMethods(options, where);
  const { mode } = options;
  const appearance = knownTheme(options.appearance);
  if (appearance) options.appearance = appearance;
  if (mode !== undefined && !modes.includes(mode)) {
    throw new IntegrationError(
      `Invalid value for ${where}: mode should be one of the following strings: ${modes.join(', ')}. You specified: ${String(mode)}.`,
    );
  }
  if (appearance?.theme !== undefined && !themes.includes(appearance.theme)) {
    throw new IntegrationError(
      `Invalid value for ${where}: appearance.theme should be one of the following strings: ${themes.join(', ')}. You specified: ${String(appearance.theme)}.`,
    );
  }
  return options;
}

/** The theme `none` of pages before endive. unconfirmed: that it looks like `flat`. */
function knownTheme(appearance: ElementsOptions['appearance']): ElementsOptions['appearance'] {
  const theme: unknown = appearance?.theme;
  return theme === 'none' && !since('endive') ? { ...appearance, theme: 'flat' } : appearance;
}

/**
 * Names what Stripe.js does with an option and the emulator does not, so that nobody looks for it in
 * vain.
 */
function checkIdleOptions(given: ElementsOptions, where: string): void {
  const { customerOptions, adaptivePricing, syncAddressCheckbox: sync } = given;
  if (customerOptions !== undefined) hasNoEffect(where, 'customerOptions');
  if ((adaptivePricing as { allowed?: unknown } | undefined)?.allowed === true) {
    hasNoEffect(where, 'adaptivePricing');
  }
  if (sync === undefined || sync === 'none') return;
  if (sync !== 'billing' && sync !== 'shipping') {
    throw new IntegrationError(
      `Invalid value for ${where}: syncAddressCheckbox should be one of the following strings: billing, shipping, none. You specified: ${String(sync)}.`,
    );
  }
  hasNoEffect(where, 'syncAddressCheckbox');
}

/** Other people's pages go on with such an option; who looks for what it does is told. */
export function hasNoEffect(where: string, option: string): void {
  console.warn(`[Stripe.js] ${where}: ${option} has no effect in the emulator yet.`);
}

function checkAmount({ mode, amount, currency }: ElementsOptions, where: string): void {
  if (mode !== 'payment' && mode !== 'subscription') return;
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 0) {
    throw new IntegrationError(
      `Invalid value for ${where}: amount should be a whole number of the currency's smallest unit when mode is ${mode}.`,
    );
  }
  if (typeof currency !== 'string' || !/^[a-z]{3}$/i.test(currency)) {
    throw new IntegrationError(
      `Invalid value for ${where}: currency should be a three-letter code when mode is ${mode}.`,
    );
  }
}

const forFrame = [
  'clientSecret', 'mode', 'amount', 'currency', 'setupFutureUsage', 'captureMethod', 'onBehalfOf',
  'paymentMethodConfiguration', 'allowedPaymentMethodTypes', 'excludedPaymentMethodTypes',
  'paymentMethodCreation', 'paymentMethodOptions', 'customerSessionClientSecret', 'appearance',
  'fonts', 'externalPaymentMethodTypes', 'customPaymentMethods',
] as const; // prettier-ignore

/** The part of the options that a frame needs, copied so that it can cross to it. */
export function frameOptions(options: ElementsOptions): GroupOptions {
  return plain(
    Object.fromEntries(
      forFrame.filter((name) => name in options).map((name) => [name, options[name]]),
    ),
  );
}

/** A copy without functions and proxies, which can't be posted to a frame. */
export function plain<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
