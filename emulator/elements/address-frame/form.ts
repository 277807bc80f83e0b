import type { ApiError } from '../api-client/api-error';
import { isZip, postalCodeExample, postalCodeLength } from '../card/postal-code';
import { addressTexts, type AddressCode, type AddressTexts } from '../locales/address-texts';
import { spokenLocale } from '../locales/choose';
import { CountryField } from '../payment-frame/country-field';
import { cell, h } from '../payment-frame/dom';
import type { Field } from '../payment-frame/field';
import { phoneField, postalCodeField, textField, type FieldSetting } from './fields';
import { formatOf, type AddressFormat, type Part } from './formats';
import { nameFields, nameValue } from './names';
import type { AddressOptions, AddressValue } from './options';
import { phoneExample, phoneValue } from './phone';
import { RegionField } from './region-field';
import { regions } from './regions';

type AnyField = Field<AddressCode> | RegionField;

const poBox = /\bp\.?\s*o\.?\s*box\b/i;

/** The fields of one new address, in the order of its country. */
export class AddressForm {
  readonly element = h('div', { class: 'p-Grid' });
  private readonly texts: AddressTexts;
  private readonly setting: FieldSetting;
  private readonly names: Field<AddressCode>[];
  private readonly country: CountryField;
  private readonly parts: Record<Exclude<Part, 'state'>, Field<AddressCode>>;
  private readonly phone: Field<AddressCode> | null;
  private state: AnyField | null = null;
  private format: AddressFormat = formatOf('US');

  constructor(
    private readonly options: AddressOptions,
    locale: string,
    idPrefix: string,
    private readonly changed: () => void,
  ) {
    this.texts = addressTexts(locale);
    const { texts } = this;
    this.setting = { texts, idPrefix, mode: options.mode ?? 'shipping' };
    this.names = nameFields(this.setting, options, changed);
    this.country = new CountryField({
      idPrefix,
      label: texts.country,
      locale: spokenLocale(locale),
      country: options.defaultValues?.address?.country ?? countryOf(locale),
      allowed: options.allowedCountries ?? null,
      autocomplete: `${this.setting.mode} country`,
      changed: () => this.countryChanged(),
    });
    this.format = formatOf(this.country.value);
    this.parts = this.makeParts();
    this.phone =
      options.fields?.phone === 'always'
        ? phoneField(
            this.setting,
            () => this.country.value,
            () => options.validation?.phone?.required !== 'never',
            changed,
          )
        : null;
    this.arrange();
    this.fill();
  }

  get invalid(): boolean {
    return this.fields().some((field) => field.invalid);
  }

  get empty(): boolean {
    return this.fields().every(({ value }) => value === '');
  }

  get complete(): boolean {
    return this.fields().every((field) => isComplete(field));
  }

  value(): AddressValue {
    const country = this.country.value;
    const has = (part: Part): boolean => this.format.parts.includes(part);
    const text = (part: Exclude<Part, 'state'>): string =>
      has(part) ? this.parts[part].value.trim() : '';
    return {
      ...nameValue(this.names),
      address: {
        line1: text('line1'),
        line2: text('line2') || null,
        city: text('city'),
        state: has('state') ? (this.state?.value.trim() ?? '') : '',
        postal_code: text('postalCode'),
        country,
      },
      ...(this.phone ? { phone: phoneValue(this.phone.value, country) } : {}),
    };
  }

  check(): ApiError | null {
    const problems = this.fields().map((field) => ({ field, problem: field.validate() }));
    const first = problems.find(({ problem }) => problem !== null);
    if (!first?.problem) return null;
    first.field.input.focus();
    return { type: 'validation_error', ...first.problem };
  }

  focus(): void {
    const fields = this.fields();
    (fields.find((field) => !isComplete(field)) ?? fields[0])?.input.focus();
  }

  clear(): void {
    for (const field of this.fields()) field.setValue('');
  }

  values(): Record<string, string> {
    return Object.fromEntries([
      ['country', this.country.value],
      ...this.fields().map(({ input, value }) => [input.name, value]),
    ]) as Record<string, string>;
  }

  restore(values: Record<string, string>): void {
    if (values.country) this.country.value = values.country;
    this.arrange();
    for (const field of this.fields()) field.setValue(values[field.input.name] ?? '');
  }

  private makeParts(): Record<Exclude<Part, 'state'>, Field<AddressCode>> {
    const { texts, setting, changed } = this;
    const code = 'incomplete_field';
    return {
      line1: textField(
        setting,
        {
          name: 'addressLine1',
          label: texts.line1,
          token: 'address-line1',
          code,
          problem: this.options.blockPoBox ? poBox : null,
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
        () => this.country.value,
        () => this.format.optional.includes('postalCode'),
        changed,
      ),
    };
  }

  private stateField(): AnyField {
    const { texts, setting, changed } = this;
    const country = this.country.value;
    const list = regions[country];
    const label = texts.state[this.format.state];
    if (!list) {
      return textField(
        setting,
        {
          name: 'administrativeArea',
          label,
          token: 'address-level1',
          code: 'incomplete_field',
          optional: this.format.optional.includes('state'),
        },
        changed,
      );
    }
    return new RegionField({
      idPrefix: setting.idPrefix,
      label,
      choose: texts.choose,
      autocomplete: `${setting.mode} address-level1`,
      regions: list,
      text: (code) => texts.problems[code],
      changed,
    });
  }

  private countryChanged(): void {
    this.arrange();
    this.parts.postalCode.setValue('');
    this.parts.postalCode.forgive();
    this.phone?.setValue(this.phone.value);
    this.changed();
  }

  /** Puts the fields into the country's order, under its names. */
  private arrange(): void {
    const country = this.country.value;
    this.format = formatOf(country);
    const { format, parts, texts } = this;
    this.state = format.parts.includes('state') ? this.stateField() : null;
    parts.city.setLabel(texts.city[format.city]);
    parts.postalCode.setLabel(isZip(country) ? texts.zip : texts.postalCode);
    parts.postalCode.input.placeholder = postalCodeExample(country);
    parts.postalCode.setMaxLength(postalCodeLength(country));
    if (this.phone) this.phone.input.placeholder = phoneExample(country);
    const last: readonly Part[] = format.parts.filter(
      (part) => part !== 'line1' && part !== 'line2',
    );
    this.element.replaceChildren(
      ...this.names.map(({ element }) => cell(element, this.names.length > 1 ? 'half' : 'full')),
      cell(this.country.element, 'full'),
      ...this.ordered().map(({ part, field }) => {
        const alone = last.length % 2 === 1 && part === 'city';
        return cell(field.element, last.includes(part) && !alone ? 'half' : 'full');
      }),
      ...(this.phone ? [cell(this.phone.element, 'full')] : []),
    );
  }

  private ordered(): { part: Part; field: AnyField }[] {
    return this.format.parts.flatMap((part) => {
      const field = part === 'state' ? this.state : this.parts[part];
      return field ? [{ part, field }] : [];
    });
  }

  private fields(): AnyField[] {
    return [
      ...this.names,
      ...this.ordered().map(({ field }) => field),
      ...(this.phone ? [this.phone] : []),
    ];
  }

  private fill(): void {
    const { address, phone } = this.options.defaultValues ?? {};
    this.parts.line1.setValue(address?.line1 ?? '');
    this.parts.line2.setValue(address?.line2 ?? '');
    this.parts.city.setValue(address?.city ?? '');
    this.parts.postalCode.setValue(address?.postal_code ?? '');
    this.state?.setValue(address?.state ?? '');
    this.phone?.setValue(phone ?? '');
  }
}

function isComplete(field: AnyField): boolean {
  return field instanceof RegionField ? field.complete : field.check().state === 'complete';
}

/** The country of a locale such as `en-GB`; the United States where it names none. */
function countryOf(locale: string): string {
  return /-([A-Z]{2})\b/.exec(locale)?.[1] ?? 'US';
}
