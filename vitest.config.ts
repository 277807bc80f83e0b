import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      // Throws outside of a React server bundle, which a unit test is not.
      { find: 'server-only', replacement: `${root}node_modules/server-only/empty.js` },
      { find: /^@\//, replacement: root },
    ],
  },
  test: {
    include: ['{lib,app,components,scripts,docs}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'emulator/**', 'e2e/**'],
    environment: 'node',
    // What a test reads from its environment never depends on the machine's, nor touches its data.
    env: {
      SESSION_SECRET: 'only-for-unit-tests-only-for-unit-tests',
      DATA_DIR: path.join(os.tmpdir(), 'souk-unit'),
      APP_URL: 'http://localhost:3000',
      // Emptied counts as absent.
      DATABASE_URL: '',
      FEE_BASIS_POINTS: '',
      DEMO_PEOPLE: '',
      TRUSTED_PROXIES: '',
      STRIPE_SECRET_KEY: '',
      STRIPE_PUBLISHABLE_KEY: '',
      STRIPE_API_BASE: '',
      STRIPE_JS_URL: '',
      STRIPE_WEBHOOK_SECRET_PLATFORM: '',
      STRIPE_WEBHOOK_SECRET_CONNECT: '',
      STRIPE_CALLS_PER_SECOND: '',
      STRIPE_TIMEOUT_MS: '',
      EXTRA_SELLERS: '',
      SMTP_URL: '',
      MAIL_FROM: '',
      EMULATOR_FRAME_ORIGINS: '',
      PORT: '',
      RELAXED_DURABILITY: '',
    },
    // Tests wait for an emulator, and for time to pass, a third of theirs: that leaves room for others.
    maxWorkers: Math.ceil(os.availableParallelism() * 1.5),
    // No test lives long enough for its database to be compiled twice, the second time well.
    execArgv: ['--liftoff-only'],
    // Databases start slowly when several test files begin at once on a small machine.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes when it comes; how fast is for the benches.
    expect: { poll: { timeout: 30_000 } },
    sequence: { shuffle: { tests: true } },
  },
});
