import { expect, test, type Page } from '@playwright/test';
import { Checkout, OrderPage, type OrderJson } from '../pages/checkout';
import { Confirmation } from '../pages/confirmation';
import { goods, Shop, type Good } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { crashShop, emulatorUrl } from '../support/environment';
import { chargesOf } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { chargesOnAccount, StripeCalls } from '../support/stripe-calls';
import { brokenPolicies, complaintsOf } from '../support/well-made';

const asking = 'Visa ending in 3184';
const other = /Visa ending in 4242/;

test.beforeEach(async ({ page }) => {
  await signedUp(page);
  await new Wallet(page).saveWithChallenge({ number: cards.alwaysAuthenticate }, asking);
});

const withOtherCard = (page: Page) =>
  new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');

/** An order whose every seller waits for the buyer's bank. */
async function ordered(page: Page, ...wanted: Good[]) {
  const shop = new Shop(page);
  await shop.add(...wanted);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card(asking).check();
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  for (const { seller } of wanted) await order.expectLeg(seller, 'Confirm with your bank');
  await calls.expectExactly(chargesOf(await order.read(), { status: () => 402 }));
  return { order, confirmation: (good: Good) => new Confirmation(page, order.leg(good.seller)) };
}

/** Every leg of the order has been charged this often, whatever was pressed. */
async function expectCharged(order: OrderJson, times: number): Promise<void> {
  for (const leg of order.legs) {
    expect(await chargesOnAccount(leg.accountId, order.id)).toBe(emulatorUrl ? times : null);
  }
}

test('the buyer confirms at once, and the seller is paid with a fresh clone', async ({ page }) => {
  const complaints = complaintsOf(page);
  const { order, confirmation } = await ordered(page, goods.bowl);
  const calls = await StripeCalls.fromNow();
  await confirmation(goods.bowl).open();
  await confirmation(goods.bowl).bank.complete();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  expect(read.status).toBe('paid');
  const [first, second] = read.legs[0]?.attempts ?? [];
  expect(second?.cloneId).not.toBe(first?.cloneId);
  expect(second?.paymentIntentId).toBe(first?.paymentIntentId);
  await calls.expectExactly(chargesOf(read, { attempt: 2 }));
  await expectCharged(read, 1);
  await expect(page.locator('body')).not.toContainText(/_secret_[A-Za-z0-9]{10}/);
  // The bank's window breaks no policy of ours.
  expect(brokenPolicies(complaints)).toEqual([]);
});

test('the buyer fails at the bank, is told so, and confirms the second time', async ({ page }) => {
  const { order, confirmation } = await ordered(page, goods.bowl);
  const first = await StripeCalls.fromNow();
  await confirmation(goods.bowl).open();
  await confirmation(goods.bowl).bank.fail();
  await order.expectLeg(goods.bowl.seller, 'Declined');
  await expect(order.leg(goods.bowl.seller)).toContainText(
    'The bank could not confirm that this is you.',
  );
  await first.expectExactly(chargesOf(await order.read(), { attempt: 2 }));

  const second = await StripeCalls.fromNow();
  await confirmation(goods.bowl).open();
  await confirmation(goods.bowl).bank.complete();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  await second.expectExactly(chargesOf(read, { attempt: 3 }));
  await expectCharged(read, 1);
});

test('the buyer closes the bank’s window, and pays with another card', async ({ page }) => {
  await withOtherCard(page);
  const { order, confirmation } = await ordered(page, goods.bowl);
  await confirmation(goods.bowl).open();
  await confirmation(goods.bowl).bank.close();
  await order.expectLeg(goods.bowl.seller, 'Declined');
  const calls = await StripeCalls.fromNow();
  await confirmation(goods.bowl).payWith(other);
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  await calls.expectExactly(chargesOf(read, { attempt: 3 }));
  await expectCharged(read, 1);
});

test(
  'the buyer leaves the page at the bank and confirms later, from the list of orders',
  { tag: '@whole' },
  async ({ page }) => {
    const { order, confirmation } = await ordered(page, goods.bowl);
    await confirmation(goods.bowl).open();
    const { number } = await order.read();
    await page.goto('/');
    const calls = await StripeCalls.fromNow();
    await page.goto('/orders');
    await expect(page.getByRole('listitem').filter({ hasText: number })).toContainText(
      'Confirm with your bank',
    );
    await page.getByRole('link', { name: new RegExp(number) }).click();
    await confirmation(goods.bowl).open();
    await confirmation(goods.bowl).bank.complete();
    await order.expectLeg(goods.bowl.seller, 'Paid');
    await expectCharged(await order.read(), 1);
    // The attempt that was left is the one that paid.
    await calls.expectExactly([]);
  },
);

test(
  'the buyer reloads the page at the bank, and another card pays instead',
  { tag: '@whole' },
  async ({ page }) => {
    await withOtherCard(page);
    const { order, confirmation } = await ordered(page, goods.bowl);
    await confirmation(goods.bowl).open();
    await page.reload();
    await order.expectLeg(goods.bowl.seller, 'Confirm with your bank');
    const calls = await StripeCalls.fromNow();
    await confirmation(goods.bowl).payWith(other);
    await order.expectLeg(goods.bowl.seller, 'Paid');
    const read = await order.read();
    await calls.expectExactly(chargesOf(read, { attempt: 3 }));
    await expectCharged(read, 1);
  },
);

test(
  'two windows of one buyer are at the bank for one payment',
  { tag: '@whole' },
  async ({ page, context }) => {
    const { order, confirmation } = await ordered(page, goods.bowl);
    const calls = await StripeCalls.fromNow();
    const twin = await context.newPage();
    await twin.goto(page.url());
    const again = new Confirmation(twin, new OrderPage(twin).leg(goods.bowl.seller));
    await confirmation(goods.bowl).open();
    await again.open();
    await again.bank.complete();
    await new OrderPage(twin).expectLeg(goods.bowl.seller, 'Paid');
    // The first window notices by itself.
    await order.expectLeg(goods.bowl.seller, 'Paid');
    const read = await order.read();
    await calls.expectExactly(chargesOf(read, { attempt: 2 }));
    await expectCharged(read, 1);
  },
);

test('the shop is killed while the buyer is at the bank', { tag: '@whole' }, async ({ page }) => {
  const { order, confirmation } = await ordered(page, goods.bowl);
  await confirmation(goods.bowl).open();
  await crashShop();
  await confirmation(goods.bowl).bank.complete();
  await page.goto(`/orders/${order.id}`);
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await expectCharged(await order.read(), 1);
});

test('the buyer confirms on the bank’s own page and is sent back', async ({ page }) => {
  const complaints = complaintsOf(page);
  const { order, confirmation } = await ordered(page, goods.bowl);
  const { id } = await order.read();
  const calls = await StripeCalls.fromNow();
  const bank = await confirmation(goods.bowl).goToBank();
  await bank.complete.click();
  await page.waitForURL((url) => url.pathname === `/orders/${id}` && url.search === '');
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const read = await order.read();
  await calls.expectExactly(chargesOf(read, { attempt: 2 }));
  await expectCharged(read, 1);
  expect(brokenPolicies(complaints)).toEqual([]);
});

test(
  'the buyer fails on the bank’s own page, and what the address says counts nothing',
  { tag: '@whole' },
  async ({ page }) => {
    const { order, confirmation } = await ordered(page, goods.bowl);
    const leg = (await order.read()).legs[0];
    const { id } = await order.read();
    const bank = await confirmation(goods.bowl).goToBank();
    await bank.fail.click();
    await page.waitForURL((url) => url.pathname === `/orders/${id}` && url.search === '');
    await order.expectLeg(goods.bowl.seller, 'Declined');
    await page.goto(`/orders/${id}?leg=${leg?.id}&redirect_status=succeeded`);
    await page.waitForURL((url) => url.search === '');
    await order.expectLeg(goods.bowl.seller, 'Declined');
    await expectCharged(await order.read(), 0);
  },
);

test('without Stripe.js there is no window, nothing is asked, and the bank’s page is a way', async ({
  page,
}) => {
  const { order, confirmation } = await ordered(page, goods.bowl);
  await page.route(/\/(v3|[a-z]+)\/stripe\.js/, (route) => route.abort());
  await page.reload();
  const calls = await StripeCalls.fromNow();
  await confirmation(goods.bowl).press();
  await expect(confirmation(goods.bowl).problem).toContainText('could not be opened');
  await calls.expectExactly([]);
  const bank = await confirmation(goods.bowl).goToBank();
  await bank.complete.click();
  await order.expectLeg(goods.bowl.seller, 'Paid');
});

test(
  'of three sellers one is confirmed, one fails and gets another card, one is left for later',
  { tag: '@whole' },
  async ({ page }) => {
    await withOtherCard(page);
    const { order, confirmation } = await ordered(page, goods.bowl, goods.lavender, goods.incense);
    const calls = await StripeCalls.fromNow();
    await confirmation(goods.bowl).open();
    await confirmation(goods.bowl).bank.complete();
    await order.expectLeg(goods.bowl.seller, 'Paid');
    await order.expectLeg(goods.lavender.seller, 'Confirm with your bank');

    await confirmation(goods.lavender).open();
    await confirmation(goods.lavender).bank.fail();
    await order.expectLeg(goods.lavender.seller, 'Declined');
    await confirmation(goods.incense).open();
    await page.reload();
    await order.expectLeg(goods.bowl.seller, 'Paid');
    await order.expectLeg(goods.incense.seller, 'Confirm with your bank');
    expect((await order.read()).status).toBe('action_needed');

    await confirmation(goods.lavender).payWith(other);
    await order.expectLeg(goods.lavender.seller, 'Paid');
    await confirmation(goods.incense).open();
    await confirmation(goods.incense).bank.complete();
    await order.expectLeg(goods.incense.seller, 'Paid');
    const read = await order.read();
    expect(read.status).toBe('paid');
    await calls.expectExactly([
      ...chargesOf(read, { attempt: 2 }),
      ...chargesOf(read, { attempt: 3, only: (seller) => seller === goods.lavender.seller }),
    ]);
    await expectCharged(read, 1);
  },
);
