import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { keyOfEdit } from './key-of-edit';
import { storedKey } from './stored-key';
import { testPostgres } from './testing/postgres';

let close: () => Promise<void>;
beforeAll(async () => {
  ({ close } = await testPostgres());
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => close());

const clockOff = (hours: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });

it('a key is as old as the database says, whatever the clock of the app', async () => {
  clockOff(-30);
  expect((await storedKey('slow', 'key')).forgotten).toBe(false);
  expect(await keyOfEdit('edit-slow', {})).toBe(await keyOfEdit('edit-slow', {}));
  vi.useRealTimers();
  clockOff(30);
  const { at } = await storedKey('fast', 'key');
  vi.useRealTimers();
  expect(at.getTime()).toBeLessThan(Date.now() + 3_600_000);
});
