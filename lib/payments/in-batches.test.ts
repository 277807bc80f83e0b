import { describe, expect, it } from 'vitest';
import { inBatches } from './in-batches';

describe('calls in batches', () => {
  it('go alone when nothing is going on, and together when they come meanwhile', async () => {
    const batches: number[][] = [];
    const double = inBatches((numbers: readonly number[]) => {
      batches.push([...numbers]);
      return Promise.resolve(numbers.map((number) => number * 2));
    });
    expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
    expect(batches).toEqual([[1], [2, 3, 4]]);
    expect(await double(5)).toBe(10);
    expect(batches.at(-1)).toEqual([5]);
  });

  it('do not suffer from each other', async () => {
    const picky = inBatches((numbers: readonly number[]) =>
      numbers.includes(3)
        ? Promise.reject(new Error('no threes'))
        : Promise.resolve(numbers.map(String)),
    );
    const answers = await Promise.allSettled([1, 2, 3, 4].map(picky));
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await picky(5)).toBe('5');
  });
});
