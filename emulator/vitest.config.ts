import os from 'node:os';
import { defineConfig } from 'vitest/config';

// Minutes of browsers between them, for what changes seldom: the runner of other people's suites, and
// each look of each page of the dashboard.
const long = ['tests/product/playwright.test.ts', 'tests/pages/dashboard-manners.test.ts'];

export default defineConfig(({ mode }) => ({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', ...(mode === 'whole' ? [] : long)],
    environment: 'node',
    // `npm run test:whole` draws all that is random and plays all files, `npm test` a sample.
    env: { TESTS_WHOLE: mode === 'whole' ? '1' : '' },
    setupFiles: ['tests/support/set-up.ts'],
    // The emulator is loaded once a worker, and a browser started once: files share nothing else.
    isolate: false,
    restoreMocks: true,
    // Tests in a browser wait for it half of their time, which leaves the cores to others.
    maxWorkers: Math.ceil(os.availableParallelism() * 1.5),
    testTimeout: 20_000,
    // A browser now and then hangs on a busy machine, for all tests of its worker: what ran out of time
    // is asked once more, in another browser. What is wrong is wrong again; what else fails, fails.
    retry: { count: 1, condition: /timed out in|Timeout \d+ms exceeded|has been closed/ },
    hookTimeout: 30_000,
    // What is waited for comes when it comes; how fast is for the benches.
    expect: { poll: { timeout: 15_000 } },
    sequence: { shuffle: { tests: true } },
  },
}));
