/**
 * Where Strong Customer Authentication is law: the EEA and the United Kingdom
 * (docs.stripe.com/strong-customer-authentication).
 */
const scaCountries = new Set(
  (
    'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IS IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE ' +
    'GB GI'
  ).split(' '),
);

/** True when cards of (or merchants in) this country fall under SCA. */
export function underSca(country: string | null | undefined): boolean {
  return country != null && scaCountries.has(country);
}

const euro = 'AT BE HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES BG'.split(' ');

// prettier-ignore
const currencies: Readonly<Record<string, string>> = {
  US: 'usd', CA: 'cad', GB: 'gbp', GI: 'gbp', JP: 'jpy', AU: 'aud', NZ: 'nzd', CH: 'chf',
  LI: 'chf', SE: 'sek', DK: 'dkk', NO: 'nok', PL: 'pln', CZ: 'czk', HU: 'huf', RO: 'ron',
  SG: 'sgd', HK: 'hkd', IN: 'inr', BR: 'brl', MX: 'mxn', MY: 'myr', TH: 'thb', AE: 'aed',
  ...Object.fromEntries(euro.map((country) => [country, 'eur'])),
};

/**
 * A country's own currency, which an Account there settles in by default; undefined when Stripe has no
 * business there.
 */
export function currencyOf(country: string): string | undefined {
  return currencies[country];
}
