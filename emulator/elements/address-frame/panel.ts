import type { ApiError } from '../api-client/api-error';
import type { AddressChange } from '../channel/element-contracts';
import type { Form, FormSetting } from '../form-frame/serve-form';
import { addressTexts } from '../locales/address-texts';
import { h } from '../payment-frame/dom';
import { contactList } from './contacts';
import { AddressForm } from './form';
import type { AddressOptions, AddressValue, Contact } from './options';

/** The whole Address Element: saved addresses, where the page has some, and the form for a new one. */
export class AddressPanel implements Form<AddressOptions> {
  readonly element = h('div', { class: 'p-AddressElement' });
  private options: AddressOptions;
  private form: AddressForm;
  /** The chosen contact; null while a new address is typed. */
  private contact: Contact | null = null;

  constructor(private readonly setting: FormSetting<AddressOptions>) {
    this.options = setting.options;
    this.contact = this.options.contacts?.[0] ?? null;
    this.form = this.makeForm();
    this.paint();
  }

  get invalid(): boolean {
    return this.contact === null && this.form.invalid;
  }

  change(): AddressChange {
    if (this.contact) {
      return { empty: false, complete: true, isNewAddress: false, value: valueOf(this.contact) };
    }
    const { empty, complete } = this.form;
    return { empty, complete, isNewAddress: true, value: this.form.value() };
  }

  check(): ApiError | null {
    return this.contact ? null : this.form.check();
  }

  update(changes: AddressOptions): void {
    const typed = this.form.values();
    this.options = { ...this.options, ...changes };
    this.form = this.makeForm();
    // New default values take the place of what was typed.
    if (!changes.defaultValues) this.form.restore(typed);
    if (changes.contacts) this.contact = changes.contacts[0] ?? null;
    this.paint();
  }

  focus(): void {
    if (this.contact) this.element.querySelector<HTMLElement>('input:checked')?.focus();
    else this.form.focus();
  }

  clear(): void {
    this.contact = null;
    this.form.clear();
    this.paint();
  }

  values(): Record<string, string> {
    const { contact } = this;
    const chosen = contact ? String(this.options.contacts?.indexOf(contact)) : 'new';
    return { ...this.form.values(), contact: chosen };
  }

  restore(values: Record<string, string>): void {
    this.form.restore(values);
    this.contact = this.options.contacts?.[Number(values.contact)] ?? null;
    this.paint();
  }

  private makeForm(): AddressForm {
    const { locale, idPrefix, changed } = this.setting;
    const prefix = idPrefix(this.options.mode === 'billing' ? 'billingAddress' : 'shippingAddress');
    return new AddressForm(this.options, locale, prefix, changed);
  }

  private paint(): void {
    const contacts = this.options.contacts ?? [];
    const list = contacts.length
      ? contactList(contacts, this.contact, addressTexts(this.setting.locale), (chosen) => {
          this.contact = chosen;
          this.form.element.hidden = chosen !== null;
          this.setting.changed();
        })
      : null;
    this.form.element.hidden = this.contact !== null;
    this.element.replaceChildren(...(list ? [list] : []), this.form.element);
  }
}

function valueOf({ name, phone, address }: Contact): AddressValue {
  return {
    name,
    address: { ...address, line2: address.line2 ?? null },
    ...(phone ? { phone } : {}),
  };
}
