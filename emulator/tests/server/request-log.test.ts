import { describe, expect, test } from 'vitest';
import type { LoggedRequest } from '../../server/request-log';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

type Log = { data: LoggedRequest[] };

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
    expect(text).not.toMatch(/4242424242|4242 4242|4242-4242|0025 0000|"987"/);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('pk_test_abcdef');
    expect(text).toContain('•••• 4242');
    expect(text).toContain('•••• 3155');
  });

  test.each([
    ['a path', '/v1/customers/4242424242424242', {}],
    ['an escaped path', '/v1/customers/4242%204242%204242%204242', {}],
    ['a query', '/v1/customers?email=4242424242424242', {}],
    ['a broken query', '/v1/customers?card[cvc]=987&x=%zz', {}],
    ['an idempotency key', '/v1/customers', { body: '', key: 'order-4242424242424242' }],
    ['the name of a parameter', '/v1/customers', { body: 'metadata[4242424242424242]=x' }],
    ['an unknown parameter', '/v1/customers', { body: 'pan4242424242424242=x' }],
    [
      'a check digit that is no text',
      '/v1/payment_methods',
      { body: 'type=card&card[cvc][987]=1' },
    ],
    [
      'what proves that the buyer passed 3D Secure',
      '/v1/payment_intents',
      { body: 'payment_method_options[card][three_d_secure][cryptogram]=987AAA' },
    ],
  ])('holds no card in %s', async (_, path, { body, key }: { body?: string; key?: string }) => {
    const emulator = await startEmulator();
    await call(emulator, path, {
      ...(body === undefined ? {} : { body }),
      headers: key === undefined ? {} : { 'idempotency-key': key },
    });
    const { data } = await control<Log>(emulator, 'GET', '/requests');
    const [{ path: shown, query, idempotency_key, parameters, error } = {} as LoggedRequest] = data;
    const text = JSON.stringify({ shown, query, idempotency_key, parameters, error });
    expect(text).not.toMatch(/4242.?4242|%204242|987[^x]/);
    expect(text).toContain('•••');
  });

  test('leaves ids and keys that only look like numbers', async () => {
    const emulator = await startEmulator();
    const key = '550e8400-e29b-41d4-a716-446655440000';
    await call(emulator, '/v1/customers', { body: '', headers: { 'idempotency-key': key } });
    const { data } = await control<Log>(emulator, 'GET', '/requests');
    expect(data[0]?.idempotency_key).toBe(key);
  });
});
