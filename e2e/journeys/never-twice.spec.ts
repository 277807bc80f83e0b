import { expect, test } from '@playwright/test';
import { Checkout, OrderPage } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { crashShop, emulatorUrl } from '../support/environment';
import { chargesOf } from '../support/expected-calls';
import { api, signedUp } from '../support/people';
import { chargesOnAccount, clearFaults, setFault, StripeCalls } from '../support/stripe-calls';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
});

test.afterEach(clearFaults);

test('a double click pays once', async ({ page }) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  const calls = await StripeCalls.fromNow();
  await new Checkout(page).payButton.dblclick();
  await page.waitForURL(/\/orders\/ord_/);
  const order = new OrderPage(page);
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Paid');
  await calls.expectExactly(chargesOf(await order.read()));
  await page.goto('/orders');
  await expect(page.getByRole('main').getByRole('link', { name: /SK-/ })).toHaveCount(1);
});

test('two tabs with the same cart pay once', async ({ page, context }) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const second = await context.newPage();
  await second.goto('/checkout');
  await expect(new Checkout(second).payButton).toBeVisible();
  const calls = await StripeCalls.fromNow();
  const [one, two] = await Promise.all([new Checkout(page).pay(), new Checkout(second).pay()]);
  expect(one.id).toBe(two.id);
  await one.expectLeg(goods.bowl.seller, 'Paid');
  await calls.expectExactly(chargesOf(await one.read()));
});

test('going back and reloading after paying offers nothing to pay again', async ({ page }) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const calls = await StripeCalls.fromNow();
  await page.reload();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await page.goBack();
  await expect(page.getByRole('main')).toBeVisible();
  await expect(new Checkout(page).payButton).toHaveCount(0);
  await page.goto('/checkout');
  await expect(page).toHaveURL(/\/cart$/);
  await expect(page.getByText('Your cart is empty')).toBeVisible();
  await calls.expectExactly([]);
});

test('a cart that changed in another tab is shown again before anything is charged', async ({
  page,
  context,
}) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const other = await context.newPage();
  await new Shop(other).add(goods.lavender);
  const calls = await StripeCalls.fromNow();
  await new Checkout(page).payButton.click();
  await expect(
    page
      .getByRole('main')
      .getByRole('alert')
      .filter({ hasText: /changed/i }),
  ).toBeVisible();
  await calls.expectExactly([]);
});

test('an answer lost after the charge was made does not charge again', async ({ page }) => {
  if (emulatorUrl) {
    await setFault({ method: 'POST', path: '/v1/payment_intents', action: 'drop', times: 1 });
  }
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const calls = await StripeCalls.fromNow();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  const [leg] = read.legs;
  expect(await chargesOnAccount(leg?.accountId ?? '', order.id)).toBe(emulatorUrl ? 1 : null);
  const sent = await calls.writes('/v1/payment_intents');
  // The first was answered into the void, the second repeats it: one key, and an answer from memory.
  expect(sent.map((call) => call.idempotency_key)).toEqual(
    emulatorUrl ? Array(2).fill(leg?.attempts[0]?.chargeKey) : [],
  );
  expect(sent.map((call) => call.replayed)).toEqual(emulatorUrl ? [false, true] : []);
});

test('the shop is killed while it charges: afterwards the order is paid once', async ({ page }) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  if (emulatorUrl) {
    await setFault({
      method: 'POST',
      path: '/v1/payment_intents',
      action: 'delay',
      delay_ms: 3000,
      times: 2,
    });
  }
  const calls = await StripeCalls.fromNow();
  await new Checkout(page).press();
  if (emulatorUrl) {
    await expect.poll(async () => (await calls.writes('/v1/payment_methods')).length).toBe(2);
  }
  await crashShop();
  await page.goto('/orders');
  await page.getByRole('main').getByRole('link', { name: /SK-/ }).click();
  const order = new OrderPage(page);
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Paid');
  for (const leg of (await order.read()).legs) {
    expect(await chargesOnAccount(leg.accountId, order.id)).toBe(emulatorUrl ? 1 : null);
    expect(leg.attempts).toHaveLength(1);
  }
  const keys = (await calls.writes()).map((call) => call.idempotency_key);
  expect(new Set(keys).size).toBe(emulatorUrl ? 4 : 0);
});

test('"Try again", pressed twice, is one attempt', async ({ page }) => {
  await new Wallet(page).save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  await new Checkout(page).card('Visa ending in 0341').check();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Declined');
  const calls = await StripeCalls.fromNow();
  const leg = order.leg(goods.bowl.seller);
  await leg.getByRole('radio', { name: /Visa ending in 4242/ }).check();
  await leg.getByRole('button', { name: 'Try again' }).dblclick();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  expect(read.legs[0]?.attempts.map(({ number }) => number)).toEqual([1, 2]);
  await calls.expectExactly(chargesOf(read, { attempt: 2 }));
});

test(
  'the shop restarts in mid-session: cart, card and person are still there',
  { tag: '@whole' },
  async ({ page }) => {
    const shop = new Shop(page);
    await shop.add(goods.incense);
    await crashShop();
    await shop.openCheckout();
    await expect(new Checkout(page).card('Visa ending in 4242')).toBeChecked();
    const calls = await StripeCalls.fromNow();
    const order = await new Checkout(page).pay();
    await order.expectLeg(goods.incense.seller, 'Paid');
    await calls.expectExactly(chargesOf(await order.read()));
  },
);

test('a removed card is gone and cannot be used', async ({ page }) => {
  const wallet = new Wallet(page);
  await wallet.open();
  const listed = await api(page, 'GET', '/api/wallet');
  const { methods } = (await listed.json()) as {
    methods: { id: string; platformMethodId: string }[];
  };
  const removed = methods[0];
  expect(removed).toBeDefined();
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  const calls = await StripeCalls.fromNow();
  await wallet.open();
  await wallet.remove('Visa ending in 4242');
  await calls.expectExactly([
    {
      path: `/v1/payment_methods/${removed?.platformMethodId}/detach`,
      account: 'platform',
      key: /./,
    },
  ]);

  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(0);
  await page.goto('/checkout');
  await expect(page.getByRole('radio', { name: /Visa ending in 4242/ })).toHaveCount(0);
  const quote = await page.locator('[data-quote]').getAttribute('data-quote');
  const after = await StripeCalls.fromNow();
  const refused = await api(page, 'POST', '/api/checkout', { quote, savedMethodId: removed?.id });
  expect(refused.status()).toBe(409);
  expect(await refused.json()).toMatchObject({ error: { code: 'card_unusable' } });
  await after.expectExactly([]);
});
