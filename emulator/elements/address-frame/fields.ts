/** The inputs of an address: names and hints as on Stripe's own pages. */
import type { Check } from '../card/check';
import { checkPostalCode, formatPostalCode, isZip } from '../card/postal-code';
import type { AddressCode, AddressTexts } from '../locales/address-texts';
import { Field } from '../payment-frame/field';
import { formatPhone, phoneIsWhole } from './phone';

export interface FieldSetting {
  texts: AddressTexts;
  idPrefix: string;
  /** `shipping` or `billing`: what browsers fill in. */
  mode: string;
}

interface TextField {
  name: string;
  label: string;
  placeholder?: string;
  /** The last word of the autofill token. */
  token: string;
  code: AddressCode;
  optional?: boolean;
  problem?: RegExp | null;
}

const notBlank = (text: string): string => text.replace(/^\s+/, '');

/** One line of words. */
export function textField(
  { texts, idPrefix, mode }: FieldSetting,
  spec: TextField,
  changed: () => void,
): Field<AddressCode> {
  return new Field<AddressCode>(
    {
      name: spec.name,
      label: spec.label,
      placeholder: spec.placeholder ?? '',
      autocomplete: `${mode} ${spec.token}`,
      inputMode: 'text',
      idPrefix,
      optional: spec.optional === true,
      format: notBlank,
      significant: /./,
      check: (text): Check<AddressCode> => {
        if (spec.problem?.test(text)) return { state: 'invalid', code: 'po_box' };
        if (text.trim() || spec.optional) return { state: 'complete' };
        return { state: 'empty', code: spec.code };
      },
      text: (code) => texts.problems[code],
    },
    { changed },
  );
}

export function postalCodeField(
  { texts, idPrefix, mode }: FieldSetting,
  country: () => string,
  optional: () => boolean,
  changed: () => void,
): Field<AddressCode> {
  return new Field<AddressCode>(
    {
      name: 'postalCode',
      label: texts.postalCode,
      placeholder: '',
      autocomplete: `${mode} postal-code`,
      inputMode: 'text',
      idPrefix,
      format: (text) => formatPostalCode(text, country()),
      significant: /./,
      check: (text): Check<AddressCode> => {
        const { state } = checkPostalCode(text, country());
        if (state === 'complete' || (text === '' && optional())) return { state: 'complete' };
        return { state, code: isZip(country()) ? 'incomplete_zip' : 'incomplete_postal_code' };
      },
      text: (code) => texts.problems[code],
    },
    { changed },
  );
}

export function phoneField(
  { texts, idPrefix, mode }: FieldSetting,
  country: () => string,
  required: () => boolean,
  changed: () => void,
): Field<AddressCode> {
  return new Field<AddressCode>(
    {
      name: 'phone',
      label: texts.phone,
      placeholder: '',
      autocomplete: `${mode} tel`,
      inputMode: 'tel',
      idPrefix,
      leftToRight: true,
      optional: !required(),
      format: (text) => formatPhone(text, country()),
      significant: /[\d+]/,
      check: (text): Check<AddressCode> => {
        if (text === '' && !required()) return { state: 'complete' };
        if (phoneIsWhole(text, country())) return { state: 'complete' };
        return { state: text === '' ? 'empty' : 'incomplete', code: 'incomplete_phone' };
      },
      text: (code) => texts.problems[code],
    },
    { changed },
  );
}
