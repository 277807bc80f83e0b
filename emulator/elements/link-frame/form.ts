import type { ApiError } from '../api-client/api-error';
import type { Check } from '../card/check';
import type { LinkChange } from '../channel/element-contracts';
import type { Form, FormSetting } from '../form-frame/serve-form';
import { addressTexts, type AddressCode } from '../locales/address-texts';
import { h } from '../payment-frame/dom';
import { Field } from '../payment-frame/field';
import type { LinkOptions } from './options';

/** `a@b.cd`: whether mail arrives there is not for a form to say. */
const whole = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[^\s@.]{2,}$/;

/** One email field. */
export class LinkForm implements Form<LinkOptions> {
  readonly element: HTMLElement;
  private readonly email: Field<AddressCode>;

  constructor({ locale, options, idPrefix, changed }: FormSetting<LinkOptions>) {
    const texts = addressTexts(locale);
    this.email = new Field<AddressCode>(
      {
        name: 'email',
        label: texts.email,
        placeholder: 'you@example.com',
        autocomplete: 'email',
        inputMode: 'email',
        // unconfirmed: the ids of the Element under its newer name.
        idPrefix: idPrefix('linkAuthentication'),
        leftToRight: true,
        format: (text) => text.replace(/\s/g, ''),
        significant: /./,
        check: (text): Check<AddressCode> =>
          whole.test(text)
            ? { state: 'complete' }
            : { state: text === '' ? 'empty' : 'incomplete', code: 'incomplete_email' },
        text: (code) => texts.problems[code],
      },
      { changed },
    );
    this.email.setValue(options.defaultValues?.email ?? '');
    this.email.input.addEventListener('blur', changed);
    this.element = h('div', { class: 'p-LinkAuthenticationElement' }, this.email.element);
  }

  get invalid(): boolean {
    return this.email.invalid;
  }

  change(): LinkChange {
    const { value } = this.email;
    return {
      empty: value === '',
      complete: this.email.check().state === 'complete',
      value: { email: value },
    };
  }

  check(): ApiError | null {
    const problem = this.email.validate();
    if (!problem) return null;
    this.email.input.focus();
    return { type: 'validation_error', ...problem };
  }

  update(): void {
    // Its default value is for the start alone.
  }

  focus(): void {
    this.email.input.focus();
  }

  clear(): void {
    this.email.setValue('');
    this.email.forgive();
  }

  values(): Record<string, string> {
    return { email: this.email.value };
  }

  restore({ email = '' }: Record<string, string>): void {
    this.email.setValue(email);
  }
}
