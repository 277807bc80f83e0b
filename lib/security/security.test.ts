import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../config/config';
import { addressOf } from './address';
import { guardWrite } from './guard-write';
import { handle } from './handle';
import { commonHeaders, contentSecurityPolicy } from './page-policy';
import { countAgainst, forgetLimits, limitRate, overLimit, takeBack } from './rate-limit';
import { readJson } from './read-json';
import { safePath } from './safe-path';

beforeEach(() => forgetLimits());

test.each([
  ['/wallet', '/wallet'],
  ['/orders/ord_1?x=1#leg', '/orders/ord_1?x=1#leg'],
  ['/search?q=a%20b', '/search?q=a%20b'],
  ['/search?q=100%25', '/search?q=100%25'],
  ['/search?q=100%', '/search?q=100%'],
  ['/search?q=a%0Ab%5Cc', '/search?q=a%0Ab%5Cc'],
  ['/sale/100%25', '/sale/100%25'],
])('%s is a path of ours', (next, path) => expect(safePath(next)).toBe(path));

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '%2f%2fevil.example',
  '/%2fevil.example',
  '/%252fevil.example',
  '/%2f%2fevil.example?q=100%25',
  '/%5cevil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/./..//evil.example',
  '/api/session',
  '/x/../api/session',
  '/%',
  '',
  `/${'a'.repeat(600)}`,
])('%j is not', (next) => expect(safePath(next)).toBe('/'));

test('whatever comes in, what goes out stays with us', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      for (const next of [text, `/${text}`, `//${text}`]) {
        const url = new URL(safePath(next), 'http://localhost:3000');
        expect(url.origin).toBe('http://localhost:3000');
      }
    }),
  );
});

const write = (headers: Record<string, string>, method = 'POST') =>
  new Request('http://localhost:3000/api/x', {
    method,
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
  });

test.each([
  ['our origin', { origin: 'http://localhost:3000' }],
  [
    'our origin, said by the browser too',
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
  ],
  ['no origin, but the browser vouches', { 'sec-fetch-site': 'same-origin' }],
  ['our other name on this machine', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  [
    'a charset',
    { origin: 'http://localhost:3000', 'content-type': 'application/json; charset=utf-8' },
  ],
])('lets pass: %s', (_name, headers) => expect(guardWrite(write(headers))).toBeNull());

test.each([
  ['a foreign origin', { origin: 'https://evil.example' }, 403],
  ['the origin null', { origin: 'null' }, 403],
  ['neither origin nor word of the browser', {}, 403],
  ['a sister site', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }, 403],
  [
    'another port of this machine',
    { origin: 'http://127.0.0.1:12112', host: '127.0.0.1:3000' },
    403,
  ],
  ['a page of our other name', { origin: 'http://127.0.0.1:3000', host: 'localhost:3000' }, 403],
  ['a name rebound to us', { origin: 'http://evil.example:3000', host: 'evil.example:3000' }, 403],
  ['https where we are http', { origin: 'https://localhost:3000' }, 403],
  ['a form', { origin: 'http://localhost:3000', 'content-type': 'text/plain' }, 415],
  ['a flood', { origin: 'http://localhost:3000', 'content-length': '70000' }, 413],
])('refuses %s', (_name, headers, status) =>
  expect(guardWrite(write(headers as Record<string, string>))?.status).toBe(status),
);

test('a DELETE without a body needs no type', () => {
  const request = new Request('http://localhost:3000/api/x', {
    method: 'DELETE',
    headers: { origin: 'http://localhost:3000' },
  });
  expect(guardWrite(request)).toBeNull();
});

const form = z.strictObject({ quote: z.string() });
const withBody = (body: BodyInit) => new Request('http://x/', { method: 'POST', body });

test('reads what the schema knows and refuses every other key', async () => {
  expect(await readJson(withBody('{"quote":"q"}'), form)).toEqual({ quote: 'q' });
  const refused = await readJson(withBody('{"quote":"q","amount":1}'), form);
  expect(refused).toBeInstanceOf(Response);
  const body = (await (refused as Response).json()) as { error: { message: string } };
  expect((refused as Response).status).toBe(400);
  expect(body.error.message).toContain('amount');
});

test.each([
  ['no JSON', 'quote=q', 400],
  ['nothing', '', 400],
  ['too much, unannounced', JSON.stringify({ quote: 'q'.repeat(70_000) }), 413],
])('refuses %s', async (_name, body, status) => {
  const refused = await readJson(withBody(body), form);
  expect((refused as Response).status).toBe(status);
});

const limit = { name: 'test', most: 2, windowMs: 1_000 };

test('beyond the limit it is 429 until the window ends, for that one alone', () => {
  expect(limitRate(limit, 'ann', 0)).toBeNull();
  expect(limitRate(limit, 'ann', 0)).toBeNull();
  const refused = limitRate(limit, 'ann', 500);
  expect(refused?.status).toBe(429);
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect(limitRate(limit, 'bob', 500)).toBeNull();
  expect(limitRate(limit, 'ann', 1_000)).toBeNull();
});

test('who keeps knocking waits longer and longer', () => {
  for (let round = 0; round < 5; round += 1) limitRate(limit, 'ann', 0);
  expect(limitRate(limit, 'ann', 1_500)?.status).toBe(429);
  expect(limitRate(limit, 'ann', 60_000)).toBeNull();
});

test('failures alone can be counted', () => {
  expect(overLimit(limit, 'ann', 0)).toBeNull();
  countAgainst(limit, 'ann', 0);
  expect(overLimit(limit, 'ann', 0)).toBeNull();
  countAgainst(limit, 'ann', 0);
  expect(overLimit(limit, 'ann', 0)?.status).toBe(429);
  expect(overLimit(limit, 'ann', 1_000)).toBeNull();
});

test('what is taken back does not count', () => {
  for (let round = 0; round < 5; round += 1) {
    countAgainst(limit, 'ann', 0);
    takeBack(limit, 'ann');
  }
  takeBack(limit, 'nobody');
  expect(overLimit(limit, 'ann', 0)).toBeNull();
});

test('a flood of one kind pushes out nobody of another', () => {
  const other = { ...limit, name: 'other' };
  countAgainst(limit, 'ann', 0);
  countAgainst(limit, 'ann', 0);
  for (let round = 0; round < 10_001; round += 1) countAgainst(other, `made-up ${round}`, 0);
  expect(overLimit(limit, 'ann', 0)?.status).toBe(429);
});

test('those without a known address do not make each other wait longer', () => {
  for (let round = 0; round < 50; round += 1) limitRate(limit, 'unknown', 0);
  expect(limitRate(limit, 'unknown', 1_000)).toBeNull();
});

test.each([
  [0, '192.0.2.1', 'unknown'],
  [1, '192.0.2.1', '192.0.2.1'],
  [1, 'a lie, 192.0.2.1', '192.0.2.1'],
  [2, 'a lie, 192.0.2.1, 10.0.0.1', '192.0.2.1'],
  [2, '192.0.2.1', 'unknown'],
  [1, '', 'unknown'],
])('behind %i proxies, "%s" is %s', (proxies, forwarded, address) => {
  const request = new Request('http://x/', { headers: { 'x-forwarded-for': forwarded } });
  expect(addressOf(request, proxies)).toBe(address);
});

test('a fault becomes a neutral answer with an id', async () => {
  const route = handle(async () => {
    throw new Error('the database password is hunter2');
  });
  const response = await route(new Request('http://localhost:3000/api/x'), undefined);
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(text).not.toContain('hunter2');
  expect(JSON.parse(text)).toMatchObject({
    error: { code: 'fault', requestId: expect.any(String) },
  });
});

const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `)) ?? '';

test('only pages that pay know Stripe, and no page runs inline scripts', () => {
  const settings = readConfig({});
  for (const path of ['/', '/cart', '/orderssomething', '/walletx']) {
    expect(contentSecurityPolicy(path, 'n', settings)).not.toContain('127.0.0.1');
  }
  for (const path of ['/checkout', '/wallet', '/orders', '/orders/ord_1', '/subscriptions/sub_1']) {
    const policy = contentSecurityPolicy(path, 'n', settings);
    expect(directive(policy, 'frame-src')).toContain('http://127.0.0.1:12112');
    expect(directive(policy, 'connect-src')).toContain('http://127.0.0.1:12111');
    expect(directive(policy, 'script-src')).toBe(
      "script-src 'self' 'nonce-n' 'strict-dynamic' http://127.0.0.1:12111",
    );
    expect(policy).toContain("frame-ancestors 'none'");
  }
});

test('each directive is what it is, on pages that pay and on others', () => {
  const { stripe, ...settings } = readConfig({ APP_URL: 'https://souk.example' });
  const policyOf = (path: string) =>
    Object.fromEntries(
      contentSecurityPolicy(path, 'n', { stripe, ...settings })
        .split('; ')
        .map((part) => part.split(' '))
        .map(([name, ...values]) => [name, values.join(' ')]),
    );
  const everywhere = {
    'default-src': "'self'",
    'script-src': "'self' 'nonce-n' 'strict-dynamic'",
    'style-src': "'self' 'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'frame-src': "'none'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'upgrade-insecure-requests': '',
  };
  expect(policyOf('/')).toEqual(everywhere);
  const { script, frame, connect, image } = stripe.cspOrigins;
  const also = (name: keyof typeof everywhere, hosts: readonly string[]) => ({
    [name]: [everywhere[name], ...hosts].join(' '),
  });
  expect(policyOf('/checkout')).toEqual({
    ...everywhere,
    ...also('script-src', script),
    ...also('connect-src', connect),
    ...also('img-src', image),
    'frame-src': frame.join(' '),
  });
});

test('https brings HSTS', () => {
  const plain = commonHeaders(readConfig({}));
  expect(plain).not.toHaveProperty('Strict-Transport-Security');
  const secure = commonHeaders(readConfig({ APP_URL: 'https://souk.example' }));
  expect(secure['Strict-Transport-Security']).toContain('max-age=');
});

test('every answer says that it is what it says, where it may be shown, and what it may ask for', () => {
  const headers = commonHeaders(readConfig({}));
  expect(headers).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
  });
  expect(headers['Permissions-Policy']).toMatch(/^payment=\(self "http:[^)]+\), camera=\(\)/);
});
