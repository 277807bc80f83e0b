import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

describe('headers', () => {
  test('a POST says which request it was, with which key, version and account', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const { headers } = await call(emulator, '/v1/customers', {
      body: 'name=Jenny',
      headers: {
        'idempotency-key': 'key-1',
        'stripe-account': account,
        'stripe-version': '2026-10-28.endive',
      },
    });
    expect(headers.get('request-id')).toMatch(/^req_\w{14}$/);
    expect(headers.get('original-request')).toBe(headers.get('request-id'));
    expect(headers.get('idempotency-key')).toBe('key-1');
    expect(headers.get('stripe-account')).toBe(account);
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive');
    expect(headers.get('stripe-should-retry')).toBe('false');
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  test('a GET has none of what belongs to writing', async () => {
    const emulator = await startEmulator();
    const { headers } = await call(emulator, '/v1/customers', {
      headers: { 'idempotency-key': 'key-1' },
    });
    for (const name of ['idempotency-key', 'original-request', 'stripe-should-retry']) {
      expect(headers.get(name), name).toBeNull();
    }
  });

  test('browsers of any origin may call', async () => {
    const emulator = await startEmulator();
    const response = await fetch(`${emulator.urls.api}/v1/payment_methods`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,stripe-version',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'authorization,stripe-version',
    );
  });
});

describe('methods', () => {
  test('HEAD is a GET without a body', async () => {
    const emulator = await startEmulator();
    const { id } = await stripeFor(emulator).customers.create({});
    const found = await call(emulator, `/v1/customers/${id}`, { method: 'HEAD' });
    expect([found.status, found.text]).toEqual([200, '']);
    expect(found.headers.get('request-id')).toMatch(/^req_/);
    const missing = await call(emulator, '/v1/customers/cus_x', { method: 'HEAD' });
    expect(missing.status).toBe(404);
  });

  test('DELETE takes its parameters from the query or the body', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    for (const sent of [{ body: 'wat=1' }, {}]) {
      const { id } = await stripe.customers.create({});
      const path = `/v1/customers/${id}${sent.body ? '' : '?wat=1'}`;
      const refused = await call(emulator, path, { method: 'DELETE', ...sent });
      expect(refused.json.error).toMatchObject({ code: 'parameter_unknown', param: 'wat' });
      expect((await stripe.customers.del(id)).deleted).toBe(true);
    }
  });

  test('a preflight that asks for no headers is told the usual ones', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', { method: 'OPTIONS', key: null });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
  });
});

describe('errors', () => {
  test.each([
    ['GET', '/v1/nonsense'],
    ['PUT', '/v1/customers'],
    ['POST', '/v2/core/events'],
    ['GET', '/elsewhere'],
  ])('%s %s is unrecognized', async (method, path) => {
    const emulator = await startEmulator();
    const answer = await call(emulator, path, { method });
    expect(answer.status).toBe(404);
    expect(answer.json.error?.type).toBe('invalid_request_error');
    expect(answer.json.error?.message).toBe(
      `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    );
  });

  test('an endpoint that only Stripe has says so by name', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/issuing/cards');
    expect(answer.status).toBe(400);
    expect(answer.json.error?.message).toContain('GET /v1/issuing/cards');
    expect(answer.json.error?.message).toContain('not emulated');
  });

  test.each([
    ['GET', '/v1/quotes'],
    ['GET', '/v1/payment_links'],
    ['GET', '/v1/tax/settings'],
    ['POST', '/v1/checkout/sessions'],
    ['POST', '/v1/coupons'],
    ['POST', '/v1/terminal/readers'],
  ])('%s %s is named, and not taken for an id', async (method, path) => {
    const emulator = await startEmulator();
    const answer = await call(emulator, path, { method });
    expect(answer.status).toBe(400);
    expect(answer.json.error?.message).toBe(
      `The endpoint ${method} ${path} exists at Stripe but is not emulated here yet.`,
    );
  });

  test('an id that got lost is told', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers/');
    expect(answer.status).toBe(404);
    expect(answer.json.error?.message).toContain('make sure you passed a valid (non-empty)');
  });

  test('errors link to the request, and to the documentation when there is a code', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers/cus_nobody');
    expect(answer.status).toBe(404);
    expect(answer.json.error).toMatchObject({
      code: 'resource_missing',
      message: "No such customer: 'cus_nobody'",
      param: 'id',
      doc_url: 'https://stripe.com/docs/error-codes/resource-missing',
    });
    expect(answer.json.error?.request_log_url).toContain(answer.headers.get('request-id'));
    const coded = await call(emulator, '/v1/customers?expand[]=a');
    expect(coded.json.error).not.toHaveProperty('doc_url');
  });

  test('bodies that are no form are refused', async () => {
    const emulator = await startEmulator();
    const json = await call(emulator, '/v1/customers', {
      body: '{"name":"Jenny"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(json.status).toBe(400);
    expect(json.json.error?.message).toContain('application/x-www-form-urlencoded');
    const broken = await call(emulator, '/v1/customers', { body: 'name=%E0%A4%zz' });
    expect(broken.status).toBe(400);
    expect(broken.json.error?.type).toBe('invalid_request_error');
  });

  test('a body beyond the limit is refused with an error', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', { body: `name=${'x'.repeat(1_100_000)}` });
    expect(answer.status).toBe(413);
    expect(answer.json.error?.type).toBe('invalid_request_error');
  });

  test('odd bytes never lead to a server error', async () => {
    const emulator = await startEmulator();
    const bodies = [
      '&&==&',
      '[a]=1',
      'metadata=x',
      'metadata[a][b]=1',
      'name[]=x',
      'name[__proto__]=x',
      '__proto__[x]=1',
      'constructor=x',
      'expand=x',
      'expand[0][a]=x',
      'a[b=1',
      `${'a['.repeat(200)}x${']'.repeat(200)}=1`,
      'name=%00%ff',
    ];
    for (const body of bodies) {
      const answer = await call(emulator, '/v1/customers', { body });
      expect(answer.status, body).toBeLessThan(500);
      expect('error' in answer.json || answer.json.object === 'customer', body).toBe(true);
    }
  });

  test('the path may carry an escaped id', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers/%E0%A4%A/..%2F');
    expect(answer.status).toBe(404);
    expect(answer.json.error?.type).toBe('invalid_request_error');
  });
});

test.each([
  ['no HTTP at all', 'nonsense\r\n\r\n', 400],
  ['a header without a name', 'GET /v1/customers HTTP/1.1\r\n: x\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
])('%s is answered with an error too', async (_, text, status) => {
  const emulator = await startEmulator();
  const { hostname, port } = new URL(emulator.urls.api);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
    let received = '';
    socket.on('data', (chunk) => (received += chunk.toString()));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const body = JSON.parse(answer.slice(answer.indexOf('{'))) as { error: { type: string } };
  expect(body.error.type).toBe('invalid_request_error');
});

test('the connection of an idle client is kept for a minute and more', async () => {
  const emulator = await startEmulator();
  const { hostname, port } = new URL(emulator.urls.api);
  const keepAlive = await new Promise<string | undefined>((resolve, reject) => {
    httpRequest({ hostname, port, path: '/_emulator/health' }, (response) => {
      response.resume();
      resolve(response.headers['keep-alive'] as string | undefined);
    })
      .on('error', reject)
      .end();
  });
  expect(keepAlive).toBe('timeout=75');
});

test('the SDK turns answers into its own errors', async () => {
  const emulator = await startEmulator();
  await expect(stripeFor(emulator).customers.retrieve('cus_x')).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    requestId: expect.stringMatching(/^req_/),
  });
  await expect(stripeFor(emulator, { key: 'sk_live_abc' }).customers.list()).rejects.toMatchObject({
    type: 'StripeAuthenticationError',
  });
});
