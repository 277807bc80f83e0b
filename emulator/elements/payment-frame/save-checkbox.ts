import type { Texts } from '../locales/texts';
import { h, icon } from './dom';
import { checkIcon } from './icons';

/** Methods whose details can be kept for a customer (docs.stripe.com/payments/save-customer-payment-methods). */
const keepable = new Set([
  'acss_debit', 'au_becs_debit', 'bacs_debit', 'card', 'nz_bank_account', 'sepa_debit', 'us_bank_account',
]); // prettier-ignore

export function isKeepable(type: string): boolean {
  return keepable.has(type);
}

/** The buyer's consent to having new details kept and shown again. Off until ticked. */
export class SaveCheckbox {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(texts: Texts, idPrefix: string, changed: () => void) {
    const id = `${idPrefix}savePaymentMethodInput`;
    this.input = h('input', {
      id,
      name: 'savePaymentMethod',
      type: 'checkbox',
      class: 'p-CheckboxInput CheckboxInput',
    });
    const box = h(
      'span',
      { class: 'p-CheckboxBox' },
      this.input,
      icon(checkIcon, 'p-CheckboxTick'),
    );
    const label = h('span', { class: 'p-CheckboxLabel CheckboxLabel' }, texts.saved.keep);
    this.element = h('label', { class: 'p-Checkbox Checkbox', for: id }, box, label);
    this.input.addEventListener('change', () => {
      this.paint();
      changed();
    });
  }

  get checked(): boolean {
    return this.input.checked;
  }

  set checked(checked: boolean) {
    this.input.checked = checked;
    this.paint();
  }

  setReadOnly(readOnly: boolean): void {
    this.input.disabled = readOnly;
  }

  private paint(): void {
    const { checked } = this.input;
    this.element.classList.toggle('Checkbox--checked', checked);
    this.input.classList.toggle('CheckboxInput--checked', checked);
    this.input.nextElementSibling?.classList.toggle('is-shown', checked);
    this.element.lastElementChild?.classList.toggle('CheckboxLabel--checked', checked);
  }
}
