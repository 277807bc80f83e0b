/** For tests only: database and emulator together, wired to the configuration of this test file. */
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { testDb } from '../../store/testing/database';
import { startEmulator, type Emulator } from './emulator';

export interface House {
  readonly emulator: Emulator;
  /** Every SQL statement of this file so far. */
  readonly statements: readonly string[];
}

/**
 * Call it at the top of a test file. `through` may put something between the app and the emulator:
 * it gets the emulator's address and answers with the one that the app shall use.
 */
export function openHouse(
  through: (url: string) => Promise<{ url: string; close: () => Promise<void> }> = (url) =>
    Promise.resolve({ url, close: () => Promise.resolve() }),
): House {
  let emulator: Emulator | undefined;
  let statements: readonly string[] = [];
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const database = await testDb();
    closers.push(database.close);
    statements = database.statements;
    emulator = await startEmulator();
    closers.push(emulator.stop);
    const way = await through(emulator.url);
    closers.push(way.close);
    // Read once, on the first use of config(), which is after this.
    vi.stubEnv('STRIPE_API_BASE', way.url);
  });
  beforeEach(async () => {
    await emulator?.forget();
  });
  afterEach(async () => {
    await emulator?.clearFaults();
    vi.restoreAllMocks();
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
    vi.unstubAllEnvs();
  });
  return {
    get emulator() {
      if (!emulator) throw new Error('the emulator is not up yet');
      return emulator;
    },
    get statements() {
      return statements;
    },
  };
}
