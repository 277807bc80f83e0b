import type { ApiError } from '../api-client/api-error';
import { brandOf, type Brand } from '../card/brands';
import { wireCode } from '../card/check';
import { readExpiry } from '../card/expiry';
import { networksOf } from '../card/networks';
import { numberDigits, numberIsFull, numberMaxLength } from '../card/number';
import type { CardDetails, DeclineNotice } from '../channel/contracts';
import { BrandRow } from './brand-row';
import { CardAddress } from './card-address';
import { detailsOf } from './card-details';
import { cvcField, expiryField, nameField, numberField } from './card-fields';
import { declinedField } from './declines';
import { cell, h, icon, markCorners } from './dom';
import { errorMark, type Field } from './field';
import { cvcFrontIcon, cvcIcon } from './icons';
import type { FormSetup } from './forms';
import type { BillingDetails, MethodForm } from './method-form';
import { NetworkChoice } from './network-choice';
import { fieldChoice } from './options';
import { termsText } from './terms';

export function cardForm(setup: FormSetup): MethodForm {
  return new CardForm(setup);
}

/** Card number, expiry, security code, country and postal code. */
class CardForm implements MethodForm {
  readonly type = 'card';
  readonly element: HTMLElement;
  readonly terms: HTMLElement | null;
  private readonly number: Field;
  private readonly expiry: Field;
  private readonly cvc: Field;
  private readonly name: Field | null;
  private readonly billing: CardAddress;
  private readonly brands: BrandRow;
  private readonly network: NetworkChoice;
  private brand: Brand = 'unknown';
  private readOnly = false;

  constructor(private readonly setup: FormSetup) {
    const { texts, options, idPrefix } = setup;
    const common = { texts, idPrefix };
    const defaults = options.defaultValues?.billingDetails;
    this.number = numberField(common, (edit) => {
      this.readBrand();
      if (!edit.deleting && edit.caretAtEnd && numberIsFull(this.number.value)) {
        if (this.number.check().state === 'complete') this.expiry.input.focus();
      }
      this.changed();
    });
    this.expiry = expiryField(common, (edit) => {
      const done = this.expiry.check().state === 'complete';
      if (!edit.deleting && edit.caretAtEnd && done) this.cvc.input.focus();
      this.changed();
    });
    this.cvc = cvcField(
      common,
      () => brandOf(this.digits).cvcLength,
      () => this.changed(),
    );
    this.name =
      fieldChoice(options, 'name', 'card') === 'always'
        ? nameField(common, () => this.changed())
        : null;
    this.billing = new CardAddress(setup, () => this.changed());
    if (defaults?.name) this.name?.setValue(defaults.name);
    this.brands = new BrandRow(texts.brands.supported);
    this.network = new NetworkChoice(
      texts.brands,
      () => options.defaultValues?.card?.network ?? [],
      () => this.changed(),
    );
    this.number.adornment.append(this.brands.element, this.network.element);
    const grid = h(
      'div',
      { class: 'p-Grid' },
      this.name ? cell(this.name.element, 'full') : null,
      cell(this.number.element, 'full'),
      cell(this.expiry.element, 'half'),
      cell(this.cvc.element, 'half'),
      ...this.billing.cells,
    );
    markCorners(grid);
    this.element = h('div', { class: 'p-CardForm' }, grid);
    this.terms = termsText(setup, 'card', setup.texts.terms.card);
    this.paint();
  }

  state(): { empty: boolean; complete: boolean; invalid: boolean } {
    const fields = this.fields();
    return {
      empty: [this.number, this.expiry, this.cvc].every(({ value }) => value === ''),
      complete: fields.every((field) => field.check().state === 'complete'),
      invalid: fields.some((field) => field.invalid),
    };
  }

  submit(): ApiError | null {
    const problems = this.fields().map((field) => ({ field, problem: field.validate() }));
    this.changed();
    const first = problems.find(({ problem }) => problem !== null);
    if (!first?.problem) return null;
    first.field.input.focus();
    const { code, message } = first.problem;
    return { type: 'validation_error', code: wireCode(code), message };
  }

  data(): { type: string; billing_details: BillingDetails; card: object } {
    const expiry = readExpiry(this.expiry.value);
    const address = this.billing.data();
    const { chosen } = this.network;
    return {
      type: 'card',
      card: {
        number: this.digits,
        exp_month: expiry?.month,
        exp_year: expiry?.year,
        cvc: this.cvc.value,
        ...(chosen ? { networks: { preferred: chosen } } : {}),
      },
      billing_details: {
        ...(this.name ? { name: this.name.value } : {}),
        ...(address ? { address } : {}),
      },
    };
  }

  address(): { country?: string | null; postalCode?: string | null } | null {
    return this.billing.told();
  }

  cardDetails(): CardDetails {
    return detailsOf(this.digits);
  }

  showDecline(notice: DeclineNotice): void {
    const name = declinedField(notice);
    if (!name) return;
    const fields = {
      number: this.number,
      expiry: this.expiry,
      cvc: this.cvc,
      postalCode: this.billing.postalCode,
    };
    const elsewhere = name === 'postalCode' && !this.billing.asksPostalCode;
    const field = elsewhere ? this.number : fields[name];
    field.showDecline(notice.message ?? '');
    this.changed();
  }

  setReadOnly(readOnly: boolean): void {
    this.readOnly = readOnly;
    for (const field of this.fields()) field.input.disabled = readOnly;
    this.network.select.disabled = readOnly;
    this.billing.setReadOnly(readOnly);
  }

  focus(): void {
    const fields = this.fields();
    const next = fields.find((field) => field.check().state !== 'complete') ?? fields[0];
    next?.input.focus();
  }

  clear(): void {
    for (const field of this.fields()) {
      field.setValue('');
      field.forgive();
    }
    this.readBrand();
    this.changed();
  }

  values(): Record<string, string> {
    const values = Object.fromEntries(
      this.fields().map((field) => [field.input.name, field.value]),
    );
    const { country } = this.billing;
    return {
      ...values,
      ...(country ? { country: country.value } : {}),
      ...(this.network.offered ? { network: this.network.chosen ?? '' } : {}),
    };
  }

  restore(values: Record<string, string>): void {
    this.billing.restoreCountry(values.country);
    for (const field of this.fields()) field.setValue(values[field.input.name] ?? field.value);
    this.readBrand();
    if (values.network !== undefined) this.network.choose(values.network);
    this.setReadOnly(this.readOnly);
  }

  private get digits(): string {
    return numberDigits(this.number.value);
  }

  private fields(): Field[] {
    const own = [this.number, this.expiry, this.cvc];
    return [
      ...(this.name ? [this.name] : []),
      ...own,
      ...(this.billing.asksPostalCode ? [this.billing.postalCode] : []),
    ];
  }

  private readBrand(): void {
    this.network.offer(networksOf(this.digits));
    const { brand, cvcLength } = brandOf(this.digits);
    if (brand === this.brand) return;
    this.brand = brand;
    this.number.setMaxLength(numberMaxLength(this.digits));
    this.cvc.setMaxLength(cvcLength);
    if (this.cvc.value.length > cvcLength) this.cvc.setValue(this.cvc.value);
  }

  private changed(): void {
    this.paint();
    this.setup.changed();
  }

  private paint(): void {
    this.brands.show(this.brand, this.number.invalid);
    this.brands.element.hidden = this.network.offered && !this.number.invalid;
    const front = this.brand === 'amex';
    const cvcMark = this.cvc.invalid
      ? errorMark()
      : icon(front ? cvcFrontIcon : cvcIcon, 'p-CvcIcon');
    this.cvc.adornment.replaceChildren(cvcMark);
  }
}
