import { firstLanguage, intlTags, type Language } from '../language/languages';
import { formatMoney, type Money } from './money';
import type { Price } from './views';

/** An amount with the text people read, so that no page computes. */
export function priceOf(amount: Money, language: Language = firstLanguage): Price {
  const text = formatMoney(amount, intlTags[language]);
  return { amount: amount.amount, currency: amount.currency, text };
}
