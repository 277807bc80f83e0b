import { testInstitutions, type TestInstitution } from '../../rules/banks/institutions';
import type { BankWindowTexts } from '../locales/bank-window/texts';
import { h } from '../payment-frame/dom';
import { bankMark, institutionTestId } from './institution-tile';

/** A search box over the list of banks. Typing narrows the list; a press on one goes on. */
export function institutionList(
  texts: BankWindowTexts['banks'],
  choose: (institution: TestInstitution) => void,
): {
  elements: HTMLElement[];
  search: HTMLInputElement;
} {
  const search = h('input', {
    type: 'search',
    class: 'p-Input-input',
    placeholder: texts.search,
    'aria-label': texts.search,
    'data-testid': 'search-input',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const none = h('p', { class: 'Bank-words', role: 'status' });
  const list = h('ul', { class: 'Bank-list', 'data-testid': 'institutions' });
  const rows = testInstitutions.map((institution) => {
    const button = h(
      'button',
      { type: 'button', class: 'Bank-row', 'data-testid': institutionTestId(institution.key) },
      bankMark(institution),
      h('span', { class: 'Bank-rowName' }, h('bdi', {}, institution.name)),
    );
    button.addEventListener('click', () => choose(institution));
    return { institution, element: h('li', {}, button) };
  });
  list.append(...rows.map(({ element }) => element));
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    let found = 0;
    for (const { institution, element } of rows) {
      element.hidden = !institution.name.toLowerCase().includes(wanted);
      if (!element.hidden) found += 1;
    }
    none.textContent = found === 0 ? texts.none : '';
  });
  return { elements: [search, list, none], search };
}
