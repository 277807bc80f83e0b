import { describe, expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';
import type { LoggedRequest } from '../../server/request-log';

type Log = { data: LoggedRequest[] };

describe('faults', () => {
  test('fail answers in the place of the call', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', {
      action: 'fail',
      method: 'POST',
      path: '/v1/customers',
      status: 402,
      error: { message: 'No money today.' },
    });
    const stripe = stripeFor(emulator);
    await expect(stripe.customers.create({})).rejects.toMatchObject({
      type: 'StripeCardError',
      message: 'No money today.',
    });
    expect((await stripe.customers.list()).data).toEqual([]);
    await stripe.customers.create({});
  });

  test('nth and times choose the calls', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', {
      action: 'fail',
      path: '/v1/cust*',
      nth: 2,
      times: 2,
    });
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await call(emulator, '/v1/customers')).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    const { data } = await control<{ data: object[] }>(emulator, 'GET', '/faults');
    expect(data).toMatchObject([{ matched: 4, hits: 2 }]);
  });

  test('an account chooses too, and clearing ends it', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const { id } = await control<{ id: string }>(emulator, 'POST', '/faults', {
      action: 'fail',
      account,
      times: 0,
    });
    const there = { headers: { 'stripe-account': account } };
    expect((await call(emulator, '/v1/customers')).status).toBe(200);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(500);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(500);
    await control(emulator, 'DELETE', `/faults/${id}`);
    expect((await call(emulator, '/v1/customers', there)).status).toBe(200);
  });

  test('drop does the work and cuts the line; the same key then gets the answer', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', { action: 'drop', path: '/v1/customers' });
    const made = await stripeFor(emulator, { retries: 1 }).customers.create({ name: 'Jenny' });
    expect(made.lastResponse.headers['idempotent-replayed']).toBe('true');
    const { data } = await stripeFor(emulator).customers.list();
    expect(data.map(({ id }) => id)).toEqual([made.id]);
    const log = await control<Log>(emulator, 'GET', '/requests?method=POST');
    expect(log.data.map(({ replayed, fault }) => [replayed, fault !== null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('a limit of requests is told to the SDK as one', async () => {
    const emulator = await startEmulator();
    await control(emulator, 'POST', '/faults', { action: 'fail', status: 429 });
    await expect(stripeFor(emulator).customers.list()).rejects.toMatchObject({
      type: 'StripeRateLimitError',
      code: 'rate_limit',
    });
  });

  test.each([
    [{ action: 'explode' }, 'must be one of fail, delay, or drop'],
    [{ action: 'delay' }, 'needs delay_ms'],
    [{ action: 'fail', when: 'now' }, 'Unknown property of a fault: when'],
    [{ action: 'fail', nth: '2' }, 'Invalid nth: must be a number'],
    [{ action: 'fail', status: 200 }, 'between 400 and 599'],
  ])('%j is refused', async (plan, message) => {
    const emulator = await startEmulator();
    await expect(control(emulator, 'POST', '/faults', plan)).rejects.toThrow(message);
  });
});

describe('the request log', () => {
  test('tells account, key, parameters and outcome of each call', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const made = await stripeFor(emulator, { account }).customers.create(
      { name: 'Jenny', metadata: { order: '7' } },
      { idempotencyKey: 'k1' },
    );
    await call(emulator, '/v1/customers/cus_x');
    const { data } = await control<Log>(emulator, 'GET', '/requests');
    expect(data).toMatchObject([
      {
        method: 'POST',
        path: '/v1/customers',
        account,
        idempotency_key: 'k1',
        key: 'secret',
        parameters: { name: 'Jenny', metadata: { order: '7' } },
        status: 200,
        error: null,
        object_id: made.id,
      },
      { method: 'GET', account: null, status: 404, error: { code: 'resource_missing' } },
    ]);
    expect(data[0]?.platform).toMatch(/^acct_\w{16}$/);
  });

  test('is filtered by what came after, method, path and account', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const stripe = stripeFor(emulator);
    await stripe.customers.create({});
    await stripe.customers.list({}, { stripeAccount: account });
    await stripe.setupIntents.list();
    const paths = async (query: string) =>
      (await control<Log>(emulator, 'GET', `/requests?${query}`)).data.map(
        ({ method, path }) => `${method} ${path}`,
      );
    const { data } = await control<Log>(emulator, 'GET', '/requests');
    expect(await paths(`after=${data[0]?.id}`)).toEqual([
      'GET /v1/customers',
      'GET /v1/setup_intents',
    ]);
    expect(await paths('method=post')).toEqual(['POST /v1/customers']);
    expect(await paths('path=/v1/setup*')).toEqual(['GET /v1/setup_intents']);
    expect(await paths(`account=${account}`)).toEqual(['GET /v1/customers']);
    expect(await paths('limit=1')).toEqual(['POST /v1/customers']);
  });

  test('holds no card number, no check digits, no secret and no key', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const intent = await stripe.setupIntents.create({});
    const secret = intent.client_secret ?? '';
    await call(
      emulator,
      `/v1/setup_intents/${intent.id}?client_secret=${secret}&key=pk_test_abcdef`,
      {
        key: null,
      },
    );
    await call(emulator, '/v1/payment_methods', {
      key: null,
      body: 'key=pk_test_abcdef&type=card&card[number]=4242424242424242&card[cvc]=987&card[exp_month]=12&card[exp_year]=2040',
    });
    await call(emulator, '/v1/customers', {
      body: 'description=4000 0025 0000 3155 on the phone&metadata[pan]=4242-4242-4242-4242',
    });
    const { data } = await control<Log>(emulator, 'GET', '/requests');
    const text = JSON.stringify(data);
    expect(data).toHaveLength(4);
    expect(text).not.toMatch(/4242424242|4242 4242|4242-4242|0025 0000|987/);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('pk_test_abcdef');
    expect(text).toContain('•••• 4242');
    expect(text).toContain('•••• 3155');
  });
});

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

  test('settings are read, changed and checked', async () => {
    const emulator = await startEmulator({ settings: { settleDelayMs: 5 } });
    const changed = await control(emulator, 'POST', '/settings', { webhookRetryMs: [1, 2] });
    expect(changed).toMatchObject({ settleDelayMs: 5, webhookRetryMs: [1, 2] });
    await expect(control(emulator, 'POST', '/settings', { settleDelayMs: -1 })).rejects.toThrow(
      'Invalid settleDelayMs',
    );
    await expect(control(emulator, 'POST', '/settings', { nope: 1 })).rejects.toThrow(
      'Unknown setting: nope',
    );
    expect(await control(emulator, 'GET', '/settings')).toEqual(changed);
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
