import type { BankWindowTexts } from '../locales/bank-window/texts';
import { h } from '../payment-frame/dom';
import { Field } from '../payment-frame/field';
import { action, alert, words, type Pane } from './dialog';
import {
  ACCOUNT_NUMBER_LENGTH,
  checkAccount,
  checkConfirmation,
  checkRouting,
  digitsOf,
  type NumberCode,
} from './numbers';

interface Typed {
  routingNumber: string;
  accountNumber: string;
}

/** What the API found wrong; `param` says with which number. */
export interface Refusal {
  message: string;
  param?: string;
}

/**
 * The form for typed numbers. They stay in this frame: `submit` hands them to the API and answers
 * what it refused, or nothing.
 */
export function manualEntry(
  texts: BankWindowTexts['manual'],
  submit: (typed: Typed) => Promise<Refusal | null>,
): Pane {
  const { problems } = texts;
  const routing = numberField(
    'routingNumber',
    texts.routing,
    problems,
    '110000000',
    9,
    checkRouting,
  );
  const account = numberField(
    'accountNumber',
    texts.account,
    problems,
    '000123456789',
    ACCOUNT_NUMBER_LENGTH,
    checkAccount,
    () => {
      if (confirmation.value !== '') confirmation.validate();
    },
  );
  const confirmation: Field<NumberCode> = numberField(
    'confirmAccountNumber',
    texts.confirmation,
    problems,
    '000123456789',
    ACCOUNT_NUMBER_LENGTH,
    (text) => checkConfirmation(text, account.value),
  );
  const fields = [routing, account, confirmation];
  const refused = h('div', { class: 'Bank-refused' });
  const button = action(texts.submit, { testId: 'continue-button', form: 'manual-entry-form' });
  const form = h(
    'form',
    { id: 'manual-entry-form', class: 'Bank-form', novalidate: true },
    ...fields.map(({ element }) => element),
    refused,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (button.disabled) return;
    refused.replaceChildren();
    const bad = fields.filter((field) => field.validate() !== null);
    if (bad[0]) {
      bad[0].input.focus();
      return;
    }
    button.disabled = true;
    void submit({ routingNumber: routing.value, accountNumber: account.value }).then((refusal) => {
      button.disabled = false;
      if (refusal) show(refusal);
    });
  });

  function show({ message, param = '' }: Refusal): void {
    const field = param.includes('routing')
      ? routing
      : param.includes('account_n')
        ? account
        : null;
    if (!field) {
      refused.replaceChildren(alert(message));
      return;
    }
    field.showDecline(message);
    field.input.focus();
  }

  return {
    heading: texts.heading,
    body: [words(texts.note), form],
    actions: [button],
    focus: routing.input,
  };
}

function numberField(
  name: string,
  label: string,
  problems: BankWindowTexts['manual']['problems'],
  placeholder: string,
  length: number,
  check: (text: string) => ReturnType<typeof checkRouting>,
  changed: () => void = () => undefined,
): Field<NumberCode> {
  const field = new Field<NumberCode>(
    {
      name,
      label,
      placeholder,
      autocomplete: 'off',
      inputMode: 'numeric',
      idPrefix: 'manualEntry-',
      leftToRight: true,
      format: (text) => digitsOf(text, length),
      significant: /\d/,
      check,
      text: (code) => problems[code],
    },
    { changed },
  );
  field.input.dataset.testid = `manualEntry-${name}-input`;
  return field;
}
