import { expect, test } from '@playwright/test';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { emulatorUrl } from '../support/environment';
import { savingCalls } from '../support/expected-calls';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';
import { brokenPolicies, complaintsOf } from '../support/well-made';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

test('a card is saved', async ({ page }) => {
  const wallet = new Wallet(page);
  const calls = await StripeCalls.fromNow();
  await wallet.openForm();
  await expect(
    page.getByText(/By saving this card or bank account you allow Souk to keep it/),
  ).toBeVisible();
  await wallet.submit({ number: cards.visa });
  await expect(wallet.method('Visa ending in 4242')).toBeVisible();
  await expect(
    wallet.method('Visa ending in 4242').getByText('Default', { exact: true }),
  ).toBeVisible();
  await calls.expectExactly(savingCalls);
});

test('a card is saved with 3D Secure', async ({ page }) => {
  const complaints = complaintsOf(page);
  const wallet = new Wallet(page);
  const calls = await StripeCalls.fromNow();
  await wallet.openForm();
  await wallet.submit({ number: cards.setUpOnce });
  await wallet.bank.shown();
  await wallet.bank.complete();
  await expect(wallet.method('Visa ending in 3155')).toBeVisible();
  await calls.expectExactly(savingCalls);
  // The bank's window breaks no policy of ours.
  expect(brokenPolicies(complaints)).toEqual([]);
});

test('3D Secure fails, and another card is saved', async ({ page }) => {
  const wallet = new Wallet(page);
  const calls = await StripeCalls.fromNow();
  await wallet.openForm();
  await wallet.submit({ number: cards.authenticate });
  await wallet.bank.fail();
  await expect(wallet.problem.first()).toContainText(
    /unable to authenticate|could not confirm|authenticat/i,
  );
  await expect(page.getByRole('article')).toHaveCount(0);

  await wallet.submit({ number: cards.visa });
  await expect(wallet.method('Visa ending in 4242')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  // One SetupIntent for both tries.
  await calls.expectExactly(savingCalls);
});

test('3D Secure is closed unanswered, and the buyer tries again', async ({ page }) => {
  const wallet = new Wallet(page);
  const calls = await StripeCalls.fromNow();
  await wallet.openForm();
  await wallet.submit({ number: cards.authenticate });
  await wallet.bank.close();
  await expect(wallet.problem.first()).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);

  await wallet.pressSave();
  await wallet.bank.complete();
  await expect(wallet.method('Visa ending in 3220')).toBeVisible();
  await calls.expectExactly(savingCalls);
});

test('3D Secure is abandoned by leaving the page', async ({ page }) => {
  const wallet = new Wallet(page);
  const calls = await StripeCalls.fromNow();
  await wallet.openForm();
  await wallet.submit({ number: cards.authenticate });
  await wallet.bank.shown();
  await page.goto('/');

  await wallet.open();
  await expect(page.getByRole('article')).toHaveCount(0);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  // Each opening of the form has a SetupIntent of its own; the Customer of the first serves all.
  const writes = await calls.writes();
  const setups = writes.filter(({ path }) => path === '/v1/setup_intents');
  expect(writes.filter(({ path }) => path === '/v1/customers')).toHaveLength(emulatorUrl ? 1 : 0);
  expect(writes.length - setups.length).toBe(emulatorUrl ? 1 : 0);
  expect(new Set(setups.map((call) => call.idempotency_key)).size).toBe(setups.length);
  expect(setups.every((call) => call.account === null && call.status === 200)).toBe(true);
});

const declines = [
  { name: 'declined', number: cards.declined, says: /declined/i },
  { name: 'without funds', number: cards.insufficientFunds, says: /not enough money/i },
  { name: 'expired', number: cards.expired, says: /expired/i },
  { name: 'with a wrong security code', number: cards.wrongCvc, says: /security code/i },
];

for (const { name, number, says } of declines) {
  test(`a card ${name} is not saved`, async ({ page }) => {
    const wallet = new Wallet(page);
    const calls = await StripeCalls.fromNow();
    await wallet.openForm();
    await wallet.submit({ number });
    await expect(wallet.problem.first()).toContainText(says);
    await expect(wallet.element.field('number')).toHaveValue(/^4000/);
    await expect(wallet.saveButton).toBeEnabled();
    await calls.expectExactly(savingCalls);
    await page.reload();
    await expect(page.getByRole('article')).toHaveCount(0);
  });
}

const typing = [
  {
    name: 'a number that cannot be',
    card: { number: '4242424242424241' },
    says: /card number is invalid/i,
  },
  {
    name: 'a date in the past',
    card: { number: cards.visa, expiry: '12 / 20' },
    says: /expiration/i,
  },
  {
    name: 'an unfinished number',
    card: { number: '42424242' },
    says: /card number is incomplete/i,
  },
  {
    name: 'no security code',
    card: { number: cards.visa, cvc: '' },
    says: /security code is incomplete/i,
  },
];

for (const { name, card, says } of typing) {
  test(`${name} is told beside the field`, async ({ page }) => {
    const wallet = new Wallet(page);
    const calls = await StripeCalls.fromNow();
    await wallet.openForm();
    await wallet.submit(card);
    await expect(wallet.element.errors.filter({ hasText: says }).first()).toBeVisible();
    await expect(wallet.saveButton).toBeEnabled();
    await expect(page.getByRole('article')).toHaveCount(0);
    const confirms = (await calls.all()).filter((call) => call.path.endsWith('/confirm'));
    expect(confirms).toEqual([]);
  });
}
