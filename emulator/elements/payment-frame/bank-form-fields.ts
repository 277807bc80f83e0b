import type { BankTexts } from '../locales/bank-texts';
import { Field } from './field';
import type { FormSetup } from './forms';

/** What can be missing of the holder of a bank account. */
export type HolderCode = 'incomplete_name' | 'incomplete_email';

/** An address of the form `a@b.c`; whether it takes mail is for the API to say. */
const whole = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function holderNameField(setup: FormSetup, changed: () => void): Field<HolderCode> {
  const { texts, idPrefix } = setup;
  return new Field<HolderCode>(
    {
      name: 'name',
      label: texts.fields.name,
      placeholder: texts.fields.namePlaceholder,
      autocomplete: 'billing name',
      inputMode: 'text',
      idPrefix,
      format: (text) => text.replace(/^\s+/, ''),
      significant: /./,
      check: (text) =>
        text.trim() ? { state: 'complete' } : { state: 'empty', code: 'incomplete_name' },
      text: () => texts.problems.incomplete_name,
    },
    { changed },
  );
}

export function emailField(
  { idPrefix }: FormSetup,
  texts: BankTexts,
  changed: () => void,
): Field<HolderCode> {
  return new Field<HolderCode>(
    {
      name: 'email',
      label: texts.email,
      placeholder: 'you@example.com',
      autocomplete: 'billing email',
      inputMode: 'email',
      idPrefix,
      leftToRight: true,
      format: (text) => text.replace(/\s/g, ''),
      significant: /./,
      check: (text) => {
        if (whole.test(text)) return { state: 'complete' };
        return { state: text === '' ? 'empty' : 'incomplete', code: 'incomplete_email' };
      },
      text: () => texts.incompleteEmail,
    },
    { changed },
  );
}
