import type { AddressCode } from '../locales/address-texts';
import type { Field } from '../payment-frame/field';
import { textField, type FieldSetting } from './fields';
import type { AddressOptions } from './options';

/** The fields of a name: one, two, or none where the page has the name already. */
export function nameFields(
  setting: FieldSetting,
  { display, fields, defaultValues }: AddressOptions,
  changed: () => void,
): Field<AddressCode>[] {
  if (fields?.name === 'never') return [];
  const { texts } = setting;
  if (display?.name === 'split') {
    const first = textField(
      setting,
      {
        name: 'firstName',
        label: texts.firstName,
        token: 'given-name',
        code: 'incomplete_first_name',
      },
      changed,
    );
    const last = textField(
      setting,
      {
        name: 'lastName',
        label: texts.lastName,
        token: 'family-name',
        code: 'incomplete_last_name',
      },
      changed,
    );
    first.setValue(defaultValues?.firstName ?? '');
    last.setValue(defaultValues?.lastName ?? '');
    return [first, last];
  }
  const organization = display?.name === 'organization';
  const name = textField(
    setting,
    {
      name: 'name',
      // unconfirmed: the label of organizations.
      label: organization ? texts.organization : texts.name,
      placeholder: organization ? '' : texts.namePlaceholder,
      token: 'name',
      code: 'incomplete_name',
    },
    changed,
  );
  name.setValue(defaultValues?.name ?? '');
  return [name];
}

export function nameValue(fields: Field<AddressCode>[]): {
  name: string;
  firstName?: string;
  lastName?: string;
} {
  const [first = '', last] = fields.map(({ value }) => value.trim());
  if (last === undefined) return { name: first };
  return { name: `${first} ${last}`.trim(), firstName: first, lastName: last };
}
