import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import types from '../lib/webhooks/event-types.json';
import { startEmulator, type Emulator } from '../lib/payments/testing/emulator';
import { registerWebhooks } from './webhook-endpoints.mjs';

let emulator: Emulator;
let dataDir: string;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.stop());
beforeEach(async () => {
  for (const { id } of await endpoints()) await emulator.stripe.webhookEndpoints.del(id);
  dataDir = mkdtempSync(path.join(tmpdir(), 'souk-webhooks-'));
  return () => rmSync(dataDir, { recursive: true });
});

const register = (port = 3000): Promise<Record<string, string>> =>
  registerWebhooks({ apiUrl: emulator.url, appUrl: `http://127.0.0.1:${port}`, dataDir });
const endpoints = async () => {
  const { data } = await emulator.stripe.webhookEndpoints.list({ limit: 100 });
  return data
    .filter(({ url }) => /:(3000|3001)\//.test(url))
    .sort((a, b) => (a.url < b.url ? -1 : 1));
};

it('two endpoints are registered for exactly what is handled, in the version of the SDK', async () => {
  const secrets = await register();
  expect(await endpoints()).toMatchObject([
    { url: 'http://127.0.0.1:3000/api/webhooks/connect', enabled_events: types.connect },
    { url: 'http://127.0.0.1:3000/api/webhooks/platform', enabled_events: types.platform },
  ]);
  for (const { api_version } of await endpoints()) expect(api_version).toBe(Stripe.API_VERSION);
  expect(Object.values(secrets)).toEqual([
    expect.stringMatching(/^whsec_/),
    expect.stringMatching(/^whsec_/),
  ]);
});

it('the secrets are kept for nobody else to read, and used again at the next start', async () => {
  const first = await register();
  const file = path.join(dataDir, 'webhook-endpoints.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['webhook-endpoints.json']);
  expect(await register()).toEqual(first);
  expect(await endpoints()).toHaveLength(2);
});

it('a shop that moved is told of at its new address, with the old secrets', async () => {
  const first = await register(3000);
  expect(await register(3001)).toEqual(first);
  expect((await endpoints()).map(({ url }) => new URL(url).port)).toEqual(['3001', '3001']);
});

it.each([
  [
    'were deleted',
    async () => {
      for (const { id } of await endpoints()) await emulator.stripe.webhookEndpoints.del(id);
    },
  ],
  [
    'have secrets that nobody knows',
    () => {
      rmSync(path.join(dataDir, 'webhook-endpoints.json'));
    },
  ],
  [
    'were written down badly',
    () => {
      writeFileSync(path.join(dataDir, 'webhook-endpoints.json'), '{"connect":');
    },
  ],
])('endpoints that %s are made anew, and no others are left', async (_, happens) => {
  const first = await register();
  await happens();
  const second = await register();
  expect(Object.values(second)).not.toEqual(Object.values(first));
  expect(await endpoints()).toHaveLength(2);
});

it('one that was switched off is switched on again', async () => {
  await register();
  for (const { id } of await endpoints()) {
    await emulator.stripe.webhookEndpoints.update(id, { disabled: true });
  }
  await register();
  expect((await endpoints()).map(({ status }) => status)).toEqual(['enabled', 'enabled']);
});
