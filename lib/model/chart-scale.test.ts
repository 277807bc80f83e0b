import { expect, test } from 'vitest';
import { levelsFor } from './chart-scale';

test.each([
  [4200, [0, 2000, 4000, 6000]],
  [8400, [0, 5000, 10_000]],
  [10_000, [0, 5000, 10_000]],
  [1500, [0, 500, 1000, 1500]],
  [999_999, [0, 500_000, 1_000_000]],
  [3, [0, 1, 2, 3]],
  [0, [0, 1]],
])('up to %i there are levels at %j', (most, levels) => {
  expect(levelsFor(most)).toEqual(levels);
});

test('whatever was sold fits under the highest of five levels at most', () => {
  for (let most = 1; most < 1e9; most = Math.ceil(most * 1.37)) {
    const levels = levelsFor(most);
    const highest = levels.at(-1) ?? 0;
    expect(levels.length).toBeLessThanOrEqual(5);
    expect(highest).toBeGreaterThanOrEqual(most);
    expect(most / highest, `${most} of ${highest}`).toBeGreaterThan(0.5);
  }
});
