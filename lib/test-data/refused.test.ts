import { beforeAll, expect, test, vi } from 'vitest';
import type { TestRunId } from '../model/ids';
import { operator } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { getDb } from '../store/client';
import { acts, testRuns } from '../store/schema';
import { makeTestData } from './make-test-data';
import { mayMakeTestData } from './may-make';
import { startTestRun } from './start-test-run';

openHouse();
// Read once, on the first use of config(), which is after this.
beforeAll(() => {
  vi.stubEnv('DEMO_PEOPLE', 'off');
});

test('where people are real, not even the operator has test data made', async () => {
  const olu = await operator();
  expect(await startTestRun(olu, 'week')).toMatchObject({ ok: false, reason: 'not_found' });
  const db = await getDb();
  expect(await db.select().from(testRuns)).toEqual([]);
  expect(await db.select().from(acts)).toEqual([]);
  // Nor does a job that is left from another day.
  const id = 'tst_00000000000000000001' as TestRunId;
  await db.insert(testRuns).values({ id, kind: 'week', startedBy: olu.id });
  await makeTestData(id);
  expect(await db.select().from(testRuns)).toMatchObject([{ taken: 0, state: 'running' }]);
});

test('a mode with real money may not, the others may', () => {
  const may = (mode: string) => mayMakeTestData({ mode, demo: true });
  expect(['emulator', 'test', 'live'].map(may)).toEqual([true, true, false]);
  expect(mayMakeTestData({ mode: 'emulator', demo: false })).toBe(false);
});
