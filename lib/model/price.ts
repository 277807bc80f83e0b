import { directionOf, firstLanguage, intlTags, type Language } from '../language/languages';
import { formatMoney, type Money } from './money';
import type { Price } from './views';

/** An amount with the text people read, so that no page computes. */
export function priceOf(amount: Money, language: Language = firstLanguage): Price {
  const text = formatMoney(amount, intlTags[language]);
  const said = directionOf(language) === 'rtl' ? fromLeftToRight(text) : text;
  return { amount: amount.amount, currency: amount.currency, text: said };
}

/**
 * In a line that runs from right to left the signs of `28.00 US$` would change places. So it is set
 * apart, without the mark of Intl that turns it.
 * https://www.w3.org/International/questions/qa-bidi-unicode-controls
 */
function fromLeftToRight(text: string): string {
  return `\u2066${text.replaceAll('\u200f', '')}\u2069`;
}
