import type { ApiError } from '../api-client/api-error';
import type { Check } from '../card/check';
import { linkTexts, type LinkTexts } from '../locales/link-texts';
import { Checkbox } from './checkbox';
import { h } from './dom';
import { Field } from './field';
import type { FormSetup } from './forms';
import { fieldChoice } from './options';

type LinkCode = 'incomplete_email' | 'missing_phone' | 'incomplete_phone_number';

/** `a@b.cd`: whether mail arrives there is not for a form to say. */
const wholeEmail = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*\.[^\s@.]{2,}$/;

/** The fewest digits of a phone number anywhere (E.164 without a country code). */
const SHORTEST_PHONE = 7;

/** What the buyer gave for an account. */
export interface LinkSignUp {
  email_address?: string;
  phone_number: string;
  legal_name?: string;
}

/**
 * The offer to save one's details with Link: a box to tick once the card is whole, then email, phone
 * and name. In some countries it is ticked from the start: there the buyer has to say no.
 */
export class LinkOffer {
  readonly element: HTMLElement;
  private readonly box: Checkbox;
  private readonly ticked: boolean;
  private readonly details: HTMLElement;
  private readonly email: Field<LinkCode> | null;
  private readonly phone: Field<LinkCode>;
  private readonly name: Field<LinkCode> | null;

  constructor(setup: FormSetup) {
    const { options, idPrefix, changed } = setup;
    const texts = linkTexts(setup.locale).offer;
    const defaults = options.defaultValues?.billingDetails;
    const field = makeFields(texts, setup);
    this.box = new Checkbox({ name: 'linkOptIn', text: texts.save }, idPrefix, () => {
      this.paint();
      changed();
    });
    this.ticked = setup.offersLink === 'ticked';
    this.box.checked = this.ticked;
    this.email = fieldChoice(options, 'email', 'card') === 'never' ? null : field.email();
    this.phone = field.phone();
    this.name = fieldChoice(options, 'name', 'card') === 'auto' ? field.name() : null;
    if (defaults?.email) this.email?.setValue(defaults.email);
    if (defaults?.phone) this.phone.setValue(defaults.phone);
    if (defaults?.name) this.name?.setValue(defaults.name);
    this.details = h(
      'div',
      { class: 'p-LinkDetails' },
      ...this.fields.map(({ element }) => element),
      h('p', { class: 'p-TermsText TermsText' }, texts.note),
    );
    this.element = h('div', { class: 'p-LinkOffer' }, this.box.element, this.details);
    this.element.hidden = true;
    this.paint();
  }

  /** The card is whole: the offer is made, and stays. */
  show(): void {
    this.element.hidden = false;
  }

  get checked(): boolean {
    return this.box.checked;
  }

  get complete(): boolean {
    return this.asked.every((field) => field.check().state === 'complete');
  }

  get invalid(): boolean {
    return this.asked.some((field) => field.invalid);
  }

  /** Shows every problem of what is asked; the first, focused, or null. */
  submit(): ApiError | null {
    const problems = this.asked.map((field) => ({ field, problem: field.validate() }));
    const first = problems.find(({ problem }) => problem !== null);
    if (!first?.problem) return null;
    first.field.input.focus();
    const { code, message } = first.problem;
    return {
      type: 'validation_error',
      code: code === 'missing_phone' ? 'incomplete_phone_number' : code,
      message,
    };
  }

  /** What to make an account of; null where the buyer wants none. */
  get signUp(): LinkSignUp | null {
    if (!this.checked) return null;
    return {
      phone_number: this.phone.value,
      ...(this.email ? { email_address: this.email.value } : {}),
      ...(this.name?.value ? { legal_name: this.name.value } : {}),
    };
  }

  setReadOnly(readOnly: boolean): void {
    this.box.setReadOnly(readOnly);
    for (const { input } of this.fields) input.disabled = readOnly;
  }

  clear(): void {
    this.box.checked = this.ticked;
    this.element.hidden = true;
    for (const field of this.fields) {
      field.setValue('');
      field.forgive();
    }
    this.paint();
  }

  values(): Record<string, string> {
    return Object.fromEntries([
      ['linkOptIn', this.checked ? 'on' : ''],
      ...this.fields.map((field) => [`link ${field.input.name}`, field.value]),
    ]) as Record<string, string>;
  }

  restore(values: Record<string, string>): void {
    if (values.linkOptIn === undefined) return;
    this.box.checked = values.linkOptIn === 'on';
    for (const field of this.fields) {
      field.setValue(values[`link ${field.input.name}`] ?? field.value);
    }
    this.paint();
  }

  private get fields(): Field<LinkCode>[] {
    return [this.email, this.phone, this.name].filter((field) => field !== null);
  }

  /** Those that count: none while the box is not ticked. */
  private get asked(): Field<LinkCode>[] {
    return this.checked && !this.element.hidden ? this.fields : [];
  }

  private paint(): void {
    this.details.hidden = !this.checked;
  }
}

function makeFields(
  texts: LinkTexts['offer'],
  { idPrefix, changed }: FormSetup,
): Record<'email' | 'phone' | 'name', () => Field<LinkCode>> {
  const common = { idPrefix, text: (code: LinkCode) => texts.problems[code] };
  return {
    email: () =>
      new Field<LinkCode>(
        {
          ...common,
          name: 'email',
          label: texts.email,
          placeholder: 'you@example.com',
          autocomplete: 'email',
          inputMode: 'email',
          leftToRight: true,
          format: (text) => text.replace(/\s/g, ''),
          significant: /./,
          check: (text): Check<LinkCode> =>
            wholeEmail.test(text)
              ? { state: 'complete' }
              : { state: text === '' ? 'empty' : 'incomplete', code: 'incomplete_email' },
        },
        { changed },
      ),
    phone: () =>
      new Field<LinkCode>(
        {
          ...common,
          name: 'linkMobilePhone',
          label: texts.phone,
          placeholder: '(201) 555-0123',
          autocomplete: 'billing tel',
          inputMode: 'tel',
          leftToRight: true,
          format: (text) => text.replace(/[^\d\s()+.-]/g, ''),
          significant: /\d/,
          check: (text): Check<LinkCode> => {
            const digits = text.replace(/\D/g, '').length;
            if (digits === 0) return { state: 'empty', code: 'missing_phone' };
            return digits < SHORTEST_PHONE
              ? { state: 'incomplete', code: 'incomplete_phone_number' }
              : { state: 'complete' };
          },
        },
        { changed },
      ),
    name: () =>
      new Field<LinkCode>(
        {
          ...common,
          name: 'linkLegalName',
          label: texts.name,
          placeholder: texts.namePlaceholder,
          autocomplete: 'name',
          inputMode: 'text',
          optional: true,
          format: (text) => text,
          significant: /./,
          check: () => ({ state: 'complete' }),
        },
        { changed },
      ),
  };
}
