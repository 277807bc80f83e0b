import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';

const made: string[] = [];

afterEach(async () => {
  await Promise.all(made.splice(0).map((name) => rm(name, { recursive: true, force: true })));
});

/** An empty directory, removed after the test (register it before what uses it). */
export async function temporaryDirectory(): Promise<string> {
  const name = await mkdtemp(path.join(tmpdir(), 'emulator-test-'));
  made.push(name);
  return name;
}
