import { expect, test, type Page } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { goods, plans, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import type { PageKind } from '../support/budgets';
import { cards } from '../support/cards';
import { appUrl } from '../support/environment';
import { expectWithinBudget, expectWithinOnceOpened } from '../support/first-load';
import { api, signedUp } from '../support/people';

type Pages = readonly (readonly [PageKind, string])[];

async function expectAllWithin(page: Page, pages: Pages): Promise<void> {
  for (const [kind, path] of pages) await expectWithinBudget(page, kind, path);
}

test('every page of a guest is first loaded within its budget', async ({ page }) => {
  await expectAllWithin(page, [
    ['browse', '/'],
    ['browse', '/search?q=linen'],
    ['browse', `/products/${goods.bowl.slug}`],
    ['browse', `/products/${plans.coffee.slug}`],
    ['browse', '/sellers/kumo-house'],
    ['browse', '/sign-in'],
    ['browse', '/sign-up'],
    ['browse', '/no-such-page'],
    ['act', '/cart'],
    ['act', '/plus'],
    ['underneath', '/lab'],
    ['underneath', '/lab/compare'],
    ['underneath', '/lab/clone-and-charge'],
  ]);
});

test('so is every page of who buys, sells, runs the platform or looks underneath', async ({
  page,
  browser,
}) => {
  await signedUp(page);
  await expectWithinBudget(page, 'act', '/wallet');
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.incense, plans.incense);
  await shop.openCart();
  await expectAllWithin(page, [
    ['act', '/cart'],
    ['act', '/checkout'],
  ]);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.incense.seller, 'Paid');
  await order.expectPlan(plans.incense, 'Active');
  const { legs, subscriptions } = await order.read();
  await expectAllWithin(page, [
    ['browse', '/orders'],
    ['browse', `/orders/${order.id}`],
    ['browse', `/orders/${order.id}/receipts/${legs[0]?.id}`],
    ['act', '/subscriptions'],
    ['act', `/subscriptions/${subscriptions[0]?.id}`],
    ['act', '/wallet'],
    ['act', '/details'],
    ['act', '/plus'],
    ['act', '/sell'],
    ['browse', `/products/${goods.incense.slug}`],
    ['underneath', await newRun(page)],
  ]);
  const under = new Underneath(page);
  await expectWithinOnceOpened(page, '/cart', async () => {
    await under.open();
    await expect(under.steps(under.drawer, '/v1/').first()).toBeVisible();
  });

  const seller = await (await browser.newContext()).newPage();
  await signedInAs(seller, 'hana');
  await expectAllWithin(seller, [
    ['act', '/seller'],
    ['act', '/seller/sales'],
    ['act', await linkOn(seller, '/seller/sales', /^\/seller\/sales\/\w+$/)],
    ['act', '/seller/disputes'],
    ['act', '/seller/goods'],
    ['act', '/seller/goods/new'],
    ['act', await linkOn(seller, '/seller/goods', /^\/seller\/goods\/(?!new)\w+$/)],
    ['act', '/seller/subscribers'],
    ['act', await linkOn(seller, '/seller/subscribers', /^\/seller\/subscribers\/\w+$/)],
    ['act', '/seller/payouts'],
    ['act', '/seller/onboarding'],
  ]);

  const operator = await (await browser.newContext()).newPage();
  await signedInAs(operator, 'olu');
  await expectAllWithin(operator, [
    ['act', '/operator'],
    ['act', '/operator/orders'],
    ['act', '/operator/accounts'],
    ['act', '/operator/fees'],
    ['act', '/operator/events'],
    ['act', '/operator/audit'],
    ['act', '/operator/test-data'],
    ['act', '/operator/refunds'],
    ['act', '/operator/mirrors'],
    ['act', '/operator/jobs'],
    ['act', '/operator/mails'],
  ]);
});

async function signedInAs(page: Page, persona: 'hana' | 'olu'): Promise<void> {
  const signedIn = await api(page, 'POST', '/api/session/demo', { persona });
  expect(signedIn.ok(), await signedIn.text()).toBe(true);
}

/** A run of the lab that has just begun. */
async function newRun(page: Page): Promise<string> {
  await page.goto('/lab/clone-and-charge');
  await page.getByRole('button', { name: 'Begin a run' }).click();
  await page.waitForURL(/\/lab\/runs\/\w+/);
  return new URL(page.url()).pathname;
}

/** The first address on a page that looks like this. */
async function linkOn(page: Page, path: string, pattern: RegExp): Promise<string> {
  const html = await (await page.request.get(`${appUrl}${path}`)).text();
  const links = [...html.matchAll(/\shref="([^"]+)"/g)].map(([, address = '']) => address);
  const found = links.find((address) => pattern.test(address));
  expect(found, `${path} has a link like ${pattern}`).toBeTruthy();
  return found ?? path;
}
