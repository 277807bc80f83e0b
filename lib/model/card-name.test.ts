import { expect, it } from 'vitest';
import { cardName } from './card-name';

it('a card has the same name everywhere, also with a brand that nobody knew', () => {
  expect(cardName({ brand: 'visa', last4: '4242' })).toBe('Visa ending in 4242');
  expect(cardName({ brand: 'cartes_bancaires', last4: '1001' })).toBe(
    'Cartes Bancaires ending in 1001',
  );
  expect(cardName({ brand: 'newcomer', last4: '0001' })).toBe('Card ending in 0001');
});
