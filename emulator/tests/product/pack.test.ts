import { readdir } from 'node:fs/promises';
import path from 'node:path';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json';
import { installPackage, modules, root, type Installed } from './package';

const { browserEntries } = (await import(path.join(root, 'elements', 'entries.mjs'))) as {
  browserEntries: Record<string, string>;
};
let installed: Installed;
let urls: { api: string; frames: string; bank: string };

beforeAll(async () => {
  installed = await installPackage();
  urls = await installed.start();
}, 60_000);

afterAll(() => installed?.remove());

/** Every script that a browser runs. */
const browserFiles = Object.keys(browserEntries)
  .map((name) => `dist/browser/${name}.js`)
  .sort();

/** The SDK of this repository, at the installed emulator. */
function stripe(account?: string): Stripe {
  const { hostname, port } = new URL(urls.api);
  return new Stripe('sk_test_package', {
    host: hostname,
    port: Number(port),
    protocol: 'http',
    telemetry: false,
    ...(account ? { stripeAccount: account } : {}),
  });
}

test('the tarball holds what is needed, and nothing else', () => {
  expect(installed.files).toEqual([
    'LICENSE',
    'README.md',
    ...browserFiles,
    'dist/cli.js',
    'dist/cypress.cjs',
    'dist/cypress.d.cts',
    'dist/cypress.d.ts',
    'dist/cypress.js',
    'dist/index.cjs',
    'dist/index.d.cts',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/licenses.txt',
    'dist/playwright.cjs',
    'dist/playwright.d.cts',
    'dist/playwright.d.ts',
    'dist/playwright.js',
    'dist/preload.cjs',
    'dist/preload.d.cts',
    'package.json',
  ]);
});

test('nothing else is installed with it, and it knows its version', async () => {
  const packages = await readdir(path.join(installed.folder, 'node_modules'));
  expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['souk-emulator']);
  const bin = path.join('node_modules', 'souk-emulator', 'dist', 'cli.js');
  const { version } = manifest as { version: string };
  expect((await installed.node([bin, '--version'])).output).toBe(`${version}\n`);
});

test('a first clone', async () => {
  const platform = stripe();
  const customer = await platform.customers.create({
    payment_method: 'pm_card_visa',
    name: 'Jenny Rosen',
  });
  const [card] = (await platform.customers.listPaymentMethods(customer.id)).data;
  await fetch(`${urls.api}/_emulator/seed`, {
    method: 'POST',
    body: JSON.stringify({ accounts: [{ id: 'acct_1PackSeller00001' }] }),
  });
  const onSeller = stripe('acct_1PackSeller00001');
  const clone = await onSeller.paymentMethods.create({
    customer: customer.id,
    payment_method: card!.id,
  });
  expect(clone.id).not.toBe(card!.id);
  const paid = await onSeller.paymentIntents.create({
    amount: 1999,
    currency: 'usd',
    payment_method: clone.id,
    confirm: true,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  });
  expect(paid.status).toBe('succeeded');
});

test('Stripe.js, the bank and the dashboard are in it', async () => {
  for (const address of [`${urls.api}/v3/`, `${urls.api}/`, `${urls.bank}/assets/bank.css`]) {
    const response = await fetch(address);
    expect([address, response.status]).toEqual([address, 200]);
  }
});

describe('for programs', () => {
  test('ES modules and CommonJS start the same', async () => {
    const rest = `
      .then(async (emulator) => {
        const health = await (await fetch(emulator.urls.api + '/_emulator/health')).json();
        console.log(health.status, emulator.client.host, emulator.client.protocol);
        console.log(typeof launchWithStripe);
        await emulator.close();
      });`;
    const start = `createEmulator({ port: 0, dataDir: null })${rest}`;
    const esm = await installed.write(
      'start.mjs',
      `import { createEmulator } from 'souk-emulator';
      import { launchWithStripe } from 'souk-emulator/cypress'; ${start}`,
    );
    const cjs = await installed.write(
      'start.cjs',
      `const { createEmulator } = require('souk-emulator');
      const { launchWithStripe } = require('souk-emulator/cypress'); ${start}`,
    );
    for (const file of [esm, cjs]) {
      expect(await installed.node([file])).toEqual({
        code: 0,
        output: 'ok 127.0.0.1 http\nfunction\n',
        errors: '',
      });
    }
  });

  test('its types stand by themselves, strictly checked', async () => {
    const program = `
      let urls: string[] = [];
      export async function start(): Promise<void> {
        const emulator: Emulator = await createEmulator({
          port: 0,
          dataDir: null,
          settings: { settleDelayMs: 0 },
        });
        urls = [emulator.urls.api, emulator.urls.frames, emulator.urls.bank];
        const { host, port, protocol } = emulator.client;
        const delay: number = emulator.settings.settleDelayMs;
        urls.push(host, String(port + delay), protocol satisfies 'http');
        // @ts-expect-error: a port is needed.
        await createEmulator({ dataDir: null });
        await emulator.close();
        const launch = { args: urls, more: 1 };
        const browser = { name: 'chrome', family: 'chromium' };
        const told = await launchWithStripe(browser, launch, { url: emulator.urls.api });
        told.more satisfies number;
      }
    `;
    const imports = `import { createEmulator, type Emulator } from 'souk-emulator';
      import { launchWithStripe } from 'souk-emulator/cypress'; import 'souk-emulator/preload';`;
    await installed.write('program.mts', `${imports} ${program}`);
    await installed.write('program.cts', `${imports} ${program}`);
    await installed.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          module: 'nodenext',
          target: 'es2022',
          lib: ['es2022'],
          types: [],
        },
        files: ['program.mts', 'program.cts'],
      }),
    );
    const tsc = path.join(modules, 'typescript', 'bin', 'tsc');
    const { output, code } = await installed.node([tsc, '-p', 'tsconfig.json']);
    expect(output).toBe('');
    expect(code).toBe(0);
  });
});
