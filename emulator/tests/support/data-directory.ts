import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lastAfterEveryTest } from './after-test';

const made: string[] = [];

lastAfterEveryTest(async () => {
  await Promise.all(made.splice(0).map((name) => rm(name, { recursive: true, force: true })));
});

/** An empty directory, removed after the test. */
export async function temporaryDirectory(): Promise<string> {
  const name = await mkdtemp(path.join(tmpdir(), 'emulator-test-'));
  made.push(name);
  return name;
}
