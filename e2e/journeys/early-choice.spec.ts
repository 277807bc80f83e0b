import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { signedUp } from '../support/people';

test('what is chosen before the page’s script has come is what pays', async ({ page }) => {
  await signedUp(page);
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  await wallet.save({ number: cards.mastercard }, 'Mastercard ending in 4444');
  await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  await new Shop(page).add(goods.bowl, goods.lavender);

  let come = () => {};
  const scripts = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/_next/static/**/*.js', async (route) => {
    await scripts;
    await route.continue();
  });
  await page.goto('/checkout', { waitUntil: 'commit' });
  const checkout = new Checkout(page);
  await checkout.card('Mastercard ending in 4444').check();
  await checkout.payOneWith(goods.lavender.seller, 'Visa ending in 0341');
  await expect(checkout.payButton).toHaveAttribute('aria-disabled', 'true');
  come();
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await expect(order.leg(goods.bowl.seller)).toContainText('Paid with Mastercard ending in 4444');
  await order.expectLeg(goods.lavender.seller, 'Declined');
});
