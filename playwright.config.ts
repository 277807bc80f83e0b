import { chromium, defineConfig, devices } from '@playwright/test';
import { appUrl, emulatorUrl, houses } from './e2e/support/environment';

const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH;

// The shop believes that it speaks to Stripe: then the emulator answers for Stripe's hosts.
if (process.env.E2E_STRIPE_HOSTS === 'emulated') {
  // By a name that the compiler does not follow: the types are there only once the emulator is built.
  const fixture: string = 'souk-emulator/playwright';
  const { emulateStripeEverywhere } = (await import(fixture)) as {
    emulateStripeEverywhere(browser: typeof chromium, options: { url: string }): void;
  };
  emulateStripeEverywhere(chromium, { url: emulatorUrl });
}

export default defineConfig({
  testDir: './e2e/journeys',
  outputDir: './test-results/journeys',
  // Each journey goes to the next free worker, and each worker has a house of its own.
  fullyParallel: true,
  workers: houses.length,
  retries: 0,
  forbidOnly: true,
  // Far more than any journey needs: what else a machine does must not decide.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: appUrl,
    locale: 'en-US',
    // On request: writing down every page as it stood costs a tenth of a run.
    trace: process.env.E2E_TRACE ? { mode: 'retain-on-failure', screenshots: false } : 'off',
    // Only the journey about the worker has it: it would be one more thing between page and network.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    video: 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
