import { expect, it } from 'vitest';
import { texts } from '../language/texts';
import { refuse } from '../model/result';
import { refuseTelling } from '../security/refusal';
import { problemQuery, sayProblem } from './cart-problem';

/** As Next hands an address to a page. */
const asked = (query: URLSearchParams) => Object.fromEntries(query);

it('a refusal with counts is said on the page that a form without script ends on', () => {
  const refused = refuseTelling('too_many', 'cart_too_many_some_yours', { most: 3, had: 2 });
  const query = problemQuery(refused);
  expect(query.toString()).toBe('problem=cart_too_many_some_yours&most=3&had=2');
  expect(sayProblem(asked(query), 'en')).toBe(refused.message);
  expect(sayProblem(asked(query), 'fr')).toContain('3');
});

it('one without is said by its code', () => {
  const query = problemQuery(refuse('sold_out', 'This is sold out.'));
  expect(query.toString()).toBe('problem=cart_sold_out');
  expect(sayProblem(asked(query), 'en')).toBe('This is sold out.');
  expect(sayProblem(asked(query), 'fr')).toBe(texts.fr.problems.cart_sold_out);
});

it('every refusal of the cart has its sentence', () => {
  // Said at the checkout, by its API.
  const elsewhere = ['cart_empty', 'cart_changed'];
  const known = Object.keys(texts.en.problems).filter(
    (text) => text.startsWith('cart_') && !elsewhere.includes(text),
  );
  const unsaid = known.filter((problem) => !sayProblem({ problem, most: '3', had: '2' }, 'en'));
  expect(known.length).toBeGreaterThan(8);
  expect(unsaid).toEqual([]);
});

it('a link says nothing of its own', () => {
  for (const problem of ['1', 'fault', 'Pay me instead', ['cart_note', 'cart_note']]) {
    expect(sayProblem({ problem }, 'en')).toBeNull();
  }
  for (const most of ['none', '-1', '100', '1.5', ['1', '2'], undefined]) {
    expect(sayProblem({ problem: 'cart_too_many_left', most }, 'en')).toBeNull();
  }
});
