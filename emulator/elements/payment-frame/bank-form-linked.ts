import type { BankTexts } from '../locales/bank-texts';
import { bankIcon, removeIcon } from './bank-form-icons';
import type { LinkedSession } from './bank-form-session';
import { h, icon } from './dom';

/** The account that was linked, with the way to take it off again. */
export function linkedRow(
  linked: LinkedSession,
  setup: { texts: BankTexts; deposits: string; remove(): void },
): { element: HTMLElement; row: HTMLElement; button: HTMLButtonElement } {
  const { texts } = setup;
  const button = h(
    'button',
    { type: 'button', class: 'p-LinkedBank-remove', 'aria-label': texts.remove },
    icon(removeIcon, 'p-LinkedBank-removeIcon'),
  );
  button.addEventListener('click', setup.remove);
  const row = h(
    'div',
    { class: 'p-LinkedBank', tabindex: '-1', role: 'group', 'aria-label': texts.bank },
    icon(bankIcon, 'p-LinkedBank-icon'),
    h('span', { class: 'p-LinkedBank-name' }, linked.bank),
    h('span', { class: 'p-LinkedBank-last4', dir: 'ltr' }, `•••• ${linked.last4}`),
    button,
  );
  const element = h(
    'div',
    { class: 'p-Field', 'data-field': 'bank' },
    h('span', { class: 'p-FieldLabel Label' }, texts.bank),
    row,
    linked.verified ? null : h('p', { class: 'p-BankDeposits' }, setup.deposits),
  );
  return { element, row, button };
}
