import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../server/emulator';
import { launchBrowser } from '../support/browser';
import { buildBrowserScripts } from '../support/browser-scripts';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { hostileName, setScene, type Scene } from './scene';

let browser: Browser;
let emulator: Emulator;
let scene: Scene;
const opened: Page[] = [];

beforeAll(async () => {
  await buildBrowserScripts();
  browser = await launchBrowser();
  emulator = await createEmulator({ port: 0, dataDir: null });
  scene = await setScene(emulator);
}, 60_000);

afterEach(async () => {
  await Promise.all(opened.splice(0).map((page) => page.context().close()));
  await control(emulator, 'DELETE', '/faults');
});

afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

async function open(
  path: string,
  look: { width?: number; colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const { width = 1280, ...rest } = look;
  const context = await browser.newContext({ viewport: { width, height: 800 }, ...rest });
  const page = await context.newPage();
  opened.push(page);
  await page.goto(`${emulator.urls.api}${path}`);
  return page;
}

const text = async (path: string): Promise<string> =>
  (await fetch(`${emulator.urls.api}${path}`)).text();

describe('what it tells', () => {
  test('accounts with country, capabilities and balance', async () => {
    const page = await open('/');
    const row = page.getByRole('row').filter({ hasText: scene.sellers[0] });
    await expect.poll(() => row.innerText()).toMatch(/Kiln & Clay.*US.*USD.*card active/s);
    await row.getByRole('link').click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Kiln & Clay');
    await page.getByRole('link', { name: /^Payment methods 1$/ }).click();
    await page.getByRole('link', { name: scene.clones[0].id }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(scene.clones[0].id);
  });

  test('from an original to its clones and back, and on to the customer', async () => {
    const page = await open('/');
    await page.getByRole('textbox', { name: 'Find an object by its id' }).fill(scene.card.id);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/payment_method\//);
    const clones = page.getByRole('region', { name: /Clones/ });
    expect(await clones.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Kiln & Clay\s+pm_\w+\s*used$/),
      expect.stringMatching(/^Osaka Knives\s+pm_\w+\s*unused$/),
    ]);
    await clones.getByRole('link', { name: scene.clones[1].id }).click();
    const origin = page.getByRole('region', { name: 'Cloned from' });
    await origin.getByRole('link', { name: scene.card.id }).click();
    await page.getByRole('link', { name: `"${scene.customer.id}"` }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(scene.customer.id);
    expect(await page.locator('.json').innerText()).toContain(JSON.stringify(hostileName));
  });

  test('lists are paged, newest first', async () => {
    const { stripe } = scene;
    const account = scene.sellers[1];
    const made: string[] = [];
    for (let count = 0; count < 53; count += 1) {
      made.push((await stripe.customers.create({}, { stripeAccount: account })).id);
    }
    const page = await open(`/dashboard/accounts/${account}/customer`);
    const ids = () => page.locator('tbody td:first-child').allInnerTexts();
    expect(await ids()).toEqual(made.slice(3).reverse());
    await page.getByRole('link', { name: 'Older' }).click();
    expect(await ids()).toEqual(made.slice(0, 3).reverse());
    expect(await page.getByText('51–53 of 53').count()).toBe(1);
    await page.getByRole('link', { name: 'Newer' }).click();
    expect(await ids()).toHaveLength(50);
  });

  test('a call opens to its parameters and answer, filters narrow the list', async () => {
    await scene.stripe.customers.retrieve('cus_nobody').catch(() => undefined);
    const page = await open('/dashboard/requests');
    await page.getByLabel('Path').fill('/v1/customers/*');
    await page.getByLabel('Status').selectOption('failed');
    await page.getByRole('button', { name: 'Filter' }).click();
    const rows = page.locator('.log li');
    expect(await rows.count()).toBe(1);
    await rows.getByRole('link').click();
    const detail = page.getByRole('region', { name: /^Request req_/ });
    expect(await detail.innerText()).toContain("No such customer: 'cus_nobody'");
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.getByLabel('Account').fill(scene.sellers[0]);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('link', { name: /payment_intents/ }).click();
    expect(await detail.innerText()).toMatch(/"amount": "4250"[^]*Answer[^]*"amount": 4250/);
    await detail.getByRole('link', { name: 'payment_intent.succeeded' }).click();
    expect(await page.getByRole('region', { name: /^Event evt_/ }).count()).toBe(1);
  });

  test('new calls appear by themselves, unless paused, and leave the focus where it is', async () => {
    const page = await open(`/dashboard/requests?account=${scene.sellers[1]}`);
    const rows = page.locator('.log li');
    const before = await rows.count();
    const focused = rows.first().getByRole('link');
    await focused.focus();
    const held = await focused.getAttribute('href');
    await scene.stripe.balance.retrieve({}, { stripeAccount: scene.sellers[1] });
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(before + 1);
    expect(await rows.first().innerText()).toContain('/v1/balance');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(held);
    await page.getByRole('button', { name: 'Live' }).click();
    await scene.stripe.balance.retrieve({}, { stripeAccount: scene.sellers[1] });
    const other = await open(`/dashboard/requests?account=${scene.sellers[1]}`);
    expect(await other.locator('.log li').count()).toBe(before + 2);
    expect(await rows.count()).toBe(before + 1);
    await page.getByRole('button', { name: 'Paused' }).click();
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(before + 2);
  });
});

describe('what it does', () => {
  test('sends an event again', async () => {
    const receiver = await startReceiver();
    const endpoint = await scene.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['product.created', 'customer.created'],
    });
    await scene.stripe.customers.create({ name: 'Told twice' });
    await expect.poll(() => receiver.received.length).toBe(1);
    const page = await open('/dashboard/events?type=customer.created');
    await page.locator('.log li').first().getByRole('link').click();
    const detail = page.getByRole('region', { name: /^Event evt_/ });
    await detail.getByRole('button', { name: 'Resend' }).click();
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(receiver.received[1]?.event.id).toBe(receiver.received[0]?.event.id);
    expect(await page.getByRole('status').innerText()).toContain('sent again');
    expect(await detail.getByText('resent by hand').count()).toBe(1);
    await scene.stripe.webhookEndpoints.del(endpoint.id);
  });

  test('sets and clears faults, and says what is wrong with one', async () => {
    const page = await open('/dashboard/faults');
    await page.getByRole('button', { name: 'Next call: 500' }).click();
    await expect(scene.stripe.balance.retrieve()).rejects.toMatchObject({ statusCode: 500 });
    await page.getByLabel('Action').selectOption('rate_limit');
    await page.getByLabel('Path of the call').fill('/v1/balance');
    await page.getByLabel('How often').fill('0');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect(scene.stripe.balance.retrieve()).rejects.toMatchObject({ statusCode: 429 });
    expect(await page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await scene.stripe.balance.retrieve();
    await page.getByLabel('Action').selectOption('delay');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toBe('Missing required param: delay_ms.');
  });

  test('every preset is a fault that the control API takes', async () => {
    const page = await open('/dashboard/faults');
    const presets = page.getByRole('region', { name: 'Set one with a click' }).getByRole('button');
    const count = await presets.count();
    expect(count).toBeGreaterThan(8);
    for (let index = 0; index < count; index += 1) await presets.nth(index).click();
    const { data } = await control<{ data: object[] }>(emulator, 'GET', '/faults');
    expect(data).toHaveLength(count);
  });

  test('adds accounts, puts the clock forward, and resets after asking', async () => {
    const own = await createEmulator({ port: 0, dataDir: null });
    const page = await open('/');
    await page.goto(own.urls.api);
    await page.getByRole('button', { name: 'Add a connected account' }).click();
    expect(await page.getByRole('row').count()).toBe(3);
    await page.getByRole('link', { name: 'Control' }).click();
    await page.getByRole('button', { name: '+ 7 days' }).click();
    expect(await page.getByText('7 days ahead of this machine').count()).toBe(1);
    const { offset_ms } = await control<{ offset_ms: number }>(own, 'GET', '/clock');
    expect(Math.round(offset_ms / 60_000)).toBe(7 * 24 * 60);
    await page.goto(own.urls.api);
    expect(await page.getByRole('table').count()).toBe(1);
    await page.getByRole('link', { name: 'Control' }).click();
    await page.getByRole('link', { name: 'Reset everything' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Reset everything?');
    expect((await control<{ objects: number }>(own, 'GET', '/health')).objects).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Reset everything' }).click();
    expect(await page.getByRole('status').innerText()).toBe('All data is gone.');
    expect((await control<{ objects: number }>(own, 'GET', '/health')).objects).toBe(0);
    await own.close();
  });

  test('all of it without JavaScript', async () => {
    const page = await open('/dashboard/faults', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Next call: rate limit' }).click();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Requests' }).click();
    await page.locator('.log li').first().getByRole('link').click();
    expect(await page.getByRole('region', { name: /^Request req_/ }).count()).toBe(1);
  });
});

describe('what it keeps to itself', () => {
  test('no secret is on any page', async () => {
    const { stripe, paid, sellers } = scene;
    const endpoint = await stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:9/never',
      enabled_events: ['product.deleted'],
    });
    const setup = await stripe.setupIntents.create({ customer: scene.customer.id });
    const session = await stripe.customerSessions.create({
      customer: scene.customer.id,
      components: { payment_element: { enabled: true } },
    });
    const { data } = await control<{
      data: { id: string; path: string; object_id: string | null }[];
    }>(emulator, 'GET', '/requests');
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
    const events = await text('/dashboard/events?type=setup_intent.created');
    pages.push(`/dashboard/events?open=${/id="(evt_\w+)"/.exec(events)?.[1]}`);
    for (const path of pages) {
      const page = await text(path);
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
    await scene.stripe.customers.create({ name: hostileName, description: '</code><b>bold' });
    await fetch(`${emulator.urls.api}/v1/<svg onload=1>?x="><script>1</script>`, {
      headers: { authorization: 'Bearer sk_test_x', 'stripe-account': '"><b>acct' },
    });
    for (const path of [
      '/',
      '/dashboard/requests',
      `/dashboard/find?id=${scene.customer.id}`,
      `/dashboard/find?id=${encodeURIComponent('<b>nothing</b>')}`,
      `/dashboard/requests?path=${encodeURIComponent('"><b>x')}&open=${encodeURIComponent('<b>')}`,
      `/dashboard/events?account=${encodeURIComponent('"><b>x')}&done=${encodeURIComponent('<b>')}`,
    ]) {
      expect(await text(path), path).not.toMatch(/<img|<b>|<script>|<svg onload/);
    }
    const page = await open(`/dashboard/find?id=${scene.customer.id}`);
    expect(await page.title()).toContain(scene.customer.id);
  });

  test('only its own pages press its buttons, and no other page frames it', async () => {
    const { api } = emulator.urls;
    const post = (headers: Record<string, string>) =>
      fetch(`${api}/dashboard/reset`, { method: 'POST', headers, redirect: 'manual' });
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1', undefined]) {
      expect((await post(origin ? { origin } : {})).status, origin).toBe(403);
    }
    expect((await text('/')).includes(scene.sellers[0])).toBe(true);
    const { headers } = await fetch(api);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'$/,
    );
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  test('a name that only leads to this machine is refused', async () => {
    const { port } = new URL(emulator.urls.api);
    const { request } = await import('node:http');
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
    account: `/dashboard/accounts/${scene.sellers[0]}`,
    list: `/dashboard/accounts/${scene.sellers[0]}/payment_method`,
    original: `/dashboard/find?id=${scene.card.id}`,
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
      await control(emulator, 'POST', '/faults', { action: 'drop', path: '/v1/never' });
      const page = await open('/', { width, colorScheme });
      for (const [name, path] of Object.entries(pages())) {
        await page.goto(`${emulator.urls.api}${path}`);
        if (name === 'request' || name === 'event') {
          await page.locator('.log li').first().getByRole('link').click();
          await page.getByRole('link', { name: 'Close' }).waitFor();
        }
        // The colours of JSON are the same everywhere, and its thousand parts take axe a while.
        const axe = new AxeBuilder({ page });
        const { violations } = await (name === 'event' ? axe : axe.exclude('.json')).analyze();
        expect(
          violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
          name,
        ).toEqual([]);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(over, `${name} is wider than the window`).toBeLessThanOrEqual(0);
      }
    },
    90_000,
  );

  test('the keyboard reaches everything, visibly', async () => {
    const page = await open('/');
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
