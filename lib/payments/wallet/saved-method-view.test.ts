import { describe, expect, it } from 'vitest';
import { hasExpired } from './saved-method-view';

describe('a card', () => {
  it.each([
    [{ expMonth: 11, expYear: 2026 }, '2026-11-30T23:59:59Z', false],
    [{ expMonth: 11, expYear: 2026 }, '2026-12-01T00:00:00Z', true],
    [{ expMonth: 1, expYear: 2027 }, '2026-12-31T12:00:00Z', false],
    [{ expMonth: 12, expYear: 2025 }, '2026-01-01T00:00:00Z', true],
  ])('of %o has expired on %s: %s', (card, now, expired) => {
    expect(hasExpired(card, new Date(now))).toBe(expired);
  });
});
