import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['proofs/**/*.test.ts'],
    environment: 'node',
    // `npm run proofs` plays every point.
    env: { PROOFS_WHOLE: mode === 'whole' ? '1' : '' },
    // Proofs start processes of their own, as many side by side as there are cores.
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
}));
