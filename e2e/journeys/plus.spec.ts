import { expect, test } from '@playwright/test';
import { OperatorDesk } from '../pages/after-sale';
import { Checkout } from '../pages/checkout';
import { PlusPage } from '../pages/plus';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { emulatorUrl } from '../support/environment';
import { chargesOf, savingCalls } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { refundOwn } from '../support/own-sales';
import { StripeCalls } from '../support/stripe-calls';

const createsPlus = { path: '/v1/payment_intents', account: 'platform', key: /^plus:mem_/ };
const confirmsPlus = {
  path: /^\/v1\/payment_intents\/pi_\w+\/confirm$/,
  account: 'platform',
  key: /^plus-pay:mem_/,
};

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

test('Plus is paid with a new card and 3D Secure, and that card pays two sellers in one press', async ({
  page,
}) => {
  const plus = new PlusPage(page);
  const calls = await StripeCalls.fromNow();
  await plus.open();
  await expect(page.getByText('$24.00', { exact: true })).toBeVisible();
  await plus.payWithNewCard({ number: cards.setUpOnce });
  await plus.bank.complete();
  await plus.expectMember('Visa ending in 3155');
  const [customer] = savingCalls;
  await calls.expectExactly([customer as (typeof savingCalls)[number], createsPlus]);
  await new Wallet(page).open();
  await expect(new Wallet(page).method('Visa ending in 3155').getByText('Default')).toBeVisible();
  await expect(page.getByRole('link', { name: /^Plus member until/ })).toBeVisible();

  const charging = await StripeCalls.fromNow();
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Paid');
  await charging.expectExactly(chargesOf(await order.read()));
});

test('a declined card pays nothing, and another one in the same form does', async ({ page }) => {
  const plus = new PlusPage(page);
  const calls = await StripeCalls.fromNow();
  await plus.open();
  await plus.payWithNewCard({ number: cards.insufficientFunds });
  await expect(plus.problem.first()).toContainText('not enough money');
  await plus.payWithNewCard({ number: cards.visa });
  await plus.expectMember('Visa ending in 4242');
  // One PaymentIntent for both tries.
  expect(await calls.writes('/v1/payment_intents')).toHaveLength(emulatorUrl ? 1 : 0);
  await new Wallet(page).open();
  await expect(page.getByRole('article')).toHaveCount(1);
});

test('Plus is paid with saved cards: one is declined, the bank asks for the other', async ({
  page,
}) => {
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, 'Visa ending in 3184');
  const plus = new PlusPage(page);
  const calls = await StripeCalls.fromNow();
  await plus.open();
  await plus.payWithSavedCard('Visa ending in 0341');
  await expect(plus.problem.first()).toContainText('The bank declined this card.');
  await plus.payWithSavedCard('Visa ending in 3184');
  await plus.bank.complete();
  await plus.expectMember('Visa ending in 3184');
  await calls.expectExactly([createsPlus, { ...confirmsPlus, status: 402 }, confirmsPlus]);
  await wallet.open();
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('two windows pay once, and the second one is told', async ({ page, context }) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const calls = await StripeCalls.fromNow();
  const plus = new PlusPage(page);
  await plus.open();
  const second = await context.newPage();
  const other = new PlusPage(second);
  await other.open();
  await plus.payWithSavedCard('Visa ending in 4242');
  await plus.expectMember('Visa ending in 4242');
  await other.payWithSavedCard('Visa ending in 4242');
  await other.expectMember('Visa ending in 4242');
  await calls.expectExactly([createsPlus, confirmsPlus]);
});

test(
  'Plus whose money went back has ended and may be bought again; a dispute is told',
  { tag: '@whole' },
  async ({ page, browser }) => {
    const wallet = new Wallet(page);
    await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
    const plus = new PlusPage(page);
    await plus.open();
    await plus.payWithSavedCard('Visa ending in 4242');
    await plus.expectMember('Visa ending in 4242');
    // On real Stripe nobody here can refund what the platform sold.
    if (!emulatorUrl) return;
    const charge = await plus.chargeId();
    await refundOwn(charge, 300);
    await plus.comesToSay('$3.00 given back');
    await expect(plus.membership.getByText('Your membership goes on.')).toBeVisible();
    await refundOwn(charge);
    await plus.comesToSay('$24.00 given back');
    await expect(page.getByRole('article', { name: /^Souk Plus, ended/ })).toBeVisible();
    await wallet.open();
    await expect(page.getByRole('link', { name: /^Plus member until/ })).toHaveCount(0);

    await wallet.save({ number: cards.disputed }, 'Visa ending in 0259');
    await plus.open();
    await plus.payWithSavedCard('Visa ending in 0259');
    await plus.expectMember('Visa ending in 0259');
    await plus.comesToSay('Disputed: $24.00');
    await expect(page.getByText(/taken the money back from Souk for now/)).toBeVisible();
    const desk = await OperatorDesk.open(await (await browser.newContext()).newPage());
    await expect(desk.item('Souk Plus', 'Souk').first()).toContainText('Disputed');
  },
);
