import { expect, it } from 'vitest';
import { englishWords } from '../language/texts';
import { cardName } from './card-name';

const t = englishWords('cards');

it('a card has the same name everywhere, also with a brand that nobody knew', () => {
  expect(cardName({ brand: 'visa', last4: '4242' }, t)).toBe('Visa ending in 4242');
  expect(cardName({ brand: 'cartes_bancaires', last4: '1001' }, t)).toBe(
    'Cartes Bancaires ending in 1001',
  );
  expect(cardName({ brand: 'newcomer', last4: '0001' }, t)).toBe('Card ending in 0001');
});
