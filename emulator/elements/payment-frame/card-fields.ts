/** The inputs of the card form: names, placeholders and hints as on Stripe's own pages. */
import { checkCvc, formatCvc } from '../card/cvc';
import { checkExpiry, formatExpiry } from '../card/expiry';
import { checkNumber, formatNumber, numberMaxLength } from '../card/number';
import { checkPostalCode, formatPostalCode } from '../card/postal-code';
import type { FieldCode } from '../card/check';
import type { Texts } from '../locales/texts';
import { Field } from './field';

interface Common {
  texts: Texts;
  idPrefix: string;
}

type Changed = (edit: { deleting: boolean; caretAtEnd: boolean }) => void;

const anyDigit = /[\d\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/;

function shared({ texts, idPrefix }: Common): { idPrefix: string; text(code: FieldCode): string } {
  return { idPrefix, text: (code) => texts.problems[code] };
}

export function numberField(common: Common, changed: Changed): Field {
  return new Field(
    {
      ...shared(common),
      name: 'number',
      label: common.texts.fields.number,
      placeholder: '1234 1234 1234 1234',
      autocomplete: 'cc-number',
      inputMode: 'numeric',
      leftToRight: true,
      maxLength: numberMaxLength(''),
      format: (text) => formatNumber(text),
      significant: anyDigit,
      check: checkNumber,
    },
    { changed },
  );
}

export function expiryField(common: Common, changed: Changed): Field {
  return new Field(
    {
      ...shared(common),
      name: 'expiry',
      label: common.texts.fields.expiry,
      placeholder: 'MM / YY',
      autocomplete: 'cc-exp',
      inputMode: 'numeric',
      leftToRight: true,
      // Autofill writes `MM/YYYY`.
      maxLength: 9,
      format: formatExpiry,
      significant: anyDigit,
      check: (text) => checkExpiry(text, new Date()),
    },
    { changed },
  );
}

export function cvcField(common: Common, length: () => number, changed: Changed): Field {
  return new Field(
    {
      ...shared(common),
      name: 'cvc',
      label: common.texts.fields.cvc,
      placeholder: 'CVC',
      autocomplete: 'cc-csc',
      inputMode: 'numeric',
      leftToRight: true,
      maxLength: 3,
      format: (text) => formatCvc(text, length()),
      significant: anyDigit,
      check: (text) => checkCvc(text, length()),
    },
    { changed },
  );
}

export function nameField(common: Common, changed: Changed): Field {
  return new Field<FieldCode>(
    {
      ...shared(common),
      name: 'name',
      label: common.texts.fields.name,
      placeholder: common.texts.fields.namePlaceholder,
      autocomplete: 'billing name',
      inputMode: 'text',
      format: (text) => text.replace(/^\s+/, ''),
      significant: /./,
      check: (text) =>
        text.trim() ? { state: 'complete' } : { state: 'empty', code: 'incomplete_name' },
    },
    { changed },
  );
}

export function postalCodeField(common: Common, country: () => string, changed: Changed): Field {
  return new Field(
    {
      ...shared(common),
      name: 'postalCode',
      label: common.texts.fields.postalCode,
      placeholder: '',
      autocomplete: 'postal-code',
      inputMode: 'text',
      format: (text) => formatPostalCode(text, country()),
      significant: /./,
      check: (text) => checkPostalCode(text, country()),
    },
    { changed },
  );
}
