import { asksPostalCode, isZip, postalCodeExample, postalCodeLength } from '../card/postal-code';
import { CountryField } from './country-field';
import { postalCodeField } from './card-fields';
import { cell, markCorners } from './dom';
import type { Field } from './field';
import type { FormSetup } from './forms';
import type { BillingDetails } from './method-form';
import { fieldChoice } from './options';

/** The part of the address that a card's issuer checks: country and, where it is used, postal code. */
export class CardAddress {
  readonly country: CountryField | null;
  readonly postalCode: Field;
  /** Cells for the form's grid. */
  readonly cells: HTMLElement[];
  private readonly postalCell: HTMLElement;

  constructor(
    private readonly setup: FormSetup,
    private readonly changed: () => void,
  ) {
    const { texts, options } = setup;
    const defaults = options.defaultValues?.billingDetails?.address;
    this.country = asked(setup, 'country')
      ? new CountryField({
          ...setup,
          country: defaults?.country ?? setup.session.country,
          label: texts.fields.country,
          changed: () => this.countryChanged(),
        })
      : null;
    this.postalCode = postalCodeField(setup, () => this.countryCode, changed);
    this.postalCell = cell(this.postalCode.element, 'half');
    this.cells = [...(this.country ? [cell(this.country.element, 'half')] : []), this.postalCell];
    this.fitCountry();
    if (defaults?.postal_code) this.postalCode.setValue(defaults.postal_code);
  }

  get asksPostalCode(): boolean {
    return asked(this.setup, 'postalCode') && asksPostalCode(this.countryCode);
  }

  /** What is asked for, in the API's names; null when nothing is. */
  data(): BillingDetails['address'] | null {
    const address = {
      ...(this.country ? { country: this.country.value } : {}),
      ...(this.asksPostalCode ? { postal_code: this.postalCode.value.trim() } : {}),
    };
    return Object.keys(address).length ? address : null;
  }

  /** The same for the `change` event. */
  told(): { country?: string | null; postalCode?: string | null } | null {
    if (!this.country) return null;
    return {
      country: this.country.value,
      postalCode: this.asksPostalCode ? this.postalCode.value : null,
    };
  }

  setReadOnly(readOnly: boolean): void {
    if (this.country) this.country.select.disabled = readOnly;
    this.postalCode.input.disabled = readOnly;
  }

  restoreCountry(country: string | undefined): void {
    if (this.country && country) this.country.value = country;
    this.fitCountry();
  }

  private get countryCode(): string {
    return this.country?.value ?? this.setup.session.country;
  }

  private countryChanged(): void {
    this.fitCountry();
    this.postalCode.setValue('');
    this.postalCode.forgive();
    this.changed();
  }

  /** Dresses the postal code field as the country has it. */
  private fitCountry(): void {
    const { texts } = this.setup;
    const country = this.countryCode;
    this.postalCell.hidden = !this.asksPostalCode;
    // Alone on its row, the country takes all of it.
    const countryCell = this.country?.element.parentElement;
    countryCell?.classList.toggle('p-GridCell--full', !this.asksPostalCode);
    countryCell?.classList.toggle('p-GridCell--half', this.asksPostalCode);
    const grid = this.postalCell.parentElement;
    if (grid) markCorners(grid);
    this.postalCode.setLabel(isZip(country) ? texts.fields.zip : texts.fields.postalCode);
    this.postalCode.input.placeholder = postalCodeExample(country);
    this.postalCode.setMaxLength(postalCodeLength(country));
    this.postalCode.input.inputMode = isZip(country) ? 'numeric' : 'text';
  }
}

/**
 * unconfirmed: that cards, which can do without, ask for no address at all where the page wants it
 * `if_required`.
 */
function asked({ options }: FormSetup, field: 'country' | 'postalCode'): boolean {
  const choice = fieldChoice(options, field, 'card');
  return choice !== 'never' && choice !== 'if_required';
}
