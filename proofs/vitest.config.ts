import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['proofs/**/*.test.ts'],
    environment: 'node',
    // `npm run proofs` plays every point, in the time that is promised; `npm test` leaves a machine that
    // is busy with something else three times as long.
    env: {
      PROOFS_WHOLE: mode === 'whole' ? '1' : '',
      PROOFS_PATIENCE_S: process.env.PROOFS_PATIENCE_S || (mode === 'whole' ? '30' : '90'),
    },
    // Proofs start processes of their own, as many side by side as there are cores.
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
}));
