import { testInstitutions, type TestInstitution } from '../../rules/banks/institutions';
import { h } from '../payment-frame/dom';

const hues = ['#12813c', '#0f62c4', '#a3342b', '#8a5a00', '#0b7285', '#7a3ea8'];

/** The test ids that Stripe gives the two banks most suites press; the others follow them. */
export function institutionTestId(key: string): string {
  if (key === 'test_non_oauth') return 'featured-institution-default';
  if (key === 'test_oauth') return 'featured-institution-default_oauth';
  return `featured-institution-${key}`;
}

/** A coloured square with a letter, where a real bank has its logo. */
export function bankMark(institution: TestInstitution): HTMLElement {
  // The letter is drawn by the style sheet: it is no part of what the tile says.
  const letter = institution.name.charAt(0);
  const mark = h('span', { class: 'BankMark', 'aria-hidden': 'true', 'data-letter': letter });
  const hue = hues[testInstitutions.indexOf(institution) % hues.length] ?? '#12813c';
  mark.style.backgroundColor = hue;
  return mark;
}
