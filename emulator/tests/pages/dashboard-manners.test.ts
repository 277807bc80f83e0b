import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { violations } from '../support/axe';
import { control } from '../support/raw-call';
import { useDashboard } from './dashboard-stage';
import { hostileName } from './scene';

const dashboard = useDashboard();

describe('what it keeps to itself', () => {
  test('no secret is on any page', async () => {
    const { stripe, paid, sellers } = dashboard.scene;
    const endpoint = await stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:9/never',
      enabled_events: ['product.deleted'],
    });
    const setup = await stripe.setupIntents.create({ customer: dashboard.scene.customer.id });
    const session = await stripe.customerSessions.create({
      customer: dashboard.scene.customer.id,
      components: { payment_element: { enabled: true } },
    });
    const { data } = await control<{
      data: { id: string; path: string; object_id: string | null }[];
    }>(dashboard.emulator, 'GET', '/requests');
    const requestOf = (id: string) => data.find(({ object_id }) => object_id === id)?.id;
    const pages = [
      `/dashboard/accounts/${sellers[0]}/payment_intent/${paid.id}`,
      `/dashboard/find?id=${endpoint.id}`,
      `/dashboard/find?id=${setup.id}`,
      `/dashboard/requests?open=${requestOf(endpoint.id)}`,
      `/dashboard/requests?open=${requestOf(setup.id)}`,
      `/dashboard/requests?open=${requestOf(paid.id)}`,
      `/dashboard/requests?open=${data.find(({ path }) => path === '/v1/customer_sessions')?.id}`,
      '/dashboard/requests',
      '/',
      `/dashboard/events?type=setup_intent.created`,
    ];
    const events = await dashboard.text('/dashboard/events?type=setup_intent.created');
    pages.push(`/dashboard/events?open=${/id="(evt_\w+)"/.exec(events)?.[1]}`);
    for (const path of pages) {
      const page = await dashboard.text(path);
      expect(page, path).toContain('<h1');
      const { client_secret } = session;
      for (const secret of [
        endpoint.secret,
        setup.client_secret,
        paid.client_secret,
        client_secret,
      ]) {
        expect(page, path).not.toContain(String(secret).slice(-20));
      }
      expect(page, path).not.toMatch(/sk_test_\w|whsec_\w|_secret_\w/);
    }
  });

  test('nothing that was sent becomes markup', async () => {
    await dashboard.scene.stripe.customers.create({
      name: hostileName,
      description: '</code><b>bold',
    });
    await fetch(`${dashboard.emulator.urls.api}/v1/<svg onload=1>?x="><script>1</script>`, {
      headers: { authorization: 'Bearer sk_test_x', 'stripe-account': '"><b>acct' },
    });
    for (const path of [
      '/',
      '/dashboard/requests',
      `/dashboard/find?id=${dashboard.scene.customer.id}`,
      `/dashboard/find?id=${encodeURIComponent('<b>nothing</b>')}`,
      `/dashboard/requests?path=${encodeURIComponent('"><b>x')}&open=${encodeURIComponent('<b>')}`,
      `/dashboard/events?account=${encodeURIComponent('"><b>x')}&done=${encodeURIComponent('<b>')}`,
    ]) {
      expect(await dashboard.text(path), path).not.toMatch(/<img|<b>|<script>|<svg onload/);
    }
    const page = await dashboard.open(`/dashboard/find?id=${dashboard.scene.customer.id}`);
    expect(await page.title()).toContain(dashboard.scene.customer.id);
  });

  test('only its own pages press its buttons, and no other page frames it', async () => {
    const { api } = dashboard.emulator.urls;
    const post = (headers: Record<string, string>) =>
      fetch(`${api}/dashboard/reset`, { method: 'POST', headers, redirect: 'manual' });
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', undefined]) {
      expect((await post(origin ? { origin } : {})).status, origin).toBe(403);
    }
    expect((await dashboard.text('/')).includes(dashboard.scene.sellers[0])).toBe(true);
    const { headers } = await fetch(api);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'$/,
    );
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  test('a name that only leads to this machine is refused', async () => {
    const { port } = new URL(dashboard.emulator.urls.api);
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        const sent = request({ port, host: '127.0.0.1', headers: { host } }, (response) =>
          resolve(response.resume().statusCode),
        );
        sent.on('error', reject).end();
      });
    expect(await status(`rebound.example:${port}`)).toBe(403);
    expect(await status(`localhost:${port}`)).toBe(200);
  });
});

describe('for everybody', () => {
  const pages = (): Record<string, string> => ({
    overview: '/',
    account: `/dashboard/accounts/${dashboard.scene.sellers[0]}`,
    list: `/dashboard/accounts/${dashboard.scene.sellers[0]}/payment_method`,
    original: `/dashboard/find?id=${dashboard.scene.card.id}`,
    request: `/dashboard/requests`,
    event: `/dashboard/events`,
    faults: '/dashboard/faults',
    control: '/dashboard/control',
    reset: '/dashboard/reset',
    'not found': '/dashboard/find?id=nothing',
  });

  test.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)(
    'axe finds nothing at %i, %s, and nothing is cut off',
    async (width, colorScheme) => {
      await control(dashboard.emulator, 'POST', '/faults', { action: 'drop', path: '/v1/never' });
      const page = await dashboard.open('/', { width, colorScheme });
      for (const [name, path] of Object.entries(pages())) {
        await page.goto(`${dashboard.emulator.urls.api}${path}`);
        if (name === 'request' || name === 'event') {
          await page.locator('.log li').first().getByRole('link').click();
          await page.getByRole('link', { name: 'Close' }).waitFor();
        }
        // The colours of JSON are the same everywhere, and its thousand parts take axe a while.
        const leftOut = name === 'event' ? undefined : '.json';
        expect(await violations(page, leftOut), name).toEqual([]);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(over, `${name} is wider than the window`).toBeLessThanOrEqual(0);
      }
    },
    90_000,
  );

  test('the keyboard reaches everything, visibly', async () => {
    const page = await dashboard.open('/');
    const names: string[] = [];
    for (let step = 0; step < 10; step += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        return [
          element.innerText.trim() || element.getAttribute('name') || '',
          getComputedStyle(element).outlineStyle,
        ];
      });
      expect(focused[1]).not.toBe('none');
      names.push(focused[0] ?? '');
    }
    expect(names.slice(0, 8)).toEqual([
      'Skip to the content',
      'Stripe emulator',
      'Overview',
      'Requests',
      'Events',
      'Faults',
      'Control',
      'id',
    ]);
    expect(names[8]).toBe('Add a connected account');
  });
});
