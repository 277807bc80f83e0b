/** When a subscription renews, at the ends of months and years. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundary, periodAt } from '../../billing/periods';

const at = (text: string): number => Date.parse(text) / 1000;
const text = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 16);

test.each([
  ['2026-01-31T10:30Z', 'month', 1, ['2026-02-28T10:30', '2026-03-31T10:30', '2026-04-30T10:30']],
  ['2027-12-31T10:30Z', 'month', 1, ['2028-01-31T10:30', '2028-02-29T10:30', '2028-03-31T10:30']],
  ['2024-02-29T00:00Z', 'year', 1, ['2025-02-28T00:00', '2026-02-28T00:00', '2027-02-28T00:00']],
  ['2026-08-31T23:59Z', 'month', 6, ['2027-02-28T23:59', '2027-08-31T23:59', '2028-02-29T23:59']],
  ['2026-03-28T02:30Z', 'day', 1, ['2026-03-29T02:30', '2026-03-30T02:30', '2026-03-31T02:30']],
  ['2026-10-24T12:00Z', 'week', 2, ['2026-11-07T12:00', '2026-11-21T12:00', '2026-12-05T12:00']],
])('from %s each %s × %i', (anchor, interval, interval_count, expected) => {
  const every = { interval, interval_count };
  expect([1, 2, 3].map((count) => text(boundary(at(anchor), every, count)))).toEqual(expected);
});

test('a leap day comes back after four years', () => {
  const yearly = { interval: 'year', interval_count: 1 };
  expect(text(boundary(at('2024-02-29T00:00Z'), yearly, 4))).toBe('2028-02-29T00:00');
});

test('every moment lies in one period, and periods touch', () => {
  const every = fc.record({
    interval: fc.constantFrom('day', 'week', 'month', 'year'),
    interval_count: fc.integer({ min: 1, max: 12 }),
  });
  const moment = fc.integer({ min: 1_600_000_000, max: 2_000_000_000 });
  fc.assert(
    fc.property(moment, every, moment, (anchor, often, when) => {
      const { start, end } = periodAt(anchor, often, when);
      expect(start).toBeLessThanOrEqual(when);
      expect(when).toBeLessThan(end);
      expect(periodAt(anchor, often, end).start).toBe(end);
      expect(periodAt(anchor, often, start - 1).end).toBe(start);
    }),
  );
});
