import { passesLuhn } from '../../rules/luhn';
import { brandOf } from './brands';
import type { Check } from './check';

/** Only the digits, as many as the brand can have. */
export function numberDigits(text: string): string {
  const digits = toAsciiDigits(text).replace(/\D/g, '');
  return digits.slice(0, Math.max(...brandOf(digits).lengths));
}

/** Groups the digits as they are embossed: `4242 4242 4242 4242`, `3782 822463 10005`. */
export function formatNumber(text: string): string {
  const digits = numberDigits(text);
  const parts: string[] = [];
  let from = 0;
  for (const length of brandOf(digits).groups) {
    if (from >= digits.length) break;
    parts.push(digits.slice(from, from + length));
    from += length;
  }
  return parts.join(' ');
}

/** The `maxlength` of Stripe's number field before a brand is known, as its published DOM shows it. */
const USUAL_MAX_LENGTH = 20;

/**
 * The field's `maxlength` with these digits in it. unconfirmed: what Stripe sets once a UnionPay number is
 * begun, or how it groups 19 digits; in fours they take 23, and its test card of 19 has to fit.
 */
export function numberMaxLength(digits: string): number {
  const { lengths, groups } = brandOf(digits);
  return Math.max(USUAL_MAX_LENGTH, Math.max(...lengths) + groups.length - 1);
}

/** Incomplete until long enough; the check digit is tried as soon as the length allows. */
export function checkNumber(text: string): Check {
  const digits = numberDigits(text);
  if (!digits) return { state: 'empty', code: 'incomplete_number' };
  const { lengths } = brandOf(digits);
  if (!lengths.includes(digits.length)) return { state: 'incomplete', code: 'incomplete_number' };
  if (passesLuhn(digits)) return { state: 'complete' };
  const longest = digits.length === Math.max(...lengths);
  return longest
    ? { state: 'invalid', code: 'invalid_number' }
    : { state: 'incomplete', code: 'incomplete_number' };
}

/** True when nothing more can be typed, so that the next field may take over. */
export function numberIsFull(text: string): boolean {
  const digits = numberDigits(text);
  return digits.length === Math.max(...brandOf(digits).lengths);
}

/** Digits of Arabic, Persian and full-width keyboards as the ones the API reads. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
}
