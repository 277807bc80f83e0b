import type { GroupOptions } from '../channel/contracts';
import { IntegrationError } from './integration-error';

/** The longest `subtitle` of a custom payment method. */
const LONGEST = 100;

/**
 * Checks the methods that a page pays with outside of Stripe, which the Payment Element only offers
 * (docs.stripe.com/payments/payment-element/custom-payment-methods,
 * docs.stripe.com/payments/external-payment-methods). The sentences are unconfirmed.
 */
export function checkOutsideMethods(
  { externalPaymentMethodTypes: external, customPaymentMethods: custom }: GroupOptions,
  where: string,
): void {
  if (external !== undefined && !isListOf(external, isExternal)) {
    throw new IntegrationError(
      `Invalid value for ${where}: externalPaymentMethodTypes should be an array of strings that begin with external_. You specified: ${JSON.stringify(external)}.`,
    );
  }
  if (custom === undefined) return;
  if (!isListOf(custom, isCustom)) {
    throw new IntegrationError(
      `Invalid value for ${where}: customPaymentMethods should be an array of objects with an id that begins with cpmt_. You specified: ${JSON.stringify(custom)}.`,
    );
  }
  for (const { options, payment } of custom) {
    const { type, subtitle } = options ?? payment ?? {};
    // unconfirmed: what becomes of what a page would draw in one; here it is offered like a static one.
    if (type !== undefined && type !== 'static' && type !== 'embedded') {
      throw new IntegrationError(
        `Invalid value for ${where}: customPaymentMethods.options.type should be one of the following strings: static, embedded. You specified: ${String(type)}.`,
      );
    }
    if (subtitle !== undefined && !(typeof subtitle === 'string' && subtitle.length <= LONGEST)) {
      throw new IntegrationError(
        `Invalid value for ${where}: customPaymentMethods.options.subtitle should be a string of at most ${LONGEST} characters.`,
      );
    }
  }
}

function isListOf(value: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

function isExternal(item: unknown): boolean {
  return typeof item === 'string' && /^external_\w+$/.test(item);
}

function isCustom(item: unknown): boolean {
  const { id } = (item ?? {}) as { id?: unknown };
  return typeof id === 'string' && /^cpmt_\w+$/.test(id);
}
