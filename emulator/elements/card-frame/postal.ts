import type { Check } from '../card/check';
import { isZip } from '../card/postal-code';
import { toAsciiDigits } from '../card/number';

/** Countries without postal codes: the field is not shown for their cards. */
const without = new Set(['AE', 'HK', 'PA']);

/**
 * Shortest code of a country, in letters and digits. Looser than an address form's rules: a card's
 * country is read from its number, and buyers live elsewhere, too.
 */
const shortest: Readonly<Record<string, number>> = { CA: 6, GB: 5 };

export function hasPostalCode(country: string): boolean {
  return !without.has(country);
}

export function formatPostal(text: string, country: string): string {
  if (isZip(country)) return toAsciiDigits(text).replace(/\D/g, '').slice(0, 5);
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9 -]/g, '')
    .replace(/^ +/, '')
    .slice(0, 12);
}

/** One code and one wording for all countries, as the Card Element has. */
export function checkPostal(text: string, country: string): Check {
  const code = 'incomplete_postal_code';
  if (!text) return { state: 'empty', code };
  const length = text.replace(/[^A-Z0-9]/g, '').length;
  const wanted = isZip(country) ? 5 : (shortest[country] ?? 3);
  return length < wanted ? { state: 'incomplete', code } : { state: 'complete' };
}
