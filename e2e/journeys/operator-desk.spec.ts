import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { OperatorPages } from '../pages/operator-pages';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl } from '../support/environment';
import { signedUp } from '../support/people';

test('the operator finds an order by its buyer, and all there is to know of it; nobody else does', async ({
  page,
  browser,
}) => {
  const { email } = await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.lavender, goods.incense);
  await shop.openCheckout();
  const { number } = await (await new Checkout(page).pay()).read();

  const desk = await OperatorPages.open(await (await browser.newContext()).newPage());
  await expect(desk.page.getByRole('row', { name: /^EUR/ })).toBeVisible();
  await desk.find(email);
  await desk.page.getByRole('link', { name: number }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible();
  const leg = desk.page.getByRole('article', { name: goods.lavender.seller });
  await expect(leg).toContainText('Paid');
  await leg.getByText('Look underneath').click();
  await expect(leg.getByText('Visa ending in 4242')).toBeVisible();
  await expect(desk.page.getByRole('region', { name: 'Stripe calls' })).toContainText(
    'POST /v1/payment_intents',
  );

  for (const path of ['/operator', '/operator/accounts', '/operator/orders']) {
    expect((await page.goto(`${appUrl}${path}`))?.status(), path).toBe(404);
  }
});
