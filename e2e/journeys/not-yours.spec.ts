import { expect, test, type APIResponse, type Browser, type Page } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';

async function stranger(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signedUp(page);
  return page;
}

async function wallet(page: Page): Promise<{ id: string }[]> {
  return ((await (await api(page, 'GET', '/api/wallet')).json()) as { methods: { id: string }[] })
    .methods;
}

/** An answer without what is different every time. */
async function told(response: APIResponse): Promise<object> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status(), code: error.code, message: error.message };
}

test("somebody else's order, card and SetupIntent are not found", async ({ page, browser }) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const leg = (await order.read()).legs[0];
  const card = (await wallet(page))[0];
  await page.goto('/wallet');
  const opened = page.waitForResponse((response) => response.url().endsWith('/api/setup-intents'));
  await page.getByRole('button', { name: 'Add a card' }).click();
  const { setupId: setup } = (await (await opened).json()) as { setupId: string };
  expect(setup).toMatch(/^set_/);

  const other = await stranger(browser);
  const asked = [
    ['GET', '/api/orders/', order.id, ''],
    ['GET', '/api/underneath?page=/orders/', order.id, ''],
    [
      'POST',
      '/api/orders/',
      order.id,
      `/legs/${leg?.id}/attempts`,
      { savedMethodId: card?.id, attempt: 1 },
    ],
    ['PATCH', '/api/wallet/', card?.id, '', { isDefault: true }],
    ['DELETE', '/api/wallet/', card?.id, ''],
    ['POST', '/api/setup-intents/', setup, '/finish', {}],
  ] as const;
  const calls = await StripeCalls.fromNow();
  for (const [method, before, id, after, body] of asked) {
    const foreign = await api(other, method, `${before}${id}${after}`, body);
    const nobodys = `${String(id).split('_')[0]}_${'0'.repeat(20)}`;
    const unknown = await api(other, method, `${before}${nobodys}${after}`, body);
    expect(foreign.status(), `${method} ${before}${id}${after}`).toBe(404);
    expect(unknown.status()).toBe(404);
    expect(await foreign.text()).not.toContain('4242');
    expect(await told(foreign)).toEqual(await told(unknown));
  }
  expect((await other.goto(`/orders/${order.id}`))?.status()).toBe(404);
  await calls.expectExactly([]);
  expect(await wallet(page)).toHaveLength(1);

  await new Shop(other).add(goods.cards);
  await other.goto('/checkout');
  const quote = await other.locator('[data-quote]').getAttribute('data-quote');
  const charged = await api(other, 'POST', '/api/checkout', { quote, savedMethodId: card?.id });
  expect(charged.status()).toBe(409);
  expect(await charged.json()).toMatchObject({ error: { code: 'card_unusable' } });
  await calls.expectExactly([]);
});

test('a price, a fee or an account sent by the browser is refused', async ({ page }) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  await new Shop(page).add(goods.bowl);
  await page.goto('/checkout');
  const quote = await page.locator('[data-quote]').getAttribute('data-quote');
  const savedMethodId = (await wallet(page))[0]?.id;
  const calls = await StripeCalls.fromNow();
  for (const extra of [
    { amount: 1 },
    { currency: 'jpy' },
    { accountId: 'acct_0000000000000000' },
    { applicationFeeAmount: 0 },
    { legs: [{ amount: 1 }] },
    { customer: 'cus_00000000000000' },
  ]) {
    const response = await api(page, 'POST', '/api/checkout', { quote, savedMethodId, ...extra });
    expect(response.status(), JSON.stringify(extra)).toBe(400);
    expect(((await response.json()) as { error: { message: string } }).error.message).toBeTruthy();
  }
  await calls.expectExactly([]);
});

test('a request from another site is refused', async ({ page }) => {
  await signedUp(page);
  for (const origin of ['https://evil.example', 'null', undefined]) {
    const response = await page.request.fetch(`${appUrl}/api/setup-intents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(origin === undefined ? {} : { origin }) },
      data: '{}',
    });
    expect(response.status(), String(origin)).toBe(403);
    // A page's own forms are sent to the page.
    const form = await page.request.post(`${appUrl}/cart`, {
      headers: origin === undefined ? {} : { origin },
      multipart: { variantId: 'var_1', quantity: '1' },
      maxRedirects: 0,
    });
    expect(form.status(), String(origin)).toBe(303);
    expect(form.headers().location, String(origin)).toContain('/not-done?why=foreign_origin');
  }
});

test('who is not signed in is asked to, and gets no data', async ({ page }) => {
  for (const path of ['/wallet', '/orders', '/checkout', '/orders/ord_unknown']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/(sign-in|cart)/);
  }
  for (const path of ['/api/wallet', '/api/orders/ord_unknown']) {
    expect((await api(page, 'GET', path)).status()).toBe(401);
  }
});
