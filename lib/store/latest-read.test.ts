import { afterAll, beforeAll, expect, it } from 'vitest';
import { OvertakenError, writeByTurn, writeLatest } from './latest-read';
import { testDb } from './testing/database';

let close: () => Promise<void>;
beforeAll(async () => {
  ({ close } = await testDb());
});
afterAll(() => close());

/** A promise, and what ends it. */
function gate<Value>() {
  let open!: (value: Value) => void;
  const opened = new Promise<Value>((resolve) => (open = resolve));
  return { open, opened };
}

it('an older look that comes back later does not stand', async () => {
  let atStripe = 'old';
  const written: string[] = [];
  const [began, answer] = [gate<null>(), gate<string>()];
  const write = (_: unknown, value: string) => Promise.resolve(void written.push(value));
  let round = 0;
  const slow = writeByTurn(
    'an object',
    () => {
      began.open(null);
      return round++ === 0 ? answer.opened : Promise.resolve(atStripe);
    },
    write,
  );
  await began.opened;
  atStripe = 'new';
  await writeByTurn('an object', () => Promise.resolve(atStripe), write);
  answer.open('old');
  await slow;
  expect(written).toEqual(['new', 'new']);
});

it('looks at other objects do not matter', async () => {
  const written: string[] = [];
  await writeByTurn(
    'one',
    async () => {
      await writeByTurn(
        'another',
        () => Promise.resolve(),
        () => Promise.resolve(),
      );
      return 'said';
    },
    (_, value) => Promise.resolve(void written.push(value)),
  );
  expect(written).toEqual(['said']);
});

it('gives up when others read all the time, and has written nothing', async () => {
  const written: string[] = [];
  const overtaken = () =>
    writeByTurn(
      'a third',
      () => Promise.resolve(),
      () => Promise.resolve(),
    ).then(() => 'old');
  await expect(
    writeByTurn('a third', overtaken, (_, value) => Promise.resolve(void written.push(value))),
  ).rejects.toThrow(OvertakenError);
  expect(written).toEqual([]);
});

it('of many looks at once in one process, the first and one more do the work for all', async () => {
  const [began, answer] = [gate<null>(), gate<number>()];
  let reads = 0;
  const look = () =>
    writeLatest(
      'a busy object',
      () => {
        reads += 1;
        began.open(null);
        return reads === 1 ? answer.opened : Promise.resolve(reads);
      },
      (_, value) => Promise.resolve(value),
    );
  const first = look();
  await began.opened;
  const others = [look(), look(), look()];
  answer.open(1);
  expect(await first).toBe(1);
  // What they heard of may have happened after the first began to read.
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  expect(reads).toBe(2);
  expect(await look()).toBe(3);
});

it('a look that fails fails alone', async () => {
  const failing = writeLatest(
    'a lost object',
    () => Promise.reject(new Error('no answer')),
    () => Promise.resolve('written'),
  );
  const next = writeLatest(
    'a lost object',
    () => Promise.resolve(),
    () => Promise.resolve('written'),
  );
  await expect(failing).rejects.toThrow('no answer');
  expect(await next).toBe('written');
});
