import type { AddressCode } from '../locales/address-texts';
import { h, icon } from '../payment-frame/dom';
import { chevronIcon } from '../payment-frame/icons';

/** The select of a state or province; its problem is shown once the form is checked. */
export class RegionField {
  readonly element: HTMLDivElement;
  readonly input: HTMLSelectElement;
  private error: HTMLParagraphElement | null = null;

  constructor(
    private readonly setting: {
      idPrefix: string;
      label: string;
      choose: string;
      autocomplete: string;
      regions: readonly [code: string, name: string][];
      text(code: AddressCode): string;
      changed(): void;
    },
  ) {
    const id = `${setting.idPrefix}administrativeAreaInput`;
    this.input = h(
      'select',
      {
        id,
        name: 'administrativeArea',
        class: 'p-Select-select Input Input--empty',
        autocomplete: setting.autocomplete,
        'aria-required': 'true',
        'aria-invalid': 'false',
      },
      h('option', { value: '', disabled: true, selected: true, hidden: true }, setting.choose),
      ...setting.regions.map(([code, name]) => h('option', { value: code }, name)),
    );
    this.input.addEventListener('change', () => {
      this.show(null);
      setting.changed();
    });
    this.element = h(
      'div',
      { class: 'p-Field', 'data-field': 'administrativeArea' },
      h('label', { class: 'p-FieldLabel Label', for: id }, setting.label),
      h('div', { class: 'p-Select' }, this.input, icon(chevronIcon, 'p-Select-arrow')),
    );
  }

  get value(): string {
    return this.input.value;
  }

  /** By code or by name, as pages write either. */
  setValue(wanted: string): void {
    const lower = wanted.toLowerCase();
    const found = this.setting.regions.find(
      ([code, name]) => code.toLowerCase() === lower || name.toLowerCase() === lower,
    );
    this.input.value = found?.[0] ?? '';
    this.show(null);
  }

  /** Takes what was shown back. */
  forgive(): void {
    this.show(null);
  }

  get invalid(): boolean {
    return this.error !== null;
  }

  get complete(): boolean {
    return this.input.value !== '';
  }

  validate(): { code: AddressCode; message: string } | null {
    const message = this.complete ? null : this.setting.text('incomplete_field');
    this.show(message);
    return message === null ? null : { code: 'incomplete_field', message };
  }

  private show(message: string | null): void {
    const id = 'Field-administrativeAreaError';
    this.input.classList.toggle('Input--empty', !this.complete);
    this.input.classList.toggle('Input--invalid', message !== null);
    this.input.setAttribute('aria-invalid', String(message !== null));
    this.error?.remove();
    this.error = null;
    this.input.removeAttribute('aria-describedby');
    if (message === null) return;
    this.error = h('p', { id, class: 'p-FieldError Error', role: 'alert' }, message);
    this.element.append(this.error);
    this.input.setAttribute('aria-describedby', id);
  }
}
