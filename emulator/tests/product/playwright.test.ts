import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../support/browser';
import { installPackage, modules, type Installed } from './package';

let installed: Installed;

beforeAll(async () => {
  installed = await installPackage();
  const own = path.join(installed.folder, 'node_modules');
  // What a suite has anyway.
  for (const name of ['@playwright', 'playwright', 'playwright-core']) {
    await symlink(path.join(modules, name), path.join(own, name));
  }
}, 60_000);

afterAll(() => installed?.remove());

const page = `
import { expect, type Page } from '@playwright/test';

/** A shop that knows of nothing but Stripe. */
export async function openShop(page: Page, secret: string): Promise<void> {
  await page.route('https://shop.test/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: \`<!doctype html><script src="https://js.stripe.com/v3/"></script><div id="payment"></div>
<button>Save</button><output></output><script>
const stripe = Stripe('pk_test_TYooMQauvdEDq54NiTphI7jx');
const elements = stripe.elements({ clientSecret: '\${secret}' });
elements.create('payment').mount('#payment');
document.querySelector('button').onclick = async () => {
  const { setupIntent, error } = await stripe.confirmSetup({ elements, redirect: 'if_required' });
  document.querySelector('output').textContent = setupIntent ? setupIntent.status : error.code;
};
</script>\`,
    }),
  );
  await page.goto('https://shop.test/');
}

export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
}

export { expect };
`;

const withFixture = (name: string) => `
import { test as base } from '@playwright/test';
import { cards, completeChallenge, fillCard, stripeFixtures } from 'souk-emulator/playwright';
import type { StripeStage, StripeTestFixtures, StripeWorkerFixtures } from 'souk-emulator/playwright';
import { expect, openShop, save } from './page';

const test = base.extend<StripeTestFixtures, StripeWorkerFixtures>(stripeFixtures);

async function call<T>(stripe: StripeStage, method: string, path: string, body = ''): Promise<T> {
  const { server, url } = stripe;
  const headers = { Authorization: \`Bearer \${server.secretKey}\` };
  const response = await fetch(url + path, { method, headers, ...(body ? { body: new URLSearchParams(body) } : {}) });
  return (await response.json()) as T;
}

test('${name} is alone on its platform', async ({ page, stripe }, info) => {
  await call(stripe, 'POST', '/v1/customers', 'name=${name}');
  const intent = await call<{ client_secret: string }>(
    stripe, 'POST', '/v1/setup_intents', 'excluded_payment_method_types[]=us_bank_account',
  );
  await openShop(page, intent.client_secret);
  await fillCard(page, { number: cards.authenticateOnce });
  await save(page);
  await completeChallenge(page);
  await expect(page.locator('output')).toHaveText('succeeded');
  const { data } = await call<{ data: { name: string }[] }>(stripe, 'GET', '/v1/customers');
  expect(data.map(({ name }) => name)).toEqual(['${name}']);
  expect(stripe.namespace).toBe(\`w\${info.parallelIndex}\`);
  const confirmed = await stripe.requests({ path: '/v1/setup_intents/*/confirm' });
  expect(confirmed.map(({ status }) => status)).toEqual([200]);
});
`;

const anew = `
import { test as base } from '@playwright/test';
import { stripeFixtures } from 'souk-emulator/playwright';
import type { StripeTestFixtures, StripeWorkerFixtures } from 'souk-emulator/playwright';
const { expect } = base;
const test = base.extend<StripeTestFixtures, StripeWorkerFixtures>(stripeFixtures);

for (const reset of ['never', 'test'] as const) {
  test.describe(reset, () => {
    test.use({ stripeReset: reset });
    for (const name of ['first', 'second']) {
      test(name, async ({ stripe }) => {
        const headers = { Authorization: \`Bearer \${stripe.server.secretKey}\` };
        const customers = stripe.url + '/v1/customers';
        await fetch(customers, { method: 'POST', headers });
        const { data } = (await (await fetch(customers, { headers })).json()) as { data: unknown[] };
        expect(data).toHaveLength(reset === 'never' && name === 'second' ? 2 : 1);
      });
    }
  });
}
`;

const untouched = `
import { test } from '@playwright/test';
import { expect, openShop, save } from './page';

test('a suite that knows of nothing', async ({ page, browser }) => {
  const { EMULATOR_URL = '' } = process.env;
  const response = await fetch(EMULATOR_URL + '/v1/setup_intents', {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_ns_w' + process.env.TEST_PARALLEL_INDEX },
    body: new URLSearchParams('excluded_payment_method_types[]=us_bank_account'),
  });
  const { client_secret } = (await response.json()) as { client_secret: string };
  for (const shop of [page, await browser.newPage()]) {
    await openShop(shop, client_secret);
    const frame = shop.frameLocator('iframe[title="Secure payment input frame"]');
    await frame.locator('[name="number"]').fill('4000000000000002');
    await frame.locator('[name="expiry"]').fill('12/34');
    await frame.locator('[name="cvc"]').fill('123');
    await frame.locator('[name="postalCode"]').fill('94110');
    await save(shop);
    await expect(shop.locator('output')).toHaveText('card_declined');
  }
});
`;

function config(body: string, workers: number): string {
  const executablePath = findChromium();
  return `
import { chromium, defineConfig } from '@playwright/test';
${body}
export default defineConfig({
  workers: ${workers},
  timeout: 60_000,
  use: { launchOptions: { args: ['--no-sandbox'], executablePath: ${JSON.stringify(executablePath)} } },
});
`;
}

const cli = path.join(modules, '@playwright', 'test', 'cli.js');

test('the fixture gives each parallel worker a platform of its own', async () => {
  await installed.write('page.ts', page);
  await installed.write('one.spec.ts', withFixture('One'));
  await installed.write('two.spec.ts', withFixture('Two'));
  const shared = `import { createEmulator } from 'souk-emulator';
export default async () => {
  const emulator = await createEmulator({ port: 0, dataDir: null });
  process.env.STRIPE_EMULATOR_URL = emulator.urls.api;
  return () => emulator.close();
};`;
  await installed.write('global-setup.ts', shared);
  const text = config('', 2).replace('workers', "globalSetup: './global-setup.ts', workers");
  await installed.write('playwright.config.ts', text);
  const ran = await installed.node([cli, 'test', 'one', 'two', '--reporter=line']);
  expect(ran.output + ran.errors).toContain('2 passed');
  expect(ran.code).toBe(0);

  const compiler = path.join(modules, 'typescript', 'bin', 'tsc');
  const strict = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
  const types = ['--typeRoots', path.join(modules, '@types'), '--types', 'node'];
  const compiled = await installed.node([compiler, ...strict, ...types, 'one.spec.ts']);
  expect(compiled.output).toBe('');
}, 120_000);

test('the fixture empties the platform for each test where it is told to', async () => {
  const { api } = await installed.start();
  await installed.write('anew.spec.ts', anew);
  await installed.write('playwright.config.ts', config('', 1));
  const ran = await installed.node([cli, 'test', 'anew', '--reporter=line'], {
    STRIPE_EMULATOR_URL: api,
  });
  expect(ran.output + ran.errors).toContain('4 passed');
}, 120_000);

test('one line of configuration does for a suite that is not touched', async () => {
  const { api } = await installed.start();
  await installed.write('page.ts', page);
  await installed.write('untouched.spec.ts', untouched);
  const line = `import { emulateStripeEverywhere } from 'souk-emulator/playwright';
emulateStripeEverywhere(chromium, { url: process.env.EMULATOR_URL ?? '', namespace: 'worker' });`;
  await installed.write('everywhere.config.ts', config(line, 1));
  const ran = await installed.node(
    [cli, 'test', 'untouched', '-c', 'everywhere.config.ts', '--reporter=line'],
    { EMULATOR_URL: api },
  );
  expect(ran.output + ran.errors).toContain('1 passed');
}, 120_000);
