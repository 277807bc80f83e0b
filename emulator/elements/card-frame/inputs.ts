/** The inputs of the card family: names, labels and placeholders as on Stripe's own pages. */
import type { BrandRules } from '../card/brands';
import { checkCvc, formatCvc } from '../card/cvc';
import { checkExpiry, formatExpiry } from '../card/expiry';
import { checkNumber, formatNumber } from '../card/number';
import { isZip } from '../card/postal-code';
import type { CardTexts } from '../locales/card-texts';
import type { Texts } from '../locales/texts';
import { CardInput } from './input';
import { checkPostal, formatPostal } from './postal';

/** Another language's take their place in the same object. */
export interface Words {
  card: CardTexts;
  problems: Texts['problems'];
  brands: Texts['brands'];
}

type Changed = (edit: { deleting: boolean; caretAtEnd: boolean }) => void;

const anyDigit = /[\d\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/;

export function numberInput(words: Words, placeholder: () => string, changed: Changed): CardInput {
  return new CardInput(
    {
      name: 'cardnumber',
      stableName: 'cardNumber',
      label: () => words.card.number,
      placeholder,
      autocomplete: 'cc-number',
      format: (text) => formatNumber(text),
      significant: anyDigit,
      check: checkNumber,
      text: (code) => words.problems[code],
    },
    { changed },
  );
}

export function expiryInput(words: Words, placeholder: () => string, changed: Changed): CardInput {
  return new CardInput(
    {
      name: 'exp-date',
      stableName: 'cardExpiry',
      label: () => words.card.expiry,
      placeholder,
      autocomplete: 'cc-exp',
      format: formatExpiry,
      significant: anyDigit,
      check: (text) => checkExpiry(text, new Date()),
      text: (code) => words.problems[code],
    },
    { changed },
  );
}

/** Until a number tells the brand, three digits are enough and four are taken. */
export function cvcInput(
  words: Words,
  placeholder: () => string,
  rules: () => BrandRules,
  changed: Changed,
): CardInput {
  const longest = (): number => (rules().brand === 'unknown' ? 4 : rules().cvcLength);
  return new CardInput(
    {
      name: 'cvc',
      stableName: 'cardCvc',
      label: () => words.card.cvc,
      placeholder,
      autocomplete: 'cc-csc',
      format: (text) => formatCvc(text, longest()),
      significant: anyDigit,
      check: (text) => checkCvc(text, rules().cvcLength),
      text: (code) => words.problems[code],
    },
    { changed },
  );
}

export function postalInput(words: Words, country: () => string, changed: Changed): CardInput {
  const name = (): 'zip' | 'postalCode' => (isZip(country()) ? 'zip' : 'postalCode');
  return new CardInput(
    {
      name: 'postal',
      stableName: 'postalCode',
      label: () => words.card[name()],
      placeholder: () => words.card.placeholders[name()],
      autocomplete: 'billing postal-code',
      format: (text) => formatPostal(text, country()),
      significant: /./,
      check: (text) => checkPostal(text, country()),
      text: (code) => words.problems[code],
    },
    { changed },
  );
}
