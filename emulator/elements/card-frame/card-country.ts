/**
 * Where a test card is from: its number holds the country's ISO 3166-1 number
 * (docs.stripe.com/testing#international-cards). All other test cards are from the United States.
 */
const countries: Readonly<Record<string, string>> = {
  '032': 'AR', '036': 'AU', '040': 'AT', '056': 'BE', '076': 'BR', '100': 'BG', '112': 'BY',
  '124': 'CA', '152': 'CL', '156': 'CN', '158': 'TW', '170': 'CO', '188': 'CR', '191': 'HR',
  '196': 'CY', '203': 'CZ', '208': 'DK', '218': 'EC', '233': 'EE', '246': 'FI', '250': 'FR',
  '276': 'DE', '292': 'GI', '300': 'GR', '344': 'HK', '348': 'HU', '356': 'IN', '372': 'IE',
  '380': 'IT', '392': 'JP', '428': 'LV', '438': 'LI', '440': 'LT', '442': 'LU', '458': 'MY',
  '470': 'MT', '484': 'MX', '528': 'NL', '554': 'NZ', '578': 'NO', '591': 'PA', '600': 'PY',
  '604': 'PE', '616': 'PL', '620': 'PT', '642': 'RO', '682': 'SA', '702': 'SG', '703': 'SK',
  '705': 'SI', '724': 'ES', '752': 'SE', '756': 'CH', '764': 'TH', '784': 'AE', '826': 'GB',
  '858': 'UY',
}; // prettier-ignore

export function cardCountry(digits: string): string {
  const found = /^(?:(?:4000|5200)(?:00|05)|555555)(\d{3})/.exec(digits);
  return countries[found?.[1] ?? ''] ?? 'US';
}
