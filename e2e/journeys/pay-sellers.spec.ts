import { expect, test } from '@playwright/test';
import { Checkout, OrderPage } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { chargesOf, savingCalls } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';
import { press } from '../support/press';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

test('one seller is paid with a saved card', async ({ page }) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const calls = await StripeCalls.fromNow();
  await expect(new Checkout(page).payButton).toHaveText(/\$42\.00/);
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  expect(read.status).toBe('paid');
  expect(read.legs).toHaveLength(1);
  expect(read.legs[0]?.amount).toMatchObject({ amount: 4200, currency: 'usd' });
  expect(read.legs[0]?.fee.amount).toBe(420);
  await calls.expectExactly(chargesOf(read));
});

test('three sellers in three currencies are paid with one press', async ({ page }) => {
  await new Wallet(page).save({ number: cards.mastercard }, 'Mastercard ending in 4444');
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender, goods.incense);
  await shop.openCart();
  await expect(page.getByText(/3 separate charges/)).toBeVisible();
  await page.getByRole('link', { name: 'Check out' }).click();
  const checkout = new Checkout(page);
  await expect(checkout.payButton).toHaveText(/Pay 3 sellers/);
  for (const { text } of [goods.bowl, goods.lavender, goods.incense]) {
    await expect(checkout.payButton).toContainText(text);
  }
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  for (const { seller } of [goods.bowl, goods.lavender, goods.incense]) {
    await order.expectLeg(seller, 'Paid');
  }
  const read = await order.read();
  expect(new Set(read.legs.map((leg) => leg.accountId)).size).toBe(3);
  expect(read.legs.map(({ amount }) => `${amount.amount} ${amount.currency}`).sort()).toEqual([
    '1200 eur',
    '1500 jpy',
    '4200 usd',
  ]);
  await calls.expectExactly(chargesOf(read));
  await expect(shop.cartLink).toHaveAccessibleName(/empty/i);
});

test('a card is saved at the checkout and pays at once', async ({ page }) => {
  const shop = new Shop(page);
  await shop.add(goods.cards);
  const calls = await StripeCalls.fromNow();
  await shop.openCheckout();
  const wallet = new Wallet(page);
  await page.getByRole('radio', { name: 'Another card' }).check();
  await wallet.element.fill({ number: cards.setUpOnce });
  // By keyboard, as in the wallet: a click may go to where the button was before the form grew.
  await press(page.getByRole('button', { name: 'Save and use this card' }));
  await wallet.bank.complete();
  const checkout = new Checkout(page);
  await expect(checkout.card('Visa ending in 3155')).toBeChecked();
  const order = await checkout.pay();
  await order.expectLeg(goods.cards.seller, 'Paid');
  await calls.expectExactly([...savingCalls, ...chargesOf(await order.read())]);
});

test('a card set up with 3D Secure pays off-session without asking again', async ({ page }) => {
  await new Wallet(page).saveWithChallenge({ number: cards.setUpOnce }, 'Visa ending in 3155');
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  const calls = await StripeCalls.fromNow();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Paid');
  await expect(page.locator('iframe[src*="three-ds"]')).toHaveCount(0);
  await calls.expectExactly(chargesOf(await order.read()));
});

test('the same card pays the same seller twice: two clones, the original unharmed', async ({
  page,
}) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  const clones: (string | null | undefined)[] = [];
  for (let turn = 0; turn < 2; turn += 1) {
    await shop.add(goods.pattern);
    await shop.openCheckout();
    const calls = await StripeCalls.fromNow();
    const order = await new Checkout(page).pay();
    await order.expectLeg(goods.pattern.seller, 'Paid');
    const read = await order.read();
    await calls.expectExactly(chargesOf(read));
    clones.push(read.legs[0]?.attempts[0]?.cloneId);
  }
  expect(clones[0]).toMatch(/^pm_/);
  expect(clones[1]).toMatch(/^pm_/);
  expect(clones[0]).not.toBe(clones[1]);
  await new Wallet(page).open();
  await expect(page.getByRole('article', { name: 'Visa ending in 4242' })).toBeVisible();
});

test('a card that asks for its buyer off-session leaves the leg waiting, and another card pays it', async ({
  page,
}) => {
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, 'Visa ending in 3184');
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card('Visa ending in 3184').check();
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Confirm with your bank');
  const first = await order.read();
  await calls.expectExactly(chargesOf(first, { status: () => 402 }));

  const leg = order.leg(goods.bowl.seller);
  await leg.getByRole('radio', { name: /Visa ending in 4242/ }).check();
  const retry = await StripeCalls.fromNow();
  await leg.getByRole('button', { name: 'Pay this way' }).click();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await retry.expectExactly(chargesOf(await order.read(), { attempt: 2 }));
});

test('one of three declines, and is paid with another card while the others stay paid', async ({
  page,
}) => {
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender, goods.incense);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card('Visa ending in 4242').check();
  await checkout.payOneWith(goods.lavender.seller, 'Visa ending in 0341');
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Declined');
  await order.expectLeg(goods.incense.seller, 'Paid');
  const declined = await order.read();
  expect(declined.status).toBe('partly_paid');
  await calls.expectExactly(
    chargesOf(declined, { status: (seller) => (seller === goods.lavender.seller ? 402 : 200) }),
  );

  const retry = await StripeCalls.fromNow();
  const leg = order.leg(goods.lavender.seller);
  await leg.getByRole('radio', { name: /Visa ending in 4242/ }).check();
  await leg.getByRole('button', { name: 'Try again' }).click();
  await order.expectLeg(goods.lavender.seller, 'Paid');
  const after = await order.read();
  expect(after.status).toBe('paid');
  expect(after.legs.map(({ attempts }) => attempts.length).sort()).toEqual([1, 1, 2]);
  await retry.expectExactly(
    chargesOf(after, { attempt: 2, only: (seller) => seller === goods.lavender.seller }),
  );
});

test(
  'every seller declines; each is paid when its turn comes',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
    await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
    const shop = new Shop(page);
    await shop.add(goods.bowl, goods.lavender);
    await shop.openCheckout();
    const checkout = new Checkout(page);
    await checkout.card('Visa ending in 0341').check();
    const calls = await StripeCalls.fromNow();
    const order = await checkout.pay();
    const failed = await order.read();
    expect(failed.status).toBe('failed');
    await calls.expectExactly(chargesOf(failed, { status: () => 402 }));
    const retries = await StripeCalls.fromNow();
    for (const { seller } of [goods.bowl, goods.lavender]) {
      await order.expectLeg(seller, 'Declined');
      await order
        .leg(seller)
        .getByRole('radio', { name: /Visa ending in 4242/ })
        .check();
      await order.leg(seller).getByRole('button', { name: 'Try again' }).click();
      await order.expectLeg(seller, 'Paid');
    }
    const paid = await order.read();
    expect(paid.status).toBe('paid');
    await retries.expectExactly(chargesOf(paid, { attempt: 2 }));
  },
);

test('the order can be found again and shows what happened underneath', async ({ page }) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();

  await page.goto('/orders');
  await page.getByRole('link', { name: new RegExp(read.number) }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(read.number);
  const again = new OrderPage(page);
  await again.leg(goods.bowl.seller).getByText('Look underneath').click();
  const leg = read.legs.find(({ seller }) => seller.name === goods.bowl.seller);
  await expect(
    again
      .leg(goods.bowl.seller)
      .getByText(leg?.accountId ?? 'no account')
      .first(),
  ).toBeVisible();
  const inspector = await new Underneath(page).lookAtSection();
  await expect(inspector.getByText('/v1/payment_methods').first()).toBeVisible();
  await expect(inspector.getByText('/v1/payment_intents').first()).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/sk_test_|_secret_[A-Za-z0-9]{10}/);
});
