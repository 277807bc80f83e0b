import type { Words } from '../language/words';
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
export function brandName(brand: string, t: Words<'cards'>): string {
  return brandNames[brand] ?? t('card');
}

/**
 * The name of a card everywhere, on pages and in messages, e.g. `Visa ending in 4242`. What is no
 * card bears its type in the place of a brand, and may have no number.
 */
export function cardName(
  { brand, last4 }: { readonly brand: string; readonly last4: string },
  t: Words<'cards'>,
): string {
  const name = methodTypeName(brand, t) ?? brandName(brand, t);
  return last4 ? t('endingIn', { name, last4 }) : name;
}
