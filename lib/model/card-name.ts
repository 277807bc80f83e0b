import { methodTypeName } from './method-type';

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

/**
 * The name of a card everywhere, on pages and in messages, e.g. `Visa ending in 4242`. What is no
 * card bears its type in the place of a brand, and may have no number.
 */
export function cardName(card: { readonly brand: string; readonly last4: string }): string {
  const name = methodTypeName(card.brand) ?? brandName(card.brand);
  return card.last4 ? `${name} ending in ${card.last4}` : name;
}
