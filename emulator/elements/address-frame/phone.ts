/** Phone numbers as they are typed in a country, and as the API has them (E.164). */
const dialCodes: Readonly<Record<string, string>> = {
  US: '1', CA: '1', PR: '1', GB: '44', IE: '353', DE: '49', FR: '33', ES: '34', IT: '39', NL: '31',
  BE: '32', CH: '41', AT: '43', SE: '46', NO: '47', DK: '45', FI: '358', PL: '48', PT: '351',
  AU: '61', NZ: '64', JP: '81', IN: '91', BR: '55', MX: '52', SG: '65', HK: '852', AE: '971',
}; // prettier-ignore

const northAmerican = (country: string): boolean => dialCodes[country] === '1';

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
  const code = dialCodes[country];
  if (!code) return digits;
  // The zero in front is for calls within the country; Italian numbers keep theirs.
  return `+${code}${country === 'IT' ? digits : digits.replace(/^0/, '')}`;
}

export function phoneExample(country: string): string {
  return northAmerican(country) ? '(201) 555-0123' : '';
}
