import { afterAll, beforeAll, expect, it } from 'vitest';
import { OvertakenError, writeLatest } from './latest-read';
import { testDb } from './testing';

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
  const slow = writeLatest(
    'an object',
    () => {
      began.open(null);
      return round++ === 0 ? answer.opened : Promise.resolve(atStripe);
    },
    write,
  );
  await began.opened;
  atStripe = 'new';
  await writeLatest('an object', () => Promise.resolve(atStripe), write);
  answer.open('old');
  await slow;
  expect(written).toEqual(['new', 'new']);
});

it('looks at other objects do not matter', async () => {
  const written: string[] = [];
  await writeLatest(
    'one',
    async () => {
      await writeLatest(
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
    writeLatest(
      'a third',
      () => Promise.resolve(),
      () => Promise.resolve(),
    ).then(() => 'old');
  await expect(
    writeLatest('a third', overtaken, (_, value) => Promise.resolve(void written.push(value))),
  ).rejects.toThrow(OvertakenError);
  expect(written).toEqual([]);
});
