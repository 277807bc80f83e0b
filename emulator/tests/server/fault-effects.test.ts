import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../server/emulator';
import type { LoggedRequest } from '../../server/request-log';
import { startEmulator, stripeFor } from '../support/emulator';
import { listFaults, setFault } from '../support/faults';
import { call, control } from '../support/raw-call';

describe('errors', () => {
  test('rate_limit is told as Stripe tells it, and the SDK leaves it to the caller', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'rate_limit' });
    const answer = await call(emulator, '/v1/customers');
    expect(answer.status).toBe(429);
    expect(answer.json.error).toMatchObject({
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: expect.stringContaining('Request rate limit exceeded.'),
      doc_url: 'https://stripe.com/docs/error-codes/rate-limit',
    });
    expect(answer.headers.get('stripe-rate-limited-reason')).toBe('global-rate');
    await setFault(emulator, { action: 'rate_limit', reason: 'endpoint-concurrency' });
    const limited = await call(emulator, '/v1/customers');
    expect(limited.headers.get('stripe-rate-limited-reason')).toBe('endpoint-concurrency');
    await setFault(emulator, { action: 'rate_limit' });
    await expect(stripeFor(emulator, { retries: 2 }).customers.list()).rejects.toMatchObject({
      type: 'StripeRateLimitError',
      code: 'rate_limit',
      statusCode: 429,
    });
  });

  test('lock_timeout is repeated by the SDK under the same key: one object', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'lock_timeout', path: '/v1/customers', times: 2 });
    const stripe = stripeFor(emulator, { retries: 2 });
    const made = await stripe.customers.create({ name: 'Jenny' });
    const log = await control<{ data: LoggedRequest[] }>(emulator, 'GET', '/requests');
    expect(log.data.map(({ status, error }) => [status, error?.code])).toEqual([
      [429, 'lock_timeout'],
      [429, 'lock_timeout'],
      [200, undefined],
    ]);
    expect(new Set(log.data.map(({ idempotency_key }) => idempotency_key)).size).toBe(1);
    expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([made.id]);
  });

  test('api_error is not repeated, unless it says that it may be', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator, { retries: 2 });
    await setFault(emulator, { action: 'api_error' });
    await expect(stripe.customers.create({})).rejects.toMatchObject({
      type: 'StripeAPIError',
      rawType: 'api_error',
      statusCode: 500,
    });
    await setFault(emulator, { action: 'api_error', should_retry: true });
    await stripe.customers.create({});
    expect((await stripe.customers.list()).data).toHaveLength(1);
  });

  test('an error before execution is not kept under the key', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    await setFault(emulator, { action: 'api_error' });
    const once = { idempotencyKey: 'once' };
    await expect(stripe.customers.create({}, once)).rejects.toMatchObject({ statusCode: 500 });
    const made = await stripe.customers.create({}, once);
    expect(made.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  });
});

describe('connections', () => {
  test('drop does the work and cuts the line; the same key then gets the answer', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'drop', path: '/v1/customers' });
    const made = await stripeFor(emulator, { retries: 1 }).customers.create({ name: 'Jenny' });
    expect(made.lastResponse.headers['idempotent-replayed']).toBe('true');
    const { data } = await stripeFor(emulator).customers.list();
    expect(data.map(({ id }) => id)).toEqual([made.id]);
    const log = await control<{ data: LoggedRequest[] }>(emulator, 'GET', '/requests?method=POST');
    expect(log.data.map(({ replayed, fault }) => [replayed, fault !== null])).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('reset happens before the work; the SDK repeats it with the same key: one object', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'reset', path: '/v1/customers', times: 2 });
    const stripe = stripeFor(emulator, { retries: 3 });
    const made = await stripe.customers.create({ name: 'Jenny' });
    // Nothing had been executed, so that this was the first execution and no replay.
    expect(made.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([made.id]);
    const log = await control<{ data: LoggedRequest[] }>(emulator, 'GET', '/requests?method=POST');
    expect(log.data.map(({ status, fault }) => [status, fault !== null])).toEqual([
      [0, true],
      [0, true],
      [200, false],
    ]);
  });

  test('a reset that lasts is a connection error', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'reset', times: 0 });
    await expect(stripeFor(emulator).customers.list()).rejects.toMatchObject({
      type: 'StripeConnectionError',
    });
  });

  test('delay waits before the work', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    await setFault(emulator, { action: 'delay', method: 'POST', delay_ms: 3_000 });
    const slow = stripe.customers.create({});
    await expect.poll(async () => (await listFaults(emulator))[0]?.hits).toBe(1);
    expect((await stripe.customers.list()).data).toEqual([]);
    const { id } = await slow;
    expect((await stripe.customers.list()).data.map((customer) => customer.id)).toEqual([id]);
  });

  test('slow_answer does the work first; its key gets the answer meanwhile', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    await setFault(emulator, { action: 'slow_answer', method: 'POST', delay_ms: 2000 });
    let answered = false;
    const slow = stripe.customers.create({}, { idempotencyKey: 'once' });
    void slow.then(() => (answered = true));
    await expect.poll(async () => (await stripe.customers.list()).data.length).toBe(1);
    const again = await stripe.customers.create({}, { idempotencyKey: 'once' });
    expect(answered).toBe(false);
    expect((await slow).id).toBe(again.id);
  });

  test('slow_body sends headers first and then all of the body in pieces', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'slow_body', delay_ms: 1_600, pieces: 8 });
    const answer = await rawAnswer(emulator);
    expect(answer.chunks.length).toBeGreaterThan(2);
    expect(answer.text).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    const [, body = ''] = answer.text.split('\r\n\r\n');
    expect(JSON.parse(body)).toMatchObject({ object: 'list', data: [] });
    // The SDK waits for the whole.
    await setFault(emulator, { action: 'slow_body', delay_ms: 20, path: '/v1/customers' });
    const stripe = stripeFor(emulator);
    const made = await stripe.customers.create({ name: 'Jenny' });
    expect(made.name).toBe('Jenny');
  });

  test('a body that is cut off was executed all the same, and its key gets the answer', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'slow_body', delay_ms: 4, cut_off: true, method: 'POST' });
    const keyed = { body: 'name=Jenny', headers: { 'idempotency-key': 'cut' } };
    await expect(call(emulator, '/v1/customers', keyed)).rejects.toThrow();
    const again = await call(emulator, '/v1/customers', keyed);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const { data } = await stripeFor(emulator).customers.list();
    expect(data.map(({ id }) => id)).toEqual([again.json.id]);
  });

  test('the SDK tells of an answer that broke off, and the same key then gets it: one object', async () => {
    const emulator = await startEmulator();
    await setFault(emulator, { action: 'slow_body', delay_ms: 4, cut_off: true, method: 'POST' });
    const stripe = stripeFor(emulator, { retries: 1 });
    const once = { idempotencyKey: 'once' };
    await expect(stripe.customers.create({ name: 'Jenny' }, once)).rejects.toMatchObject({
      type: 'StripeConnectionError',
    });
    const made = await stripe.customers.create({ name: 'Jenny' }, once);
    expect(made.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([made.id]);
  });
});

/** What a bare socket gets, chunk by chunk, until the answer's end. */
function rawAnswer(emulator: Emulator): Promise<{ chunks: string[]; text: string }> {
  const { hostname, port } = new URL(emulator.urls.api);
  return new Promise((resolve, reject) => {
    const chunks: string[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET /v1/customers HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer sk_test_a\r\nConnection: close\r\n\r\n`,
      );
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk) => chunks.push(chunk.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve({ chunks, text: chunks.join('') }));
  });
}
