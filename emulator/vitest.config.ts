import os from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**'],
    environment: 'node',
    setupFiles: ['tests/support/set-up.ts'],
    // The emulator is loaded once a worker, and a browser started once: files share nothing else.
    isolate: false,
    restoreMocks: true,
    // Tests in a browser wait for it half of their time, which leaves the cores to others.
    maxWorkers: Math.ceil(os.availableParallelism() * 1.5),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    sequence: { shuffle: { tests: true } },
  },
});
