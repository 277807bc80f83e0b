import { chromium, defineConfig, devices } from '@playwright/test';

const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH;

// The shop believes that it speaks to Stripe: then the emulator answers for Stripe's hosts.
if (process.env.E2E_STRIPE_HOSTS === 'emulated') {
  // By a name that the compiler does not follow: the types are there only once the emulator is built.
  const fixture: string = 'souk-emulator/playwright';
  const { emulateStripeEverywhere } = (await import(fixture)) as {
    emulateStripeEverywhere(browser: typeof chromium, options: { url: string }): void;
  };
  emulateStripeEverywhere(chromium, { url: process.env.E2E_EMULATOR_URL ?? '' });
}

export default defineConfig({
  testDir: './e2e/journeys',
  outputDir: './test-results/journeys',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/journeys.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_APP_URL,
    locale: 'en-US',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    video: 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
