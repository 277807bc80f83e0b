/** What every handler that reads leaves as it was, and what no answer leaves in a cache or an address. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { asked as askedByBank } from '@/lib/payments/testing/authentication';
import { firstLeg } from '@/lib/payments/testing/orders';
import { openStalls } from '@/lib/payments/testing/shop';
import { consent, plusConsent } from '@/lib/payments/wallet/consent';
import { newSession } from '@/lib/session/testing';
import { nameOf, origin, type Handler } from './testing/every-route';
import { openRoutes } from './testing/open-routes';
import { fingerprint } from './testing/people';

const shop = openRoutes();
const { house, ask } = shop;

describe('every route', () => {
  it('that only reads changes nothing, signs nobody in, and is kept by no cache', async () => {
    await house.emulator.forget();
    const before = await fingerprint();
    for (const cookie of [
      '',
      shop.people.cookie,
      shop.people.strangers.operator,
      shop.people.strangers.seller,
    ]) {
      for (const route of shop.all.filter((one) => one.method === 'GET')) {
        const response = await ask(route, { cookie });
        expect(response.headers.getSetCookie(), nameOf(route)).toEqual([]);
        expect(response.headers.get('cache-control'), nameOf(route)).toContain('no-store');
      }
    }
    expect(await fingerprint()).toBe(before);
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('that reads outside of the API changes nothing either', async () => {
    const app = path.resolve(import.meta.dirname, '..');
    const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
    const routes = files.filter((file) => file.endsWith('route.ts') && !file.startsWith('api/'));
    expect(routes.length).toBeGreaterThan(2);
    await house.emulator.forget();
    const before = await fingerprint();
    for (const file of routes) {
      const { GET } = (await import(path.join(app, file))) as { GET: Handler };
      for (const cookie of [
        '',
        shop.people.cookie,
        shop.people.strangers.operator,
        shop.people.strangers.seller,
      ]) {
        const request = new Request(`${origin}/${path.dirname(file)}`, { headers: { cookie } });
        const response = await GET(request, { params: Promise.resolve({ file: 'none.webp' }) });
        expect(response.headers.getSetCookie(), file).toEqual([]);
      }
    }
    expect(await fingerprint()).toBe(before);
    // Stripe's refresh address has to make a link for the seller who comes by it.
    const written = (await house.emulator.writes()).map((call) => call.split(' ')[2]);
    expect(written).toEqual(['/v1/account_links']);
  });

  it.each([
    ['POST setup-intents', { consentVersion: consent.version }],
    ['POST plus', { consentVersion: plusConsent.version }],
    ['POST orders/[id]/legs/[leg]/authentication', { attempt: 1, way: 'in_page' }],
  ])(
    '%s, with a client secret in its answer, is kept by no cache, and has none in an address',
    async (name, body) => {
      const route = shop.all.find((one) => nameOf(one) === name);
      if (!route) throw new Error('no such route');
      // The bank asks for this buyer; their card and their year of Plus are new.
      const order = await askedByBank(house.emulator, await openStalls(house.emulator, 1));
      const cookie = await newSession(order.buyer.id);
      const ids = { ...shop.people.ids, orders: order.orderId, leg: firstLeg(order) };
      await house.emulator.forget();
      const response = await ask(route, { cookie, ids, body });
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(response.headers.get('location')).toBeNull();
      const [, secret] = /"clientSecret":"(\w+_secret_\w+)"/.exec(await response.text()) ?? [];
      expect(secret).toBeDefined();
      const calls = await house.emulator.calls();
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.map((call) => call.path).join()).not.toContain(secret);
    },
  );
});
