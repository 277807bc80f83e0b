import type { Texts } from '../locales/texts';
import { methodIcon } from './method-icon';
import { methodName } from './method-names';
import { icon } from './dom';
import { networkMark, type Mark } from './network-marks';
import type { SavedMethod } from './session';

/** `Visa •••• 4242`: how a saved method is called, on the list and in the names of its buttons. */
export function savedName(
  { type, card, us_bank_account: bank }: SavedMethod,
  texts: Texts,
): string {
  if (card) {
    return `${markOf(card)?.name ?? texts.methods.card} •••• ${card.last4}`;
  }
  if (bank)
    return `${bank.bank_name ?? texts.methods.usBankAccount} •••• ${bank.last4 ?? ''}`.trim();
  return methodName(type, texts);
}

/** The mark beside a saved method's name. */
export function savedIcon({ type, card }: SavedMethod, className: string): SVGElement {
  const mark = card && markOf(card);
  if (mark) return icon(mark.drawing, className);
  return methodIcon(type, className);
}

function markOf(card: NonNullable<SavedMethod['card']>): Mark | undefined {
  return networkMark(card.display_brand ?? card.brand);
}
