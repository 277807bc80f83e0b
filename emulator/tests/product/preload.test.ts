import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installPackage, modules, type Installed } from './package';

let installed: Installed;
let urls: { api: string };

beforeAll(async () => {
  installed = await installPackage();
  urls = await installed.start();
}, 60_000);

afterAll(() => installed?.remove());

const sdk = path.join(modules, 'stripe');

describe('preload', () => {
  // A server that knows nothing of the emulator, by each way the SDK can be loaded and can call.
  const body = `
    (async () => {
      for (const httpClient of [Stripe.createNodeHttpClient(), Stripe.createFetchHttpClient()]) {
        const stripe = new Stripe('sk_test_unchanged', { httpClient });
        const made = await stripe.customers.create({ name: 'Ada' });
        const read = await stripe.customers.retrieve(made.id);
        console.log(read.name);
        const file = await stripe.files.create({
          purpose: 'dispute_evidence',
          file: { data: Buffer.from('%PDF-1.7'), name: 'x.pdf', type: 'application/pdf' },
        });
        console.log(file.type);
        const errors = [
          () => fetch('https://meter-events.stripe.com/v2/billing/meter_event_stream').then(
            async (answer) => {
              throw { statusCode: answer.status, ...(await answer.json()).error };
            },
          ),
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
    'pdf',
    expect.stringMatching(/^400 meter-events\.stripe\.com is not emulated/),
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
