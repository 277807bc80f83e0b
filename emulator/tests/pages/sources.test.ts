import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scene } from '../resources/scene';
import { alipay } from '../resources/source-scene';
import { violations } from '../support/axe';
import { openPage as newPage } from '../support/pages';

/** The shop that buyers come back to. */
const shop = http.createServer((_request, response) => response.end('The shop'));
let returnUrl = '';

beforeAll(async () => {
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  returnUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/back?order=7`;
});

afterAll(() => {
  shop.close();
  shop.closeAllConnections();
});

interface Opened {
  readonly stripe: Stripe;
  readonly page: Page;
  readonly source: Stripe.Source;
}

/** Opens the page of a Source that waits for its owner. */
async function openPage(colorScheme: 'light' | 'dark' = 'light'): Promise<Opened> {
  const { stripe } = await scene();
  const source = await stripe.sources.create({ ...alipay, redirect: { return_url: returnUrl } });
  const page = await newPage({ colorScheme, viewport: { width: 390, height: 844 } });
  await page.goto(source.redirect?.url ?? '');
  return { stripe, page, source };
}

describe('the page of a source in a browser', () => {
  test.each([
    ['Authorize Test Payment', 'chargeable'],
    ['Fail Test Payment', 'failed'],
  ])('%s leads back to the shop, and the source is %s', async (button, status) => {
    const { stripe, page, source } = await openPage();
    await page.getByRole('button', { name: button }).click();
    await page.getByText('The shop').waitFor();
    const back = new URL(page.url());
    expect(back.searchParams.get('source')).toBe(source.id);
    expect(back.searchParams.get('client_secret')).toBe(source.client_secret);
    expect(await stripe.sources.retrieve(source.id)).toMatchObject({ status });
  });

  test.each(['light', 'dark'] as const)('is for everybody, %s', async (colorScheme) => {
    const { page } = await openPage(colorScheme);
    await page.getByRole('heading', { name: 'Alipay test page' }).waitFor();
    expect(await violations(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});
