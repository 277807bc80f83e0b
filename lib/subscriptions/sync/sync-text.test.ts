import { describe, expect, it } from 'vitest';
import { englishWords } from '../../language/texts';
import { headlineOf } from './sync-text';

const change = { reason: 'method', hasMethod: true, sellers: 3, followed: 0 } as const;

describe('what is told of a change', () => {
  it.each([
    [change, '0 of 3 sellers have your new card.'],
    [{ ...change, followed: 1 }, '1 of 3 sellers has your new card.'],
    [{ ...change, followed: 3 }, 'All 3 sellers have your new card.'],
    [{ ...change, sellers: 1 }, '0 of 1 seller has your new card so far.'],
    [{ ...change, sellers: 1, followed: 1 }, 'Your seller has your new card.'],
    [{ ...change, reason: 'buyer', followed: 3 }, 'All 3 sellers have your new name and e-mail.'],
    [{ ...change, reason: 'details', followed: 2 }, '2 of 3 sellers have your card as it is now.'],
    [{ ...change, reason: 'removed', followed: 3 }, 'All 3 sellers use your other card.'],
    [
      { ...change, reason: 'removed', hasMethod: false, followed: 2 },
      '2 of 3 sellers no longer have your card.',
    ],
    [{ ...change, reason: 'repair', followed: 3 }, 'All 3 sellers are up to date.'],
  ] as const)('%o is “%s”', (of, text) => {
    expect(headlineOf(of, englishWords('wallet'))).toBe(text);
  });
});
