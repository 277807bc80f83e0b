import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../server/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { useDashboard } from './dashboard-stage';
import { hostileName } from './scene';

const dashboard = useDashboard();

describe('what it tells', () => {
  test('accounts with country, capabilities and balance', async () => {
    const page = await dashboard.open('/');
    const row = page.getByRole('row').filter({ hasText: dashboard.scene.sellers[0] });
    await expect.poll(() => row.innerText()).toMatch(/Kiln & Clay.*US.*USD.*card active/s);
    await row.getByRole('link').click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Kiln & Clay');
    await page.getByRole('link', { name: /^Payment methods 1$/ }).click();
    await page.getByRole('link', { name: dashboard.scene.clones[0].id }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      dashboard.scene.clones[0].id,
    );
  });

  test('from an original to its clones and back, and on to the customer', async () => {
    const page = await dashboard.open('/');
    await page
      .getByRole('textbox', { name: 'Find an object by its id' })
      .fill(dashboard.scene.card.id);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/payment_method\//);
    const clones = page.getByRole('region', { name: /Clones/ });
    expect(await clones.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Kiln & Clay\s+pm_\w+\s*used$/),
      expect.stringMatching(/^Osaka Knives\s+pm_\w+\s*unused$/),
    ]);
    await clones.getByRole('link', { name: dashboard.scene.clones[1].id }).click();
    const origin = page.getByRole('region', { name: 'Cloned from' });
    await origin.getByRole('link', { name: dashboard.scene.card.id }).click();
    await page.getByRole('link', { name: `"${dashboard.scene.customer.id}"` }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      dashboard.scene.customer.id,
    );
    expect(await page.locator('.json').innerText()).toContain(JSON.stringify(hostileName));
  });

  test('lists are paged, newest first', async () => {
    const { stripe } = dashboard.scene;
    const account = dashboard.scene.sellers[1];
    const made: string[] = [];
    for (let count = 0; count < 53; count += 1) {
      made.push((await stripe.customers.create({}, { stripeAccount: account })).id);
    }
    const page = await dashboard.open(`/dashboard/accounts/${account}/customer`);
    const ids = () => page.locator('tbody td:first-child').allInnerTexts();
    expect(await ids()).toEqual(made.slice(3).reverse());
    await page.getByRole('link', { name: 'Older' }).click();
    expect(await ids()).toEqual(made.slice(0, 3).reverse());
    expect(await page.getByText('51–53 of 53').count()).toBe(1);
    await page.getByRole('link', { name: 'Newer' }).click();
    expect(await ids()).toHaveLength(50);
  });

  test('a call opens to its parameters and answer, filters narrow the list', async () => {
    await dashboard.scene.stripe.customers.retrieve('cus_nobody').catch(() => undefined);
    const page = await dashboard.open('/dashboard/requests');
    await page.getByLabel('Path').fill('/v1/customers/*');
    await page.getByLabel('Status').selectOption('failed');
    await page.getByRole('button', { name: 'Filter' }).click();
    const rows = page.locator('.log li');
    expect(await rows.count()).toBe(1);
    await rows.getByRole('link').click();
    const detail = page.getByRole('region', { name: /^Request req_/ });
    expect(await detail.innerText()).toContain("No such customer: 'cus_nobody'");
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.getByLabel('Account').fill(dashboard.scene.sellers[0]);
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('link', { name: /payment_intents/ }).click();
    expect(await detail.innerText()).toMatch(/"amount": "4250"[^]*Answer[^]*"amount": 4250/);
    await detail.getByRole('link', { name: 'payment_intent.succeeded' }).click();
    expect(await page.getByRole('region', { name: /^Event evt_/ }).count()).toBe(1);
  });

  test('new calls appear by themselves, unless paused, and leave the focus where it is', async () => {
    const page = await dashboard.open(`/dashboard/requests?account=${dashboard.scene.sellers[1]}`);
    const rows = page.locator('.log li');
    const before = await rows.count();
    const focused = rows.first().getByRole('link');
    await focused.focus();
    const held = await focused.getAttribute('href');
    await dashboard.scene.stripe.balance.retrieve(
      {},
      { stripeAccount: dashboard.scene.sellers[1] },
    );
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(before + 1);
    expect(await rows.first().innerText()).toContain('/v1/balance');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(held);
    await page.getByRole('button', { name: 'Live' }).click();
    await dashboard.scene.stripe.balance.retrieve(
      {},
      { stripeAccount: dashboard.scene.sellers[1] },
    );
    const other = await dashboard.open(`/dashboard/requests?account=${dashboard.scene.sellers[1]}`);
    expect(await other.locator('.log li').count()).toBe(before + 2);
    expect(await rows.count()).toBe(before + 1);
    await page.getByRole('button', { name: 'Paused' }).click();
    await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(before + 2);
  });
});

describe('what it does', () => {
  test('sends an event again', async () => {
    const receiver = await startReceiver();
    const endpoint = await dashboard.scene.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['product.created', 'customer.created'],
    });
    await dashboard.scene.stripe.customers.create({ name: 'Told twice' });
    await expect.poll(() => receiver.received.length).toBe(1);
    const page = await dashboard.open('/dashboard/events?type=customer.created');
    await page.locator('.log li').first().getByRole('link').click();
    const detail = page.getByRole('region', { name: /^Event evt_/ });
    await detail.getByRole('button', { name: 'Resend' }).click();
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(receiver.received[1]?.event.id).toBe(receiver.received[0]?.event.id);
    expect(await page.getByRole('status').innerText()).toContain('sent again');
    expect(await detail.getByText('resent by hand').count()).toBe(1);
    await dashboard.scene.stripe.webhookEndpoints.del(endpoint.id);
  });

  test('sets and clears faults, and says what is wrong with one', async () => {
    const page = await dashboard.open('/dashboard/faults');
    await page.getByRole('button', { name: 'Next call: 500' }).click();
    await expect(dashboard.scene.stripe.balance.retrieve()).rejects.toMatchObject({
      statusCode: 500,
    });
    await page.getByLabel('Action').selectOption('rate_limit');
    await page.getByLabel('Path of the call').fill('/v1/balance');
    await page.getByLabel('How often').fill('0');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect(dashboard.scene.stripe.balance.retrieve()).rejects.toMatchObject({
      statusCode: 429,
    });
    expect(await page.getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await dashboard.scene.stripe.balance.retrieve();
    await page.getByLabel('Action').selectOption('delay');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toBe('Missing required param: delay_ms.');
  });

  test('every preset is a fault that the control API takes', async () => {
    const page = await dashboard.open('/dashboard/faults');
    const presets = page.getByRole('region', { name: 'Set one with a click' }).getByRole('button');
    const count = await presets.count();
    expect(count).toBeGreaterThan(8);
    for (let index = 0; index < count; index += 1) await presets.nth(index).click();
    const { data } = await control<{ data: object[] }>(dashboard.emulator, 'GET', '/faults');
    expect(data).toHaveLength(count);
  });

  test('adds accounts, puts the clock forward, and resets after asking', async () => {
    const own = await createEmulator({ port: 0, dataDir: null });
    const page = await dashboard.open('/');
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
    const page = await dashboard.open('/dashboard/faults', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Next call: rate limit' }).click();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'Requests' }).click();
    await page.locator('.log li').first().getByRole('link').click();
    expect(await page.getByRole('region', { name: /^Request req_/ }).count()).toBe(1);
  });
});
