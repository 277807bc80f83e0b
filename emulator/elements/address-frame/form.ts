import type { ApiError } from '../api-client/api-error';
import { isZip, postalCodeExample, postalCodeLength } from '../card/postal-code';
import { addressTexts, type AddressCode, type AddressTexts } from '../locales/address-texts';
import { spokenLocale } from '../locales/choose';
import { CountryField } from '../payment-frame/country-field';
import { cell, h } from '../payment-frame/dom';
import type { Field } from '../payment-frame/field';
import { phoneField, type FieldSetting } from './fields';
import { formatOf, type AddressFormat, type Part } from './formats';
import { nameFields, nameValue } from './names';
import type { AddressOptions, AddressValue } from './options';
import { isComplete, stateField, textParts, type AnyField, type TextParts } from './parts';
import { phoneExample, phoneValue } from './phone';
import { PhoneCountry } from './phone-country';

/** The fields of one new address, in the order of its country. */
export class AddressForm {
  readonly element = h('div', { class: 'p-Grid' });
  private readonly texts: AddressTexts;
  private readonly setting: FieldSetting;
  private readonly names: Field<AddressCode>[];
  private readonly country: CountryField;
  private readonly place: Parameters<typeof textParts>[1];
  private readonly parts: TextParts;
  private readonly phone: Field<AddressCode> | null;
  private readonly phoneCountry: PhoneCountry;
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
    this.place = {
      country: () => this.country.value,
      format: () => this.format,
      blockPoBox: options.blockPoBox === true,
      changed,
    };
    this.parts = textParts(this.setting, this.place);
    this.phoneCountry = new PhoneCountry({
      label: texts.phoneCountry,
      locale: spokenLocale(locale),
      changed: () => this.phoneCountryChanged(),
    });
    this.phone =
      options.fields?.phone === 'always'
        ? phoneField(
            this.setting,
            () => this.phoneCountry.country,
            () => options.validation?.phone?.required !== 'never',
            () => {
              this.phoneCountry.read(this.phone?.value ?? '');
              changed();
            },
          )
        : null;
    this.phone?.lead(this.phoneCountry.element, 'has-phone-country');
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
      ...(this.phone ? { phone: phoneValue(this.phone.value, this.phoneCountry.country) } : {}),
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
    for (const field of this.fields()) {
      field.setValue('');
      field.forgive();
    }
  }

  values(): Record<string, string> {
    return Object.fromEntries([
      ['country', this.country.value],
      ['phoneCountry', this.phoneCountry.choice],
      ...this.fields().map(({ input, value }) => [input.name, value]),
    ]) as Record<string, string>;
  }

  restore(values: Record<string, string>): void {
    if (values.country) this.country.value = values.country;
    if (values.phoneCountry) this.phoneCountry.choose(values.phoneCountry);
    this.arrange();
    for (const field of this.fields()) field.setValue(values[field.input.name] ?? '');
  }

  private countryChanged(): void {
    this.arrange();
    this.parts.postalCode.setValue('');
    this.parts.postalCode.forgive();
    this.phoneCountryChanged();
  }

  private phoneCountryChanged(): void {
    if (this.phone) {
      this.phone.setValue(this.phone.value);
      this.phone.input.placeholder = phoneExample(this.phoneCountry.country);
    }
    this.changed();
  }

  /** Puts the fields into the country's order, under its names. */
  private arrange(): void {
    const country = this.country.value;
    this.format = formatOf(country);
    const { format, parts, texts } = this;
    this.state = format.parts.includes('state') ? stateField(this.setting, this.place) : null;
    parts.city.setLabel(texts.city[format.city]);
    parts.postalCode.setLabel(isZip(country) ? texts.zip : texts.postalCode);
    parts.postalCode.input.placeholder = postalCodeExample(country);
    parts.postalCode.setMaxLength(postalCodeLength(country));
    this.phoneCountry.follow(country);
    if (this.phone) this.phone.input.placeholder = phoneExample(this.phoneCountry.country);
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
    this.phoneCountry.read(phone ?? '');
  }
}

/** The country of a locale such as `en-GB`; the United States where it names none. */
function countryOf(locale: string): string {
  return /-([A-Z]{2})\b/.exec(locale)?.[1] ?? 'US';
}
