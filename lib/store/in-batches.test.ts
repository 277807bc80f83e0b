import { afterEach, describe, expect, it, vi } from 'vitest';
import { inBatches } from './in-batches';

describe('calls in batches', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('go together when they come side by side, or while others are worked on', async () => {
    const batches: number[][] = [];
    let late: Promise<number>[] = [];
    const double = inBatches(async (numbers: readonly number[]) => {
      batches.push([...numbers]);
      if (numbers.includes(1)) late = [5, 6].map(double);
      return numbers.map((number) => number * 2);
    });
    expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
    expect(await Promise.all(late)).toEqual([10, 12]);
    expect(await double(7)).toBe(14);
    expect(batches).toEqual([[1, 2, 3, 4], [5, 6], [7]]);
  });

  it('go together when they come one after the other in one turn of the event loop', async () => {
    const batches: number[][] = [];
    const echo = inBatches((numbers: readonly number[]) => {
      batches.push([...numbers]);
      return Promise.resolve(numbers);
    });
    // As answers do that lie in the sockets together: each is read by a callback of its own.
    const read = (number: number) =>
      new Promise<number>((resolve) => setImmediate(() => resolve(echo(number))));
    expect(await Promise.all([1, 2, 3].map(read))).toEqual([1, 2, 3]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('wait for those that are expected, and for nobody who does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const batches: number[][] = [];
    let expected = 3;
    const echo = inBatches(
      (numbers: readonly number[]) => {
        batches.push([...numbers]);
        return Promise.resolve(numbers);
      },
      () => expected,
    );
    const first = echo(1);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
    expect(batches).toEqual([]);
    expect(await Promise.all([first, echo(2), echo(3)])).toEqual([1, 2, 3]);
    expect(batches).toEqual([[1, 2, 3]]);
    expected = 2;
    const alone = echo(4);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((next) => setImmediate(next));
    expect(batches).toHaveLength(1);
    vi.advanceTimersByTime(3);
    expect(await alone).toBe(4);
  });

  it('wait on while others keep coming, but not for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const batches: number[][] = [];
    const echo = inBatches(
      (numbers: readonly number[]) => {
        batches.push([...numbers]);
        return Promise.resolve(numbers);
      },
      () => 100,
    );
    const loop = async () => {
      for (let turn = 0; turn < 6; turn += 1) await new Promise((next) => setImmediate(next));
    };
    for (let number = 1; number <= 12; number += 1) {
      void echo(number);
      await loop();
      vi.advanceTimersByTime(2);
      await loop();
    }
    expect(batches[0]?.length).toBeGreaterThan(4);
    expect(batches[0]?.length).toBeLessThan(12);
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
