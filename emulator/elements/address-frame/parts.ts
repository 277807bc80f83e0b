/** The fields of an address that depend on its country. */
import type { AddressCode } from '../locales/address-texts';
import type { Field } from '../payment-frame/field';
import { postalCodeField, textField, type FieldSetting } from './fields';
import type { AddressFormat, Part } from './formats';
import { RegionField } from './region-field';
import { regions } from './regions';

export type AnyField = Field<AddressCode> | RegionField;

export type TextParts = Record<Exclude<Part, 'state'>, Field<AddressCode>>;

const poBox = /\bp\.?\s*o\.?\s*box\b/i;

interface Place {
  country(): string;
  format(): AddressFormat;
  blockPoBox: boolean;
  changed(): void;
}

/** All parts that are typed, whichever of them the country uses. */
export function textParts(setting: FieldSetting, place: Place): TextParts {
  const { texts } = setting;
  const { changed } = place;
  const code = 'incomplete_field';
  return {
    line1: textField(
      setting,
      {
        name: 'addressLine1',
        label: texts.line1,
        token: 'address-line1',
        code,
        problem: place.blockPoBox ? poBox : null,
      },
      changed,
    ),
    line2: textField(
      setting,
      {
        name: 'addressLine2',
        label: texts.line2,
        placeholder: texts.line2Placeholder,
        token: 'address-line2',
        code,
        optional: true,
      },
      changed,
    ),
    city: textField(
      setting,
      { name: 'locality', label: texts.city.city, token: 'address-level2', code },
      changed,
    ),
    postalCode: postalCodeField(
      setting,
      place.country,
      () => place.format().optional.includes('postalCode'),
      changed,
    ),
  };
}

/** The state or province: chosen where the country has a list of them here, typed elsewhere. */
export function stateField(setting: FieldSetting, place: Place): AnyField {
  const { texts } = setting;
  const format = place.format();
  const list = regions[place.country()];
  const label = texts.state[format.state];
  if (!list) {
    return textField(
      setting,
      {
        name: 'administrativeArea',
        label,
        token: 'address-level1',
        code: 'incomplete_field',
        optional: format.optional.includes('state'),
      },
      place.changed,
    );
  }
  return new RegionField({
    idPrefix: setting.idPrefix,
    label,
    choose: texts.choose,
    autocomplete: `${setting.mode} address-level1`,
    regions: list,
    text: (code) => texts.problems[code],
    changed: place.changed,
  });
}

export function isComplete(field: AnyField): boolean {
  return field instanceof RegionField ? field.complete : field.check().state === 'complete';
}
