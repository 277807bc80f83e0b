import { expect, test, type Page } from '@playwright/test';
import { BankAccountForm } from '../pages/bank-account';
import { Checkout, OrderPage, type OrderJson } from '../pages/checkout';
import { Confirmation } from '../pages/confirmation';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { crashShop, emulatorUrl } from '../support/environment';
import { chargesOf, endingsOf } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { clearFaults, setFault, StripeCalls, takenOnAccount } from '../support/stripe-calls';
import { expectWellMade } from '../support/well-made';
import { press } from '../support/press';

// Most save two cards first, some with a challenge.
test.describe.configure({ timeout: 180_000 });

const visa = 'Visa ending in 4242';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, visa);
});

test.afterEach(clearFaults);

/** A bowl in dollars and lavender in euros, at the checkout, all or nothing. */
async function chosen(page: Page, lavenderWith?: string): Promise<Checkout> {
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card(visa).check();
  if (lavenderWith) await checkout.payOneWith(goods.lavender.seller, lavenderWith);
  await expect(checkout.policy('Each seller on its own')).toBeChecked();
  await checkout.policy('All or nothing').check();
  await expect(page.getByText(/held now and made together/)).toBeVisible();
  return checkout;
}

/** What each seller has of it in the end. */
const takenFor = (order: OrderJson) =>
  Promise.all(order.legs.map(({ accountId }) => takenOnAccount(accountId, order.id)));

/** An order of which the bowl is held and the lavender's bank asks for the buyer. */
async function askedFor(page: Page) {
  await new Wallet(page).saveWithChallenge(
    { number: cards.alwaysAuthenticate },
    'Visa ending in 3184',
  );
  const checkout = await chosen(page, 'Visa ending in 3184');
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Held, not charged yet');
  await order.expectLeg(goods.lavender.seller, 'Confirm with your bank');
  return { order, confirmation: new Confirmation(page, order.leg(goods.lavender.seller)) };
}

async function expectEnded(order: OrderPage, state: string): Promise<OrderJson> {
  for (const { seller } of [goods.bowl, goods.lavender]) await order.expectLeg(seller, state);
  return order.read();
}

test('all sellers are held first, then charged together', async ({ page }) => {
  const checkout = await chosen(page);
  await expectWellMade(page, 'the checkout, all or nothing');
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  const read = await expectEnded(order, 'Paid');
  expect(read.status).toBe('paid');
  await calls.expectExactly([...chargesOf(read), ...endingsOf(read, 'capture')]);
  const paths = (await calls.writes(/payment_intents/)).map(({ path }) => path.split('/').at(-1));
  expect(paths).toEqual(
    emulatorUrl ? ['payment_intents', 'payment_intents', 'capture', 'capture'] : [],
  );
});

test('one declines: nothing is charged, and the goods go into the cart again', async ({ page }) => {
  await new Wallet(page).save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  const checkout = await chosen(page, 'Visa ending in 0341');
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Canceled');
  await order.expectLeg(goods.lavender.seller, 'Declined');
  await expect(order.story).toContainText('Nothing was charged.');
  await expect(order.story).toContainText(`${goods.lavender.seller} could not be paid`);
  await expectWellMade(page, 'an order of all or nothing that came to nothing');
  const read = await order.read();
  expect(read.status).toBe('failed');
  expect(await takenFor(read)).toEqual(emulatorUrl ? [0, 0] : [null, null]);
  await calls.expectExactly([
    ...chargesOf(read, { status: (seller) => (seller === goods.lavender.seller ? 402 : 200) }),
    ...endingsOf(read, 'cancel', (seller) => seller === goods.bowl.seller),
  ]);

  await press(page.getByRole('button', { name: 'Put these goods in my cart again' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
  for (const { seller, name } of [goods.bowl, goods.lavender]) {
    await expect(page.getByRole('region', { name: seller }).getByText(name).first()).toBeVisible();
  }
  await expect(new Shop(page).cartLink).toHaveAccessibleName(/2 items/);
});

test(
  'one bank asks for its buyer: the others stay held, and all are paid once it is told',
  { tag: '@whole' },
  async ({ page }) => {
    const { order, confirmation } = await askedFor(page);
    await expect(order.story).toContainText('Nothing is charged yet.');
    await expect(order.story).toContainText(`Held, not charged: ${goods.bowl.seller}.`);
    await expectWellMade(page, 'an order of all or nothing that waits for its buyer');
    const calls = await StripeCalls.fromNow();
    await confirmation.open();
    await confirmation.bank.complete();
    const read = await expectEnded(order, 'Paid');
    await calls.expectExactly([
      ...chargesOf(read, { attempt: 2, only: (seller) => seller === goods.lavender.seller }),
      ...endingsOf(read, 'capture'),
    ]);
  },
);

test('the buyer cancels: everything is let go', { tag: '@whole' }, async ({ page }) => {
  const { order } = await askedFor(page);
  const calls = await StripeCalls.fromNow();
  await press(page.getByRole('button', { name: 'Cancel the order' }));
  await expect(page.getByRole('dialog')).toContainText('Nothing is charged');
  await press(page.getByRole('button', { name: 'Cancel everything' }));
  await expect(order.story).toContainText('You canceled this order. Nothing was charged.');
  const read = await expectEnded(order, 'Canceled');
  await expect(page.getByRole('button', { name: 'Cancel the order' })).toHaveCount(0);
  await calls.expectExactly(endingsOf(read, 'cancel'));
  expect(await takenFor(read)).toEqual(emulatorUrl ? [0, 0] : [null, null]);
});

test(
  'the shop is killed between holding and taking: afterwards each part is taken once',
  { tag: '@whole' },
  async ({ page }) => {
    const checkout = await chosen(page);
    if (emulatorUrl) {
      const path = '/v1/payment_intents/*/capture';
      await setFault({ method: 'POST', path, action: 'delay', delay_ms: 5_000, times: 2 });
    }
    const calls = await StripeCalls.fromNow();
    await checkout.press();
    if (emulatorUrl) {
      const held = async () => (await calls.writes('/v1/payment_intents')).length;
      await expect.poll(held).toBe(2);
    }
    await crashShop();
    await clearFaults();
    await page.goto('/orders');
    await page.getByRole('main').getByRole('link', { name: /SK-/ }).click();
    const order = new OrderPage(page);
    await expect(order.leg(goods.bowl.seller).getByText('Paid', { exact: true })).toBeVisible({
      timeout: 60_000,
    });
    const read = await expectEnded(order, 'Paid');
    const captures = (await calls.writes(/capture$/)).filter(({ replayed }) => !replayed);
    expect(new Set(captures.map((call) => call.idempotency_key)).size).toBe(emulatorUrl ? 2 : 0);
    expect(read.legs.map(({ attempts }) => attempts.length)).toEqual([1, 1]);
  },
);

test(
  'with a bank account all or nothing cannot be chosen, and the page says why',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.openForm();
    await new BankAccountForm(page).link();
    await wallet.pressSave();
    await expect(wallet.method('US bank account ending in 6789')).toBeVisible();
    const shop = new Shop(page);
    await shop.add(goods.bowl, goods.cards);
    await shop.openCheckout();
    const checkout = new Checkout(page);
    await checkout.card(visa).check();
    await checkout.policy('All or nothing').check();
    await checkout.card('US bank account ending in 6789').check();
    await expect(checkout.policy('All or nothing')).toBeDisabled();
    await expect(checkout.policy('Each seller on its own')).toBeChecked();
    await expect(page.getByText('Money on a bank account cannot be held')).toBeVisible();
    // The wish comes back with a card.
    await checkout.card(visa).check();
    await expect(checkout.policy('All or nothing')).toBeChecked();
  },
);
