import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

describe('seed and reset', () => {
  test('a seeded account is ready and keeps the given id, also when seeded twice', async () => {
    const emulator = await startEmulator();
    const accounts = [
      { id: 'acct_1SeedFleurs000001', country: 'FR', currency: 'eur', name: 'Fleurs' },
    ];
    await control(emulator, 'POST', '/seed', { accounts });
    await control(emulator, 'POST', '/seed', { accounts });
    const stripe = stripeFor(emulator);
    const account = await stripe.accounts.retrieve('acct_1SeedFleurs000001');
    expect(account).toMatchObject({
      country: 'FR',
      default_currency: 'eur',
      charges_enabled: true,
      payouts_enabled: true,
      business_profile: { name: 'Fleurs' },
    });
    expect((await stripe.accounts.list()).data).toHaveLength(1);
  });

  test('a seeded account has a name for bank statements, whatever it is called', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    for (const [name, descriptor] of [
      ['Atelier des Fleurs et Plantes', 'ATELIER DES FLEURS ET'],
      ['A*', 'A SHO'],
      ['花屋', 'TEST SELLER'],
      ['1001', 'TEST SELLER'],
    ] as const) {
      const { settings } = await stripe.accounts.retrieve(await seedAccount(emulator, { name }));
      expect(settings?.payments.statement_descriptor).toBe(descriptor);
    }
  });

  test('an account cannot belong to two namespaces', async () => {
    const emulator = await startEmulator();
    const id = await seedAccount(emulator);
    await expect(
      control(emulator, 'POST', '/seed', { namespace: 'w1', accounts: [{ id }] }),
    ).rejects.toThrow('belongs to another namespace');
  });

  test('reset clears data, faults and log; of one namespace, if asked', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const other = stripeFor(emulator, { key: 'sk_test_ns_w1' });
    const account = await seedAccount(emulator);
    await stripe.customers.create({}, { stripeAccount: account });
    await other.customers.create({});
    await control(emulator, 'POST', '/reset', { namespace: 'w1' });
    expect((await other.customers.list()).data).toEqual([]);
    expect((await stripe.customers.list({}, { stripeAccount: account })).data).toHaveLength(1);
    await control(emulator, 'POST', '/faults', { action: 'fail', times: 0 });
    await control(emulator, 'POST', '/reset');
    expect(await control(emulator, 'GET', '/requests')).toEqual({ data: [] });
    expect((await stripe.customers.list()).data).toEqual([]);
    await expect(stripe.customers.list({}, { stripeAccount: account })).rejects.toMatchObject({
      code: 'account_invalid',
    });
  });
});

describe('health and settings', () => {
  test('health says what runs where and how much is kept', async () => {
    const emulator = await startEmulator();
    await stripeFor(emulator).customers.create({});
    expect(await control(emulator, 'GET', '/health')).toMatchObject({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      urls: emulator.urls,
      uptime_ms: expect.any(Number),
      // The customer and its event.
      objects: 2,
      journal_bytes: 0,
    });
  });

  test('a platform is called as the settings say when it is first seen', async () => {
    const emulator = await startEmulator({ settings: { platformName: 'Souk' } });
    const own = await stripeFor(emulator).accounts.retrieveCurrent();
    expect(own).toMatchObject({
      business_profile: { name: 'Souk' },
      settings: {
        dashboard: { display_name: 'Souk' },
        payments: { statement_descriptor: 'SOUK ' },
      },
    });
    await expect(control(emulator, 'POST', '/settings', { platformName: ' ' })).rejects.toThrow(
      'Invalid platformName',
    );
  });

  test('settings are read, changed and checked', async () => {
    const emulator = await startEmulator({ settings: { settleDelayMs: 5 } });
    const changed = await control(emulator, 'POST', '/settings', { webhookRetryMs: [1, 2] });
    expect(changed).toMatchObject({ settleDelayMs: 5, webhookRetryMs: [1, 2] });
    await expect(control(emulator, 'POST', '/settings', { settleDelayMs: -1 })).rejects.toThrow(
      'Invalid settleDelayMs',
    );
    await expect(control(emulator, 'POST', '/settings', { webhookTimeoutMs: 0 })).rejects.toThrow(
      'Invalid webhookTimeoutMs',
    );
    for (const achRetryDays of [[3, 15], [6, 3], [1, 2, 3], 3]) {
      const dunning = { retryDays: [1], end: 'cancel', achRetryDays };
      await expect(control(emulator, 'POST', '/settings', { dunning })).rejects.toThrow(
        'Invalid dunning',
      );
    }
    await expect(control(emulator, 'POST', '/settings', { nope: 1 })).rejects.toThrow(
      'Unknown setting: nope',
    );
    expect(await control(emulator, 'GET', '/settings')).toEqual(changed);
  });

  test('what is wrong with a call is told in the shape of Stripe', async () => {
    const emulator = await startEmulator();
    const told = async (path: string, body?: string) => {
      const { status, json } = await call(emulator, `/_emulator${path}`, {
        key: null,
        ...(body === undefined ? {} : { body }),
      });
      return { status, ...json.error };
    };
    expect(await told('/deliveries?limit=0')).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: 'limit',
    });
    expect(await told('/settings', '[1]')).toMatchObject({
      status: 400,
      message: 'The body must be a JSON object.',
    });
    expect(await told('/webhook_endpoints/we_none/roll_secret', '{}')).toMatchObject({
      status: 404,
      message: "No such webhook endpoint: 'we_none'",
    });
  });

  test('pages of other origins and unknown paths are refused', async () => {
    const emulator = await startEmulator();
    const foreign = await call(emulator, '/_emulator/reset', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    expect((await call(emulator, '/_emulator/nothing')).status).toBe(404);
  });
});

test('answers under names of this machine alone', async () => {
  const emulator = await startEmulator();
  // `fetch` sets the Host header itself.
  const status = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${emulator.urls.api}/_emulator/requests`, { headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  expect(await status('rebound.example:12111')).toBe(403);
  expect(await status('localhost.example:12111')).toBe(403);
  expect(await status('localhost:12111')).toBe(200);
  expect(await status('127.0.0.1:12111')).toBe(200);
});
