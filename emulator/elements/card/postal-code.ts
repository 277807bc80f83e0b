import type { Check } from './check';
import { toAsciiDigits } from './number';

/**
 * Countries whose issuers check a postal code, which is where the Payment Element asks for one
 * (docs.stripe.com/payments/payment-element#collect-addresses).
 */
const patterns: Readonly<Record<string, { complete: RegExp; maxLength: number; digits: boolean }>> =
  {
    US: { complete: /^\d{5}$/, maxLength: 5, digits: true },
    PR: { complete: /^\d{5}$/, maxLength: 5, digits: true },
    CA: { complete: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, maxLength: 7, digits: false },
    GB: { complete: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, maxLength: 8, digits: false },
  };

/** True where the form shows a postal code field. */
export function asksPostalCode(country: string): boolean {
  return country in patterns;
}

/** The United States and Puerto Rico call it ZIP code. */
export function isZip(country: string): boolean {
  return country === 'US' || country === 'PR';
}

export function postalCodeLength(country: string): number {
  return patterns[country]?.maxLength ?? 10;
}

export function formatPostalCode(text: string, country: string): string {
  const rule = patterns[country];
  if (rule?.digits) return toAsciiDigits(text).replace(/\D/g, '').slice(0, rule.maxLength);
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9 ]/g, '')
    .replace(/^ +/, '')
    .slice(0, rule?.maxLength ?? 10);
}

export function checkPostalCode(text: string, country: string): Check {
  const code = isZip(country) ? 'incomplete_zip' : 'incomplete_postal_code';
  if (!text) return { state: 'empty', code };
  const rule = patterns[country];
  if (rule && !rule.complete.test(text.trim())) return { state: 'incomplete', code };
  return { state: 'complete' };
}

/** The placeholder that shows what a country's code looks like. */
export function postalCodeExample(country: string): string {
  const examples: Readonly<Record<string, string>> = { CA: 'M5T 1T4', GB: 'WS11 1DB' };
  return isZip(country) ? '12345' : (examples[country] ?? '');
}
