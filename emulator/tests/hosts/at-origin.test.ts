import { expect, test, vi } from 'vitest';
import { whereTo } from '../../hosts/stripe-hosts';
import { redirectFetch } from '../../preload/web-fetch';
import { startEmulator } from '../support/emulator';
import { call } from '../support/raw-call';

const origins = {
  api: 'http://127.0.0.1:12111',
  frames: 'http://127.0.0.1:12112',
  bank: 'http://127.0.0.1:12113',
};

const paths = ['//host/v1/charges?a=b', '/\\host/v1/charges?a=b', '//host:99/v1/charges?a=b'];

test.each(paths)('a path that looks like another host, %s, stays a path', async (path) => {
  for (const [name, origin] of [
    ['api.stripe.com', origins.api],
    ['files.stripe.com', origins.api],
    ['js.stripe.com', origins.frames],
    ['hooks.stripe.com', origins.bank],
  ] as const) {
    const there = whereTo(new URL(`https://${name}${path}`), origins);
    expect(String(there)).toBe(`${origin}${path.replace('\\', '/')}`);
  }
});

test.each(paths)('by the global fetch too: %s', async (path) => {
  const sent = vi.fn(async (_: unknown) => new Response('{}'));
  vi.stubGlobal('fetch', sent);
  try {
    redirectFetch(new URL(origins.api), () => undefined);
    await fetch(`https://api.stripe.com${path}`, {
      headers: { authorization: 'Bearer sk_test_x' },
    });
  } finally {
    vi.unstubAllGlobals();
  }
  expect(String(sent.mock.calls[0]?.[0])).toBe(`${origins.api}${path.replace('\\', '/')}`);
});

test.each(['//host/v1/customers', '//', '//host:99x/v1'])(
  'the API has no such path: %s',
  async (path) => {
    const { status, json } = await call(await startEmulator(), path);
    expect(status).toBe(404);
    expect(json.error?.message).toContain(`(GET: ${path})`);
  },
);
