import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { Footer } from '../pages/footer';
import { OperatorPages } from '../pages/operator-pages';
import { SellerDesk } from '../pages/seller-desk';
import { goods, plans, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { signedUp } from '../support/people';
import { expectSameLook } from './steady';

test('key pages look as they did', async ({ page, browser }) => {
  test.setTimeout(600_000);
  await signedUp(page);
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  const under = new Underneath(page);
  await under.open();
  await expect(under.steps(under.drawer, 'GET /v1/setup_intents').first()).toBeVisible();
  // Which of Stripe’s events comes first is not ours to say.
  await expectSameLook(page, 'inspector', { loose: true });
  await under.drawer.getByRole('button', { name: 'Close' }).click();
  await wallet.save({ number: cards.mastercard }, 'Mastercard ending in 4444');
  await wallet.open();
  await expectSameLook(page, 'wallet');

  await page.goto('/');
  await expectSameLook(page, 'home');
  await page.goto('/products/speckled-mug');
  await expectSameLook(page, 'product');
  await page.goto('/lab/clone-and-charge');
  await expectSameLook(page, 'lab');

  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender, goods.incense, plans.incense);
  await shop.openCart();
  await expectSameLook(page, 'cart');
  await shop.openCheckout();
  await expectSameLook(page, 'checkout');
  const order = await new Checkout(page).pay();
  for (const { seller } of [goods.bowl, goods.lavender, goods.incense]) {
    await order.expectLeg(seller, 'Paid');
  }
  await order.expectPlan(plans.incense, 'Active');
  const path = `/orders/${order.id}`;
  await page.goto(path);
  await expectSameLook(page, 'order');
  await page.getByRole('link', { name: `Receipt of ${goods.bowl.seller}` }).click();
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible();
  await expectSameLook(page, 'receipt');
  await page.goto('/subscriptions');
  await expectSameLook(page, 'subscriptions');

  const desk = await SellerDesk.open(await (await browser.newContext()).newPage(), 'hana');
  await expectSameLook(desk.page, 'desk');
  const operator = await OperatorPages.open(await (await browser.newContext()).newPage());
  await expectSameLook(operator.page, 'operator');
  await operator.go('/orders');
  await expectSameLook(operator.page, 'orders');

  await page.goto(path);
  await new Footer(page).choose('العربية');
  await page.goto(path);
  await expectSameLook(page, 'arabic');
});
