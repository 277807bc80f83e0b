/** Card brands by their first digits (docs.stripe.com/testing#cards, ISO/IEC 7812 ranges). */

export type Brand =
  'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay' | 'unknown';

export interface BrandRules {
  readonly brand: Brand;
  /** Accepted lengths of the number, shortest first. */
  readonly lengths: readonly number[];
  /** How the digits are grouped when shown. */
  readonly groups: readonly number[];
  readonly cvcLength: 3 | 4;
}

const fours = [4, 4, 4, 4] as const;

const rules: readonly (BrandRules & { readonly pattern: RegExp })[] = [
  { brand: 'visa', pattern: /^4/, lengths: [16], groups: fours, cvcLength: 3 },
  {
    brand: 'mastercard',
    pattern: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    groups: fours,
    cvcLength: 3,
  },
  { brand: 'amex', pattern: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvcLength: 4 },
  {
    brand: 'discover',
    pattern: /^(6011|64[4-9]|65)/,
    lengths: [16],
    groups: fours,
    cvcLength: 3,
  },
  { brand: 'diners', pattern: /^36/, lengths: [14], groups: [4, 6, 4], cvcLength: 3 },
  { brand: 'diners', pattern: /^3(0[0-5]|[89])/, lengths: [16], groups: fours, cvcLength: 3 },
  { brand: 'jcb', pattern: /^35(2[89]|[3-8])/, lengths: [16], groups: fours, cvcLength: 3 },
  {
    brand: 'unionpay',
    pattern: /^(62|81)/,
    lengths: [16, 17, 18, 19],
    groups: [4, 4, 4, 4, 3],
    cvcLength: 3,
  },
];

const unknown: BrandRules = { brand: 'unknown', lengths: [16], groups: fours, cvcLength: 3 };

/** The rules for the number typed so far; `unknown` until the digits tell. */
export function brandOf(digits: string): BrandRules {
  return rules.find(({ pattern }) => pattern.test(digits)) ?? unknown;
}
