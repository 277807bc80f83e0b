import type { Check } from './check';
import { toAsciiDigits } from './number';

/**
 * Four digits at most, `MMYY`. A month of one digit gets its zero, unless the rest is being deleted;
 * `2034` becomes `34`.
 */
function expiryDigits(text: string, deleting = false): string {
  const ascii = toAsciiDigits(text);
  const [beforeSlash = '', afterSlash] = ascii.split('/').map((part) => part.replace(/\D/g, ''));
  let digits = beforeSlash + (afterSlash ?? '');
  if (afterSlash !== undefined && beforeSlash.length === 1 && !deleting) digits = `0${digits}`;
  if (/^[2-9]/.test(digits) || /^1[3-9]/.test(digits)) digits = `0${digits}`;
  if (/^\d{2}20\d{2}$/.test(digits)) digits = digits.slice(0, 2) + digits.slice(4);
  return digits.slice(0, 4);
}

/** `MM / YY`. While deleting, no separator is put back behind a bare month. */
export function formatExpiry(text: string, deleting = false): string {
  const digits = expiryDigits(text, deleting);
  if (digits.length < 2 || (digits.length === 2 && deleting)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/** Month and full year of a complete value; undefined before. */
export function readExpiry(text: string): { month: number; year: number } | undefined {
  const digits = expiryDigits(text);
  if (digits.length < 4) return undefined;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}

/** A card is good through the last day of its month. */
export function checkExpiry(text: string, today: Date): Check {
  const digits = expiryDigits(text);
  if (!digits) return { state: 'empty', code: 'incomplete_expiry' };
  if (digits.startsWith('00')) return { state: 'invalid', code: 'invalid_expiry_month' };
  const expiry = readExpiry(text);
  if (!expiry) return { state: 'incomplete', code: 'incomplete_expiry' };
  const year = today.getFullYear();
  if (expiry.year < year) return { state: 'invalid', code: 'invalid_expiry_year_past' };
  if (expiry.year > year + 50) return { state: 'invalid', code: 'invalid_expiry_year' };
  if (expiry.year === year && expiry.month < today.getMonth() + 1) {
    return { state: 'invalid', code: 'invalid_expiry_month_past' };
  }
  return { state: 'complete' };
}
