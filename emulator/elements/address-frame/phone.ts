/** Phone numbers as they are typed in a country, and as the API has them (E.164). */
import { dialCodes } from './dial-codes';

const northAmerican = (country: string): boolean => dialCodes.get(country) === '1';

/** Italy, San Marino and the Vatican share one plan; the others' zero belongs to the number. */
const keepsZero: ReadonlySet<string> = new Set(['IT', 'SM', 'VA', 'CI', 'CG', 'GA']);

/** Groups a North American number; others stay as they are typed. */
export function formatPhone(text: string, country: string): string {
  if (text.trim().startsWith('+') || !northAmerican(country)) {
    return text.replace(/[^\d+() -]/g, '').slice(0, 20);
  }
  const digits = text.replace(/\D/g, '').replace(/^1/, '').slice(0, 10);
  if (digits.length < 4) return digits;
  const [area, office, line] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return line ? `(${area}) ${office}-${line}` : `(${area}) ${office}`;
}

export function phoneIsWhole(text: string, country: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return text.startsWith('+') || !northAmerican(country) ? digits >= 7 : digits === 10;
}

/** `+12015550123`; as typed where the country's code is not known. */
export function phoneValue(text: string, country: string): string {
  const digits = text.replace(/\D/g, '');
  if (digits === '') return '';
  if (text.startsWith('+')) return `+${digits}`;
  const code = dialCodes.get(country);
  if (!code) return digits;
  // The zero in front is for calls within the country; some countries' numbers keep theirs.
  return `+${code}${keepsZero.has(country) ? digits : digits.replace(/^0/, '')}`;
}

export function phoneExample(country: string): string {
  return northAmerican(country) ? '(201) 555-0123' : '';
}
