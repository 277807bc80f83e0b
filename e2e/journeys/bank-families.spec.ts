/** Each way to a bank account, and each end of a debit, with one seller and with three in dollars. */
import { expect, test, type Page } from '@playwright/test';
import { AfterSale } from '../pages/after-sale';
import {
  BankAccountForm,
  banksTakeDays,
  bankAccounts,
  daysGoBy,
  Verification,
} from '../pages/bank-account';
import { Checkout, OrderPage } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { resetEmulator, setEmulator } from '../support/emulator-settings';
import { emulatorUrl } from '../support/environment';
import { chargesOf } from '../support/expected-calls';
import { ordered } from '../support/ordered';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';

const one = [goods.pattern];
const three = [goods.bowl, goods.cards, goods.pattern];
const named = (last4: string) => `US bank account ending in ${last4}`;
const linked = named('6789');
const patience = { timeout: 45_000 };

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

test.afterEach(resetEmulator);

async function save(page: Page, name: string, enter: (form: BankAccountForm) => Promise<void>) {
  const wallet = new Wallet(page);
  await wallet.openForm();
  await enter(new BankAccountForm(page));
  await wallet.pressSave();
  await expect(wallet.method(name)).toBeVisible();
}

/** Orders of one seller and of three, all before a bank has answered. */
async function orderedTwice(page: Page, name: string) {
  const orders = [];
  for (const wanted of [one, three]) {
    const calls = await StripeCalls.fromNow();
    const order = await ordered(page, name, wanted);
    if (emulatorUrl) for (const { seller } of wanted) await order.expectLeg(seller, 'Processing');
    await calls.expectExactly(chargesOf(await order.read()));
    orders.push({ wanted, url: page.url() });
  }
  await daysGoBy();
  return orders;
}

async function comeBack(page: Page, url: string, status: string): Promise<OrderPage> {
  await page.goto(url);
  const order = new OrderPage(page);
  await expect.poll(async () => (await order.read()).status, patience).toBe(status);
  await page.reload();
  return order;
}

test(
  'a linked bank account pays three sellers in dollars, each by a debit of its own',
  { tag: '@whole' },
  async ({ page }) => {
    await save(page, linked, (form) => form.link());
    const calls = await StripeCalls.fromNow();
    const order = await ordered(page, linked, three);
    await calls.expectExactly(chargesOf(await order.read()));
    await daysGoBy();
    await expect.poll(async () => (await order.read()).status, patience).toBe('paid');
  },
);

test(
  'an account whose numbers were typed pays one seller and three once its amounts were told',
  { tag: '@whole' },
  async ({ page }) => {
    await setEmulator({ microdepositType: 'amounts' });
    await save(page, linked, (form) => form.type());
    const verification = new Verification(page, linked);
    // Which of the two ways it is, is Stripe's choice.
    if (emulatorUrl) {
      await verification.tellAmounts('12', '13');
      await expect(verification.form.getByRole('alert')).toContainText('not the amounts');
      await verification.tellAmounts('0.45', '0.32');
    } else await verification.tellCode('SM11AA');
    await expect(page.getByText(`${linked} is verified and can pay.`)).toBeVisible();
    await banksTakeDays();
    for (const { url } of await orderedTwice(page, linked)) await comeBack(page, url, 'paid');
  },
);

/** By the name of the account at a test bank: https://docs.stripe.com/financial-connections/testing */
const failingDebits = [
  { account: 'account closed', last4: '1113', says: 'This bank account cannot pay.' },
  { account: 'failure', last4: '1116', says: 'This bank account cannot pay.' },
  { account: 'insufficient funds', last4: '2227', says: 'there is not enough money' },
  { account: 'debit not authorized', last4: '3335', says: 'This bank account cannot pay.' },
  { account: 'invalid currency', last4: '4440', says: 'cannot pay in this currency' },
  { account: 'weekly limit exceeded', last4: '7771', says: 'This bank account cannot pay.' },
];

for (const { account, last4, says } of failingDebits) {
  test(
    `a debit that ends with “${account}” is told by one seller and by each of three`,
    { tag: '@whole' },
    async ({ page }) => {
      await banksTakeDays();
      await save(page, named(last4), (form) => form.link(account));
      for (const { wanted, url } of await orderedTwice(page, named(last4))) {
        const order = await comeBack(page, url, 'failed');
        for (const { seller } of wanted) {
          await order.expectLeg(seller, 'Declined');
          await expect(order.leg(seller)).toContainText(says);
        }
      }
    },
  );
}

test(
  'a debit that Stripe blocks is told by one seller and by each of three',
  { tag: '@whole' },
  async ({ page }) => {
    await save(page, named('4954'), (form) => form.link('risk level highest'));
    for (const wanted of [one, three]) {
      const order = await ordered(page, named('4954'), wanted);
      for (const { seller } of wanted) await order.expectLeg(seller, 'Declined');
    }
  },
);

test(
  'a debit that its bank takes back is told by one seller and by each of three',
  { tag: '@whole' },
  async ({ page }) => {
    await banksTakeDays();
    await save(page, named('5559'), (form) => form.link('dispute'));
    for (const { wanted, url } of await orderedTwice(page, named('5559'))) {
      const order = await comeBack(page, url, 'paid');
      for (const good of wanted) {
        const afterSale = new AfterSale(page, order, good.seller);
        await afterSale.comesToSay(new RegExp(`^Decided for the buyer: \\${good.text}`));
      }
    }
  },
);

/**
 * What ends a verification:
 * https://docs.stripe.com/payments/ach-direct-debit#test-microdeposit-amounts-and-descriptor-codes
 */
const endings = [
  { kind: 'amounts', answer: ['40', '41'] },
  { kind: 'descriptor_code', answer: ['SM33CC'] },
  { kind: 'descriptor_code', answer: ['SM44DD'] },
] as const;

for (const { kind, answer } of endings) {
  test(
    `a verification that ends with ${answer.join(' and ')} leaves an account that cannot pay`,
    { tag: '@whole' },
    async ({ page }) => {
      await setEmulator({ microdepositType: kind });
      await save(page, linked, (form) => form.type());
      const verification = new Verification(page, linked);
      if (kind === 'amounts' && emulatorUrl) await verification.tellAmounts(...answer);
      else await verification.tellCode(kind === 'amounts' ? 'SM44DD' : answer[0]);
      const wallet = new Wallet(page);
      await expect(wallet.method(linked).getByText(/could not be verified/)).toBeVisible();
      await expect(verification.form).toHaveCount(0);
      await new Shop(page).add(goods.pattern);
      await new Shop(page).openCheckout();
      await expect(new Checkout(page).card(linked)).toBeDisabled();
    },
  );
}

test(
  'an account that no deposit can be sent to cannot pay, and the wallet says so',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await save(page, named('6661'), (form) => form.type(bankAccounts.failMicrodeposits));
    await daysGoBy();
    await expect(async () => {
      await wallet.open();
      const account = wallet.method(named('6661'));
      await expect(account.getByText(/could not be verified/)).toBeVisible({ timeout: 2_000 });
    }).toPass(patience);
  },
);

test('an account is verified on Stripe’s own page, and the wallet knows when its buyer is back', async ({
  page,
}) => {
  await save(page, linked, (form) => form.type());
  const verification = new Verification(page, linked);
  const wallet = page.url();
  const hosted = await verification.atStripe();
  await hosted.tellCode('SM99ZZ');
  await expect(hosted.problem).toBeVisible();
  await hosted.tellCode('SM11AA');
  await expect(hosted.verified).toBeVisible();
  await page.goto(wallet);
  await expect(async () => {
    await page.reload();
    await expect(verification.form).toHaveCount(0, { timeout: 2_000 });
  }).toPass(patience);
  await expect(new Wallet(page).method(linked).getByText('Default', { exact: true })).toBeVisible();
});

test('a bank’s window that is closed or finds its bank down leaves a form that says what is missing', async ({
  page,
}) => {
  const wallet = new Wallet(page);
  await wallet.openForm();
  const form = new BankAccountForm(page);
  await form.open();
  await form.close();
  await wallet.pressSave();
  await expect(form.problem.filter({ hasText: 'Please link your bank account.' })).toBeVisible();
  await expect(wallet.saveButton).toBeEnabled();
  await expect(page.getByRole('article')).toHaveCount(0);
  await form.linkAfterOutage();
  await wallet.pressSave();
  await expect(wallet.method(linked)).toBeVisible();
});

test(
  'a bank’s own page that refuses is asked again, and its account pays three sellers',
  { tag: '@whole' },
  async ({ page }) => {
    await save(page, linked, (form) => form.linkOnBanksPage());
    const order = await ordered(page, linked, three);
    await daysGoBy();
    await expect.poll(async () => (await order.read()).status, patience).toBe('paid');
  },
);
