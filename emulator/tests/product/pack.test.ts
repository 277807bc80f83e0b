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
const sdk = path.join(modules, 'stripe');

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
        await emulator.close();
      });`;
    const start = `createEmulator({ port: 0, dataDir: null })${rest}`;
    const esm = await installed.write(
      'start.mjs',
      `import { createEmulator } from 'souk-emulator'; ${start}`,
    );
    const cjs = await installed.write(
      'start.cjs',
      `const { createEmulator } = require('souk-emulator'); ${start}`,
    );
    for (const file of [esm, cjs]) {
      expect(await installed.node([file])).toEqual({
        code: 0,
        output: 'ok 127.0.0.1 http\n',
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
      }
    `;
    await installed.write(
      'program.mts',
      `import { createEmulator, type Emulator } from 'souk-emulator'; import 'souk-emulator/preload'; ${program}`,
    );
    await installed.write(
      'program.cts',
      `import { createEmulator, type Emulator } from 'souk-emulator'; import 'souk-emulator/preload'; ${program}`,
    );
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

describe('preload', () => {
  // A server that knows nothing of the emulator, by each way the SDK can be loaded and can call.
  const body = `
    (async () => {
      for (const httpClient of [Stripe.createNodeHttpClient(), Stripe.createFetchHttpClient()]) {
        const stripe = new Stripe('sk_test_unchanged', { httpClient });
        const made = await stripe.customers.create({ name: 'Ada' });
        const read = await stripe.customers.retrieve(made.id);
        console.log(read.name);
        const errors = [
          () => stripe.files.create({
            purpose: 'dispute_evidence',
            file: { data: Buffer.from('x'), name: 'x.png', type: 'image/png' },
          }),
          () => new Stripe('sk_live_mustnotleave', { httpClient }).customers.create({}),
        ];
        for (const attempt of errors) {
          await attempt().then(
            () => console.log('went through'),
            (error) => console.log(error.statusCode, error.message),
          );
        }
      }
    })();
  `;
  const lines = [
    'Ada',
    expect.stringMatching(/^400 files\.stripe\.com is not emulated/),
    expect.stringMatching(/^401 A live key \(sk_live_\*\*\*\*\) .* It was not sent/),
  ];

  test.each([
    ['CommonJS by --require', 'server.cjs', '--require', `const Stripe = require('${sdk}');`],
    [
      'ES modules by --require',
      'server.mjs',
      '--require',
      `import Stripe from '${sdk}/esm/stripe.esm.node.js';`,
    ],
    [
      'ES modules by --import',
      'server.mjs',
      '--import',
      `import Stripe from '${sdk}/esm/stripe.esm.node.js';`,
    ],
  ])('%s', async (_, name, option, head) => {
    const server = await installed.write(name, head + body);
    const ended = await installed.node([option, 'souk-emulator/preload', server], {
      EMULATOR_URL: urls.api,
    });
    expect(ended.errors).toBe(`souk-emulator: api.stripe.com is ${urls.api}\n`);
    expect(ended.output.trim().split('\n')).toEqual([...lines, ...lines]);
    expect(ended.code).toBe(0);
  });

  test('named imports, an address as text, and other hosts', async () => {
    const server = await installed.write(
      'plain.mjs',
      `
      import { createServer } from 'node:http';
      import { get, request } from 'node:https';
      import { get as plainGet } from 'node:http';
      const headers = { authorization: 'Basic ' + btoa('sk_test_plain:'), host: 'api.stripe.com' };
      const status = (make) => new Promise((resolve, reject) => {
        const sent = make((response) => resolve(response.resume().statusCode));
        sent.on('error', reject);
        sent.end();
      });
      const address = 'https://api.stripe.com/v1/customers?limit=1';
      console.log(await status((done) => get(address, { headers }, done)));
      console.log(await status((done) => request(new URL(address), { headers }, done)));
      console.log(await status((done) => request(address, { auth: 'sk_live_plain:' }, done)));
      console.log((await fetch(new Request(address, { headers }))).status);
      const body = new URLSearchParams({ name: 'Posted' });
      const posted = await fetch(
        new Request('https://api.stripe.com/v1/customers', { method: 'POST', headers, body }),
      );
      console.log((await posted.json()).name);
      for (const address of ['https://connect.stripe.com/oauth/token', 'https://mcp.stripe.com/']) {
        const answer = await (await fetch(address, { method: 'POST', headers })).json();
        console.log((answer.error_description ?? answer.error.message).slice(0, 30));
      }
      const other = createServer((_, response) => response.writeHead(418).end());
      await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
      const elsewhere = 'http://127.0.0.1:' + other.address().port;
      console.log(await status((done) => plainGet(elsewhere, done)), (await fetch(elsewhere)).status);
      other.close();
      `,
    );
    const ended = await installed.node(['--require', 'souk-emulator/preload', server], {
      STRIPE_EMULATOR_URL: urls.api,
    });
    expect(ended.output.trim().split('\n')).toEqual([
      '200',
      '200',
      '401',
      '200',
      'Posted',
      'The endpoint POST /oauth/token',
      'mcp.stripe.com is not emulated',
      '418 418',
    ]);
    expect(ended.code).toBe(0);
  });

  test('says when no emulator is there, once, and when its address is none', async () => {
    const server = await installed.write(
      'alone.cjs',
      `const Stripe = require('${sdk}');
       const stripe = new Stripe('sk_test_alone', { maxNetworkRetries: 1 });
       stripe.customers.list().catch((error) => console.log(error.type));`,
    );
    // Port 1 is nobody's.
    const ended = await installed.node(['--require', 'souk-emulator/preload', server], {
      EMULATOR_URL: 'http://127.0.0.1:1',
    });
    expect(ended.output).toBe('StripeConnectionError\n');
    expect(ended.errors.match(/nothing listens at http:\/\/127\.0\.0\.1:1;/g)).toHaveLength(1);
    const wrong = await installed.node(['--require', 'souk-emulator/preload', server], {
      EMULATOR_URL: 'localhost:12111/v1',
    });
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toContain('EMULATOR_URL is not the address of an emulator');
  });
});
