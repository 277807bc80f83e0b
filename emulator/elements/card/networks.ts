/** Test cards that two networks carry (docs.stripe.com/co-badged-cards-compliance#testing). */
const coBranded: Readonly<Record<string, readonly string[]>> = {
  '4000002500001001': ['cartes_bancaires', 'visa'],
  '5555552500001001': ['cartes_bancaires', 'mastercard'],
};

const none: readonly string[] = [];

/** The networks of a co-branded card; empty for all others, and until the number is whole. */
export function networksOf(digits: string): readonly string[] {
  return coBranded[digits] ?? none;
}
