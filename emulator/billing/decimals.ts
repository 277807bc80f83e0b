/**
 * Amounts with fractions of a minor unit
 * (docs.stripe.com/api/prices/object#price_object-unit_amount_decimal): up to twelve places, exact,
 * and rounded once where they become money.
 */
import type Stripe from 'stripe';
import { invalidRequest } from '../server/contract';

const places = 12;
const unit = 10n ** BigInt(places);

/** A decimal as it travels: text, without needless zeros. */
export function wireDecimal(text: string): Stripe.Decimal {
  // The SDK makes an object of it; on the wire it is text.
  return text as unknown as Stripe.Decimal;
}

/** The text of a decimal as a request or a stored object has it. */
export function textOf(decimal: Stripe.Decimal | string | number): string {
  return String(decimal);
}

/** `"12.50"` → `"12.5"`. Throws Stripe's 400 for more than twelve places (text unconfirmed). */
export function parseDecimal(text: string, param: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  if (fraction.length > places) {
    throw invalidRequest(`Invalid decimal: ${text}; must contain at maximum ${places} places.`, {
      param,
    });
  }
  const kept = fraction.replace(/0+$/, '');
  const start = whole.replace(/^(-?)0+(?=\d)/, '$1');
  return kept === '' ? start : `${start}.${kept}`;
}

/** The whole number that a decimal is; null when it has a fraction. */
export function wholeOf(decimal: string): number | null {
  return decimal.includes('.') ? null : Number(decimal);
}

/** `amount × quantity`, rounded half up (away from zero) to a whole minor unit. */
export function times(decimal: string, quantity: number): number {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const scaled = BigInt(whole + fraction.padEnd(places, '0')) * BigInt(Math.abs(quantity));
  const rounded = Number((scaled + unit / 2n) / unit);
  return negative !== quantity < 0 && rounded !== 0 ? -rounded : rounded;
}
