/**
 * Where a seller may be, and what an account there settles in.
 * https://docs.stripe.com/connect/cross-border-payouts, https://stripe.com/global
 */
export const sellingCountries = {
  AU: 'aud',
  AT: 'eur',
  BE: 'eur',
  CA: 'cad',
  CH: 'chf',
  DE: 'eur',
  DK: 'dkk',
  ES: 'eur',
  FR: 'eur',
  GB: 'gbp',
  IE: 'eur',
  IT: 'eur',
  JP: 'jpy',
  NL: 'eur',
  NO: 'nok',
  NZ: 'nzd',
  SE: 'sek',
  US: 'usd',
} as const;

export type SellingCountry = keyof typeof sellingCountries;

export const sellingCountryCodes = Object.keys(sellingCountries) as [
  SellingCountry,
  ...SellingCountry[],
];
