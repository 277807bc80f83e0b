const brandNames: Readonly<Record<string, string>> = {
  amex: 'American Express',
  cartes_bancaires: 'Cartes Bancaires',
  diners: 'Diners Club',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** A brand as Stripe writes it, for people: `visa` becomes `Visa`. */
export function brandName(brand: string): string {
  return brandNames[brand] ?? 'Card';
}

/** The name of a card everywhere, on pages and in messages, e.g. `Visa ending in 4242`. */
export function cardName(card: { readonly brand: string; readonly last4: string }): string {
  return `${brandName(card.brand)} ending in ${card.last4}`;
}
