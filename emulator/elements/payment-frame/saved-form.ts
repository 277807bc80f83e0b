import type { ApiError } from '../api-client/api-error';
import type { CardDetails, DeclineNotice } from '../channel/contracts';
import { bankTexts } from '../locales/bank-texts';
import { mandate } from './bank-form-terms';
import { cvcField } from './card-fields';
import { declinedField } from './declines';
import { h, icon } from './dom';
import type { Field } from './field';
import type { FormSetup } from './forms';
import { cvcFrontIcon, cvcIcon } from './icons';
import type { MethodForm } from './method-form';
import type { SavedMethod } from './session';

/**
 * A method the buyer saved before. Nothing is asked, but the security code of a card where the page
 * wants it again (docs.stripe.com/payments/accept-a-payment-deferred#recollect-cvc).
 */
export class SavedForm implements MethodForm {
  readonly type: string;
  readonly element: HTMLElement;
  private readonly cvc: Field | null;
  private declined: HTMLElement | null = null;

  constructor(
    readonly method: SavedMethod,
    private readonly setup: FormSetup,
  ) {
    this.type = method.type;
    this.element = h('div', { class: 'p-SavedForm' });
    if (method.type === 'us_bank_account') {
      // A debit is agreed to anew each time.
      const words = mandate(setup, bankTexts(setup.locale));
      if (words) this.element.append(words);
    }
    const { card } = method;
    if (!card || !setup.session.asksCvcAgain) {
      this.cvc = null;
      return;
    }
    const cvcLength = card.brand === 'amex' ? 4 : 3;
    this.cvc = cvcField(
      setup,
      () => cvcLength,
      () => setup.changed(),
    );
    this.cvc.setMaxLength(cvcLength);
    this.cvc.adornment.append(icon(cvcLength === 4 ? cvcFrontIcon : cvcIcon, 'p-CvcIcon'));
    this.element.append(this.cvc.element);
  }

  /** What is sent in place of the details. */
  get saved(): { id: string; cvc: string | null; method: object } {
    const { method } = this;
    return { id: method.id, cvc: this.cvc?.value ?? null, method };
  }

  state(): { empty: boolean; complete: boolean; invalid: boolean } {
    return {
      empty: false,
      complete: this.cvc === null || this.cvc.check().state === 'complete',
      invalid: this.declined !== null || this.cvc?.invalid === true,
    };
  }

  submit(): ApiError | null {
    this.forget();
    const problem = this.cvc?.validate() ?? null;
    if (!problem) return null;
    this.cvc?.input.focus();
    return { type: 'validation_error', ...problem };
  }

  data(): { type: string; billing_details: object } {
    return { type: this.type, billing_details: {} };
  }

  address(): null {
    return null;
  }

  cardDetails(): CardDetails | undefined {
    const { card } = this.method;
    if (!card) return undefined;
    return { brands: card.networks?.available ?? [card.brand], funding: card.funding ?? null };
  }

  showDecline(notice: DeclineNotice): void {
    const field = declinedField(notice);
    if (!field) return;
    if (field === 'cvc' && this.cvc) {
      this.cvc.showDecline(notice.message ?? '');
      return;
    }
    this.forget();
    this.declined = h('p', { class: 'p-FieldError Error', role: 'alert' }, notice.message ?? '');
    this.element.append(this.declined);
    this.element.hidden = false;
  }

  setReadOnly(readOnly: boolean): void {
    if (this.cvc) this.cvc.input.disabled = readOnly;
  }

  focus(): void {
    this.cvc?.input.focus();
  }

  clear(): void {
    this.cvc?.setValue('');
    this.cvc?.forgive();
    this.forget();
    this.setup.changed();
  }

  values(): Record<string, string> {
    return this.cvc ? { cvc: this.cvc.value } : {};
  }

  restore(values: Record<string, string>): void {
    if (values.cvc) this.cvc?.setValue(values.cvc);
  }

  private forget(): void {
    this.declined?.remove();
    this.declined = null;
  }
}
