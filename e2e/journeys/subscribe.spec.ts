import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { Confirmation } from '../pages/confirmation';
import { goods, plans, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { chargesOf, startsOf } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

test('three sellers’ plans begin with one card and one press', async ({ page }) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const wanted = [plans.coffee, plans.soap, plans.incense];
  const shop = new Shop(page);
  await page.goto(`/products/${plans.coffee.slug}`);
  await expect(page.getByText('You can cancel at any time')).toBeVisible();
  await shop.add(...wanted);
  await shop.openCart();
  const summary = page.getByRole('complementary', { name: 'Summary' });
  await expect(summary.getByText('Due now in USD')).toBeVisible();
  await expect(summary.getByText('Every month in JPY')).toBeVisible();
  await page.getByRole('link', { name: 'Check out' }).click();
  const checkout = new Checkout(page);
  for (const { seller, name, text } of wanted) {
    await expect(
      page.getByText(`${seller} charges ${text} every month for ${name}, the first time now.`),
    ).toBeVisible();
  }
  await expect(checkout.payButton).toContainText('and subscribe');
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  for (const plan of wanted) await order.expectPlan(plan, 'Active');
  await expect(order.story).toContainText('All 3 plans have begun.');
  const read = await order.read();
  expect(read.status).toBe('paid');
  expect(read.legs).toEqual([]);
  expect(new Set(read.subscriptions.map(({ accountId }) => accountId)).size).toBe(3);
  await calls.expectExactly(startsOf(read));
  await expect(shop.cartLink).toHaveAccessibleName(/empty/i);

  await order.plan(plans.coffee).getByText('Look underneath').click();
  const coffee = read.subscriptions.find(({ name }) => name === plans.coffee.name);
  await expect(
    order.plan(plans.coffee).getByText(coffee?.accountSubscriptionId ?? 'none', { exact: true }),
  ).toBeVisible();
  const underneath = await new Underneath(page).lookAtSection();
  await expect(underneath.getByText('/v1/subscriptions').first()).toBeVisible();
  await page.goto('/orders');
  await expect(page.getByRole('link', { name: new RegExp(read.number) })).toBeVisible();
});

test('goods and a plan are paid together, what is due now and what comes again said apart', async ({
  page,
}) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.bowl, plans.coffee, plans.soap);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await expect(checkout.payButton).toContainText('$58.00');
  await expect(checkout.policy('All or nothing')).toBeDisabled();
  await expect(page.getByText('this is for goods alone')).toBeVisible();
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectPlan(plans.coffee, 'Active');
  await order.expectPlan(plans.soap, 'Active');
  await expect(order.story).toContainText('The seller is paid, and your 2 plans have begun.');
  const read = await order.read();
  await calls.expectExactly([...chargesOf(read), ...startsOf(read)]);
});

test('a plan with a trial begins without a charge, and says when the first one comes', async ({
  page,
}) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(plans.library);
  await expect(page.getByText('14 days free, then $48.00 every year')).toBeVisible();
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await expect(checkout.payButton).toContainText('Subscribe, nothing to pay now');
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  await order.expectPlan(plans.library, 'Free trial');
  await expect(order.plan(plans.library)).toContainText('First payment: $48.00 on');
  await calls.expectExactly(startsOf(await order.read()));
});

test('a bank that asks at the start is answered on the order’s page', async ({ page }) => {
  const wallet = new Wallet(page);
  await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, 'Visa ending in 3184');
  const shop = new Shop(page);
  await shop.add(plans.coffee);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectPlan(plans.coffee, 'Confirm with your bank');
  const confirmation = new Confirmation(page, order.plan(plans.coffee));
  const calls = await StripeCalls.fromNow();
  await confirmation.open();
  await confirmation.bank.complete();
  await order.expectPlan(plans.coffee, 'Active');
  expect((await order.read()).status).toBe('paid');
  // The payment stood already: nothing is written for it a second time.
  await calls.expectExactly([]);
  await expect(page.locator('body')).not.toContainText(/_secret_[A-Za-z0-9]{10}/);
});

test(
  'a buyer who fails at the bank is told so, and confirms the second time',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, 'Visa ending in 3184');
    const shop = new Shop(page);
    await shop.add(plans.coffee);
    await shop.openCheckout();
    const order = await new Checkout(page).pay();
    await order.expectPlan(plans.coffee, 'Confirm with your bank');
    const confirmation = new Confirmation(page, order.plan(plans.coffee));
    await confirmation.open();
    await confirmation.bank.fail();
    await order.expectPlan(plans.coffee, 'Declined');
    await expect(order.plan(plans.coffee)).toContainText(
      'The bank could not confirm that this is you.',
    );
    await confirmation.open();
    await confirmation.bank.complete();
    await order.expectPlan(plans.coffee, 'Active');
  },
);

test(
  'a plan whose first payment is declined begins with another card',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
    await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
    const shop = new Shop(page);
    await shop.add(plans.coffee, plans.soap);
    await shop.openCheckout();
    const checkout = new Checkout(page);
    await checkout.card('Visa ending in 4242').check();
    await checkout.payOneWith(plans.soap.seller, 'Visa ending in 0341');
    const order = await checkout.pay();
    await order.expectPlan(plans.coffee, 'Active');
    await order.expectPlan(plans.soap, 'Declined');
    expect((await order.read()).status).toBe('partly_paid');
    await new Confirmation(page, order.plan(plans.soap)).payWith(/Visa ending in 4242/);
    await order.expectPlan(plans.soap, 'Active');
    const read = await order.read();
    expect(read.status).toBe('paid');
    await expect(order.story).toContainText('All 2 plans have begun.');
  },
);
