import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { proxy } from '@/proxy';

const home = 'http://localhost:3000';
const fetchPage = (path: string, from?: string) =>
  proxy(
    new NextRequest(`${home}${path}`, {
      headers: { 'sec-fetch-dest': 'empty', ...(from ? { referer: `${home}${from}` } : {}) },
    }),
  );

test('the step to a page that pays loads a document, which no cache keeps', () => {
  const response = fetchPage('/checkout', '/cart');
  expect(response.status).toBe(204);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test.each([
  ['between pages that pay', '/orders/ord_1', '/checkout'],
  ['by a browser that does not say where it is', '/wallet', undefined],
  ['to a page that does not pay', '/cart', '/'],
])('a step %s is a soft one', (_name, path, from) => {
  const response = fetchPage(path, from);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-security-policy')).toContain('script-src');
});

const post = (headers: Record<string, string>, path = '/cart') =>
  proxy(
    new NextRequest(`${home}${path}`, {
      method: 'POST',
      headers: { host: 'localhost:3000', ...headers },
    }),
  );

test.each([
  ['of another site', { origin: 'https://evil.example' }],
  ['of a page without an origin', { origin: 'null' }],
  ['that does not say where it comes from', {}],
  ['of another port of this machine', { origin: 'http://localhost:12112' }],
  ['of a name that was bound to us', { origin: 'http://evil.test', host: 'evil.test' }],
  ['that the browser calls foreign', { origin: home, 'sec-fetch-site': 'cross-site' }],
])('a form %s reaches no page, and its browser is told why', (_name, headers) => {
  const response = post(headers as Record<string, string>);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe(`${home}/not-done?why=foreign_origin`);
  expect(response.headers.get('x-middleware-next')).toBeNull();
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a form of our own page reaches it, and the API guards itself', () => {
  for (const response of [
    post({ origin: home }),
    post({ origin: 'null' }, '/api/webhooks/connect'),
  ]) {
    expect(response.status).toBe(200);
    expect(response.headers.get('x-middleware-next')).toBe('1');
  }
});
