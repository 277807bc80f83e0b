import { expect, test, type Page } from '@playwright/test';
import { Checkout, OrderPage } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { emulatorUrl } from '../support/environment';
import { signedUp } from '../support/people';
import { chargesOnAccount, clearFaults, setFault } from '../support/stripe-calls';
import { expectWellMade } from '../support/well-made';

// What breaks here is Stripe, which only the emulator does when asked; on real Stripe all goes well.
test.describe.configure({ timeout: 420_000 });

const noAnswer = 'We could not reach our payment service for';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
});

test.afterEach(clearFaults);

async function atCheckout(page: Page): Promise<Checkout> {
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  return new Checkout(page);
}

async function expectPaid(order: OrderPage): Promise<void> {
  for (const { seller } of [goods.bowl, goods.lavender]) {
    await expect(order.leg(seller).getByText('Paid', { exact: true })).toBeVisible({
      timeout: 120_000,
    });
  }
  const read = await order.read();
  expect(read.status).toBe('paid');
  for (const { accountId } of read.legs) {
    expect(await chargesOnAccount(accountId, order.id)).toBe(emulatorUrl ? 1 : null);
  }
}

test(
  'Stripe is slow: the checkout says so after a while, and what not to do',
  { tag: '@whole' },
  async ({ page }) => {
    const checkout = await atCheckout(page);
    if (emulatorUrl) {
      const path = '/v1/payment_methods';
      await setFault({ method: 'POST', path, action: 'delay', delay_ms: 14_000, times: 2 });
    }
    await checkout.press();
    if (emulatorUrl) {
      await expect(page.getByText('This takes longer than usual')).toBeVisible();
      await expect(page.getByRole('main')).toContainText(
        'You may close this page; please do not pay again.',
      );
    }
    await page.waitForURL(/\/orders\/ord_/, { timeout: 60_000 });
    await expectPaid(new OrderPage(page));
  },
);

test('half a cart is paid: the order says which half, and goes on by itself', async ({ page }) => {
  const checkout = await atCheckout(page);
  // The accounts are known once they were paid.
  const first = await (await checkout.pay()).read();
  const troubled = first.legs.find(({ seller }) => seller.name === goods.lavender.seller);
  const again = await atCheckout(page);
  if (emulatorUrl) {
    const path = '/v1/payment_intents';
    await setFault({ path, account: troubled?.accountId, action: 'drop', times: 0 });
  }
  const order = await again.pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  if (emulatorUrl) {
    await expect(order.story).toContainText(`${noAnswer} ${goods.lavender.seller}.`);
    await expect(order.story).toContainText(`Paid: ${goods.bowl.seller}.`);
    await expect(order.story).toContainText('You may close this page. Please do not pay again.');
    await expect(order.leg(goods.lavender.seller)).toContainText('Nothing is lost');
    await expect(
      order.leg(goods.lavender.seller).getByRole('button', { name: 'Try again' }),
    ).toHaveCount(0);
    await expectWellMade(page, 'an order that waits for Stripe');
    await clearFaults();
  }
  // Nobody presses anything: the page hears of it.
  await expectPaid(order);
  await expect(order.story).toContainText('All 2 sellers are paid.');
});

test('Stripe is down when the buyer pays: nothing is lost, and both are paid once it is back', async ({
  page,
}) => {
  const checkout = await atCheckout(page);
  if (emulatorUrl) {
    await setFault({ path: '/v1/payment_methods', action: 'reset', times: 0 });
  }
  const order = await checkout.pay();
  if (emulatorUrl) {
    await expect(order.story).toContainText(
      `${noAnswer} ${goods.bowl.seller} and ${goods.lavender.seller}.`,
    );
    await page.goto('/orders');
    await expect(page.getByRole('main').getByText('Working on it')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: /SK-/ }).click();
    await clearFaults();
  }
  await expectPaid(new OrderPage(page));
});

test(
  'all or nothing, with Stripe lost in the middle: what is held is not called charged',
  { tag: '@whole' },
  async ({ page }) => {
    const checkout = await atCheckout(page);
    await checkout.policy('All or nothing').check();
    if (emulatorUrl) {
      await setFault({ path: '/v1/payment_intents/*/capture', action: 'reset', times: 0 });
    }
    const order = await checkout.pay();
    if (emulatorUrl) {
      await expect(order.story).toContainText(noAnswer);
      await expect(order.story).not.toContainText('Paid:');
      const read = await order.read();
      expect(read.legs.map(({ state }) => state)).toEqual(['capturing', 'capturing']);
      await clearFaults();
    }
    await expectPaid(order);
  },
);
