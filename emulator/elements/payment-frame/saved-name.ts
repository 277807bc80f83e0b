import type { Texts } from '../locales/texts';
import { brandIcons, brandNames } from './icons';
import { methodIcon } from './method-icon';
import { methodName } from './method-names';
import { icon } from './dom';
import type { SavedMethod } from './session';

/** `Visa •••• 4242`: how a saved method is called, on the list and in the names of its buttons. */
export function savedName(
  { type, card, us_bank_account: bank }: SavedMethod,
  texts: Texts,
): string {
  if (card) {
    const brand = knownBrand(card);
    const name = brand ? brandNames[brand] : texts.methods.card;
    return `${name} •••• ${card.last4}`;
  }
  if (bank)
    return `${bank.bank_name ?? texts.methods.usBankAccount} •••• ${bank.last4 ?? ''}`.trim();
  return methodName(type, texts);
}

/** The mark beside a saved method's name. */
export function savedIcon({ type, card }: SavedMethod, className: string): SVGElement {
  const brand = card ? knownBrand(card) : null;
  if (brand) return icon(brandIcons[brand], className);
  return methodIcon(type, className);
}

function knownBrand(card: NonNullable<SavedMethod['card']>): keyof typeof brandNames | null {
  const brand = card.display_brand ?? card.brand;
  return Object.hasOwn(brandNames, brand) ? (brand as keyof typeof brandNames) : null;
}
