/** Plans and the buyer's bank: in its window, on its own page, before the first payment, and for more. */
import { expect, test, type Page } from '@playwright/test';
import { BankAccountForm } from '../pages/bank-account';
import { Checkout } from '../pages/checkout';
import { Confirmation } from '../pages/confirmation';
import { BankChallenge } from '../pages/payment-element';
import { goods, plans, Shop, type Good, type Plan } from '../pages/shop';
import { SubscriptionPage } from '../pages/subscriptions';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';
import { expectWellMade } from '../support/well-made';
import { press } from '../support/press';

const asking = 'Visa ending in 3184';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

async function ordered(page: Page, ...wanted: (Good | Plan)[]) {
  const shop = new Shop(page);
  await shop.add(...wanted);
  await shop.openCheckout();
  return new Checkout(page).pay();
}

test(
  'a trial whose bank wants to see the buyer is confirmed at its start',
  { tag: '@whole' },
  async ({ page }) => {
    await new Wallet(page).saveWithChallenge({ number: cards.alwaysAuthenticate }, asking);
    const order = await ordered(page, plans.library);
    await order.expectPlan(plans.library, 'Free trial');
    const section = order.plan(plans.library);
    await expect(section).toContainText('Nothing is charged for that. If you leave it, the bank');
    await expectWellMade(page, 'an order with a trial to confirm');

    const subscription = await SubscriptionPage.open(page, plans.library);
    await subscription.expectState('Free trial');
    const confirming = page.getByRole('region', { name: 'Confirm the card with your bank' });
    const confirmation = new Confirmation(page, confirming);
    const calls = await StripeCalls.fromNow();
    await confirmation.open();
    await confirmation.bank.complete();
    await expect(confirming).toHaveCount(0);
    await subscription.expectState('Free trial');
    // It stood at the bank already: nothing was written for it a second time.
    await calls.expectExactly([]);
  },
);

test('a first payment is confirmed on the bank’s own page, and the address told nothing', async ({
  page,
}) => {
  await new Wallet(page).saveWithChallenge({ number: cards.alwaysAuthenticate }, asking);
  const order = await ordered(page, plans.coffee);
  await order.expectPlan(plans.coffee, 'Confirm with your bank');
  const { id } = await order.read();
  const bank = await new Confirmation(page, order.plan(plans.coffee)).goToBank();
  await bank.complete.click();
  await page.waitForURL((url) => url.pathname === `/orders/${id}` && url.search === '');
  await order.expectPlan(plans.coffee, 'Active');
});

test('a buyer who fails on the bank’s own page is told so, and has not begun', async ({ page }) => {
  await new Wallet(page).saveWithChallenge({ number: cards.alwaysAuthenticate }, asking);
  const order = await ordered(page, plans.coffee);
  await order.expectPlan(plans.coffee, 'Confirm with your bank');
  const { id } = await order.read();
  const bank = await new Confirmation(page, order.plan(plans.coffee)).goToBank();
  await bank.fail.click();
  await page.waitForURL((url) => url.pathname === `/orders/${id}` && url.search === '');
  await order.expectPlan(plans.coffee, 'Declined');
});

test(
  'a larger quantity waits for the bank: left it stays as it was, confirmed it is changed',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
    const order = await ordered(page, plans.coffee);
    await order.expectPlan(plans.coffee, 'Active');
    await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, asking);
    const coffee = await SubscriptionPage.open(page, plans.coffee);
    await coffee.changeCard(asking);
    await coffee.expectPaidWith(asking);
    await page.reload();
    const confirming = page.getByRole('region', { name: 'Confirm the card with your bank' });
    await expect(confirming).toContainText(`when the next ${plans.coffee.text} on`);

    const bank = new BankChallenge(page);
    const waiting = page.getByRole('region', { name: 'A change that waits' });
    const ask = async () => {
      await coffee.change.locator('summary', { hasText: 'Change the quantity' }).click();
      await coffee.change.getByLabel(/^How many/).selectOption('3');
      const pay = coffee.change.getByRole('button', { name: /^Change and pay \$/ });
      await expect(pay).not.toHaveAttribute('aria-disabled', 'true');
      await press(pay);
      await bank.shown();
    };
    await ask();
    await bank.close();
    await expect(waiting).toContainText('3 instead of 1 waits for your bank');
    expect((await coffee.read()).quantity).toBe(1);
    await expectWellMade(page, 'a quantity that waits for the bank');
    await press(waiting.getByRole('button', { name: 'Keep 1' }));
    await expect(waiting).toHaveCount(0);
    await coffee.expectState('Active');
    expect((await coffee.read()).quantity).toBe(1);

    await ask();
    await bank.complete();
    await expect.poll(async () => (await coffee.read()).quantity).toBe(3);
    await expect(waiting).toHaveCount(0);
    await expect(coffee.payments).toContainText('Change of the quantity');
  },
);

test('a plan is paid by card: the bank account of the wallet is not offered, and it is said why', async ({
  page,
}) => {
  const wallet = new Wallet(page);
  await wallet.openForm();
  await new BankAccountForm(page).link();
  await wallet.pressSave();
  await expect(wallet.method('US bank account ending in 6789')).toBeVisible();
  const shop = new Shop(page);
  await shop.add(plans.coffee);
  await shop.openCheckout();
  await expect(page.getByText('A plan is paid by card, so your bank account')).toBeVisible();
  const checkout = new Checkout(page);
  await expect(checkout.card('US bank account')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Another card', exact: true })).toBeVisible();
  await expectWellMade(page, 'a checkout that takes cards alone');
  // A seller of goods alone can be paid with it.
  await shop.add(goods.cards);
  await shop.openCheckout();
  await expect(page.getByText('A seller of goods alone can be paid with it')).toBeVisible();
});
