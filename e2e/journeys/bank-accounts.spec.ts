import { expect, test, type Page } from '@playwright/test';
import { BankAccountForm, banksTakeDays, daysGoBy, Verification } from '../pages/bank-account';
import { Checkout } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { resetEmulator, setEmulator } from '../support/emulator-settings';
import { emulatorUrl } from '../support/environment';
import { chargesOf } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';
import { press } from '../support/press';

const linked = 'US bank account ending in 6789';
const patience = { timeout: 45_000 };

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

test.afterEach(resetEmulator);

async function linkInWallet(page: Page, account?: string, name = linked): Promise<void> {
  const wallet = new Wallet(page);
  await wallet.openForm();
  await new BankAccountForm(page).link(account);
  await wallet.pressSave();
  await expect(wallet.method(name)).toBeVisible();
}

test('a linked bank account pays one seller: processing first, paid days later', async ({
  page,
}) => {
  await banksTakeDays();
  await linkInWallet(page);
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const calls = await StripeCalls.fromNow();
  await expect(new Checkout(page).card(linked)).toBeChecked();
  const order = await new Checkout(page).pay();
  if (emulatorUrl) {
    await order.expectLeg(goods.bowl.seller, 'Processing');
    await expect(order.leg(goods.bowl.seller)).toContainText('Banks take up to 4 business days');
  }
  await calls.expectExactly(chargesOf(await order.read()));
  await daysGoBy();
  await expect.poll(async () => (await order.read()).status, patience).toBe('paid');
  await page.reload();
  await order.expectLeg(goods.bowl.seller, 'Paid');
});

test('typed numbers wait in the wallet until the buyer tells what arrived', async ({ page }) => {
  const wallet = new Wallet(page);
  await wallet.openForm();
  await new BankAccountForm(page).type();
  await wallet.pressSave();
  await expect(wallet.method(linked).getByText('Not verified', { exact: true })).toBeVisible();
  const shop = new Shop(page);
  await shop.add(goods.cards);
  await shop.openCheckout();
  await expect(new Checkout(page).card(linked)).toBeDisabled();

  await wallet.open();
  const verification = new Verification(page, linked);
  await verification.tellCode('SM99ZZ');
  await expect(verification.form.getByRole('alert')).toContainText('not the code');
  await verification.tellCode('SM11AA');
  await expect(page.getByText(`${linked} is verified and can pay.`)).toBeVisible();
  await expect(verification.form).toHaveCount(0);
  await page.goto('/checkout');
  const order = await new Checkout(page).pay();
  await daysGoBy();
  await expect.poll(async () => (await order.read()).status, patience).toBe('paid');
});

test('too many wrong answers: the account cannot pay, says why, and can be removed', async ({
  page,
}) => {
  // Which of the two a bank account is verified by is Stripe's choice.
  await setEmulator({ microdepositType: 'amounts' });
  const wallet = new Wallet(page);
  await wallet.openForm();
  await new BankAccountForm(page).type();
  await wallet.pressSave();
  const verification = new Verification(page, linked);
  if (emulatorUrl) await verification.tellAmounts('10', '11');
  else await verification.tellCode('SM33CC');
  await expect(wallet.method(linked).getByText(/could not be verified/)).toBeVisible();
  await page.getByRole('button', { name: `Remove ${linked}` }).click();
  await page.getByRole('button', { name: 'Remove account' }).click();
  await expect(wallet.method(linked)).toHaveCount(0);
});

test('a debit that the bank refuses is told, and a card pays in its place', async ({ page }) => {
  const name = 'US bank account ending in 2227';
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  await linkInWallet(page, 'insufficient funds', name);
  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card(name).check();
  const order = await checkout.pay();
  await daysGoBy();
  await expect.poll(async () => (await order.read()).status, patience).toBe('failed');
  await page.reload();
  const leg = order.leg(goods.bowl.seller);
  await expect(leg.getByText(/not enough money/).first()).toBeVisible();
  await leg.getByRole('radio', { name: /Visa ending in 4242/ }).check();
  const calls = await StripeCalls.fromNow();
  await leg.getByRole('button', { name: 'Try again' }).click();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await calls.expectExactly(chargesOf(await order.read(), { attempt: 2 }));
});

test('of three sellers only those in dollars are paid from it; the others are told why', async ({
  page,
}) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  await linkInWallet(page);
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender, goods.incense);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card(linked).check();
  await expect(page.getByText(/cannot be paid this way.*US dollars only/)).toBeVisible();
  await checkout.card('Visa ending in 4242').check();
  await checkout.payOneWith(goods.bowl.seller, linked);
  const calls = await StripeCalls.fromNow();
  const order = await checkout.pay();
  for (const { seller } of [goods.lavender, goods.incense]) await order.expectLeg(seller, 'Paid');
  await calls.expectExactly(chargesOf(await order.read()));
  await daysGoBy();
  await expect.poll(async () => (await order.read()).status, patience).toBe('paid');
});

test('a bank account is linked at the checkout and pays at once', async ({ page }) => {
  const shop = new Shop(page);
  await shop.add(goods.cards);
  await shop.openCheckout();
  await page.getByRole('radio', { name: /^Another card/ }).check();
  await new BankAccountForm(page).link();
  await press(page.getByRole('button', { name: /^Save and use/ }));
  const checkout = new Checkout(page);
  await expect(checkout.card(linked)).toBeChecked();
  const order = await checkout.pay();
  await daysGoBy();
  await expect.poll(async () => (await order.read()).status, patience).toBe('paid');
});
