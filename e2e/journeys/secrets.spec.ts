import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl, dataDir } from '../support/environment';
import { signedUp } from '../support/people';

// Whatever the shop is started with, its keys look like this.
const secret = /\b(?:sk|rk)_(?:test|live)_\w+|whsec_\w+/;

test('no page, no script and no answer holds a secret of the server, and no cache a person’s page', async ({
  page,
}) => {
  const bodies = new Map<string, string>();
  const reading: Promise<void>[] = [];
  const guessed: string[] = [];
  page.on('response', (response) => {
    if (!response.url().startsWith(appUrl) || response.status() >= 300) return;
    if (response.headers()['x-content-type-options'] !== 'nosniff') guessed.push(response.url());
    const keep = response.text().then((text) => void bodies.set(response.url(), text));
    reading.push(keep.catch(() => undefined));
  });
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await shop.add(goods.lavender);
  for (const path of ['/', '/cart', '/wallet', '/orders', '/checkout', `/orders/${order.id}`]) {
    const answer = await page.goto(path, { waitUntil: 'networkidle' });
    expect(new URL(page.url()).pathname).toBe(path);
    if (path === '/wallet' || path === '/orders') {
      expect(answer?.headers()['cache-control'], path).toContain('no-store');
      expect(answer?.headers()['cache-control'], path).toContain('private');
    }
  }
  await Promise.all(reading);
  // No answer's type is left to be guessed, a file's neither.
  expect(guessed).toEqual([]);
  const scripts = [...bodies.keys()].filter((url) => url.includes('/_next/static/'));
  expect(scripts.length).toBeGreaterThan(5);
  // Made at the first sign-in, and kept beside the data.
  const signing = readFileSync(path.join(dataDir, 'session-secret'), 'utf8').trim();
  expect(signing.length).toBeGreaterThan(30);
  const leaks = [...bodies]
    .filter(([, text]) => secret.test(text) || text.includes(signing))
    .map(([url]) => url);
  expect(leaks).toEqual([]);
});

test('no file that was built for browsers holds a secret, whether or not a page asks for it', () => {
  const folder = path.resolve('.next/static');
  const built = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|css|json|map)$/.test(file))
    .map((file) => path.join(folder, file));
  expect(built.length).toBeGreaterThan(50);
  const leaks = built.filter((file) => secret.test(readFileSync(file, 'latin1')));
  expect(leaks).toEqual([]);
});
