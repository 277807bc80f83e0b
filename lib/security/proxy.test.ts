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
