/** The life of a subscription, by the emulator's clock: Stripe's own does not let itself be hurried. */
import {
  expect,
  test,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightWorkerArgs,
} from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { BankChallenge } from '../pages/payment-element';
import { plans, Shop, type Plan } from '../pages/shop';
import { passDays, SubscriptionPage } from '../pages/subscriptions';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { emulatorUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { expectWellMade } from '../support/well-made';
import { press } from '../support/press';

type Body = (given: PlaywrightTestArgs & PlaywrightWorkerArgs) => Promise<void>;

/**
 * A journey for which time passes. It has a house of its own while it runs, and so its clock; the next
 * one there begins some months later, which nobody minds.
 */
function journey(title: string, ...rest: [Body] | [details: { tag: string }, Body]): void {
  const [body, details = {}] = [...rest].reverse() as [Body, { tag?: string }?];
  if (emulatorUrl) test(title, details, body);
}

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

/** Puts plans into the cart and pays with a card that stands in the wallet. */
async function subscribe(page: Page, ...wanted: Plan[]): Promise<void> {
  const shop = new Shop(page);
  await shop.add(...wanted);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  for (const plan of wanted) {
    await expect(
      order
        .plan(plan)
        .getByText(/^(Active|Free trial)$/)
        .first(),
    ).toBeVisible();
  }
}

journey('a year passes, with another card from the middle of it', async ({ page }) => {
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  await subscribe(page, plans.coffee, plans.incense);
  await wallet.save({ number: cards.mastercard }, 'Mastercard ending in 4444');
  await passDays(6 * 31);
  const coffee = await SubscriptionPage.open(page, plans.coffee);
  await coffee.expectState('Active');
  await coffee.changeCard('Mastercard ending in 4444');
  await coffee.expectPaidWith('Mastercard ending in 4444');
  // Eleven renewals after the first payment; the twelfth is some days away.
  await passDays(5 * 31 + 10);

  for (const plan of [plans.coffee, plans.incense]) {
    const subscription = await SubscriptionPage.open(page, plan);
    await expect.poll(async () => (await subscription.read()).invoices.length).toBe(12);
    await subscription.expectAsOnAccount();
    const { invoices, stateText } = await subscription.read();
    expect(stateText).toBe('Active');
    expect(invoices.every(({ state, receiptUrl }) => state === 'paid' && receiptUrl)).toBe(true);
    await page.reload();
    await expect(subscription.payments.getByRole('listitem')).toHaveCount(12);
    await expect(subscription.payments.getByRole('link', { name: /^Receipt/ })).toHaveCount(12);
  }
});

/** Six renewals come with it, whichever months they are: half a year, and some days for them to be paid. */
const halfAYear = 186;

journey(
  'a year passes at three sellers, and from the middle of it a new card pays them all',
  { tag: '@whole' },
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
    await subscribe(page, plans.coffee, plans.soap, plans.incense);
    await passDays(halfAYear);
    await wallet.replaceWithNew('Visa ending in 4242', { number: cards.mastercard });
    await expect(page.getByText('All 3 sellers have your new card.')).toBeVisible({
      timeout: 90_000,
    });
    await passDays(halfAYear);

    const sums = [
      { plan: plans.coffee, currency: 'usd', amount: 1_600, fee: 160 },
      { plan: plans.soap, currency: 'eur', amount: 900, fee: 90 },
      { plan: plans.incense, currency: 'jpy', amount: 1_200, fee: 120 },
    ];
    for (const { plan, ...sum } of sums) {
      const subscription = await SubscriptionPage.open(page, plan);
      await expect.poll(async () => (await subscription.read()).invoices.length).toBe(13);
      await subscription.expectAsOnAccount();
      const { invoices, stateText, card } = await subscription.read();
      expect(stateText).toBe('Active');
      expect(card.name).toBe('Mastercard ending in 4444');
      expect(invoices.every(({ state, receiptUrl }) => state === 'paid' && receiptUrl)).toBe(true);

      // The start and six renewals with the first card, six with the second, and nothing twice.
      const charges = await subscription.chargesOnAccount();
      expect(charges.map(({ last4 }) => last4)).toEqual([
        ...Array<string>(7).fill('4242'),
        ...Array<string>(6).fill('4444'),
      ]);
      for (const charge of charges) expect(charge).toMatchObject({ ...sum, paid: true });
      const kept = charges.map(({ onBalance }) => onBalance);
      expect(kept.reduce((all, { amount }) => all + amount, 0)).toBe(13 * sum.amount);
      for (const { amount, fee, net, currency } of kept) {
        expect({ net, currency }).toEqual({ net: amount - fee, currency: sum.currency });
        expect(fee).toBeGreaterThanOrEqual(sum.fee);
      }

      await page.reload();
      await expect(subscription.payments.getByRole('listitem')).toHaveCount(13);
      const receipts = subscription.payments.getByRole('link', { name: /^Receipt/ });
      await expect(receipts).toHaveCount(13);
      for (const [receipt, words] of [
        [receipts.first(), /\b4444\b/],
        [receipts.last(), /\b4242\b/],
      ] as const) {
        const read = await page.request.get((await receipt.getAttribute('href')) ?? '');
        expect(await read.text()).toMatch(words);
      }
    }
  },
);

journey(
  'a renewal is declined, is told, and is mended by another card at once',
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
    // A trial: the card is first charged when that is over.
    const shop = new Shop(page);
    await shop.add(plans.library);
    await shop.openCheckout();
    await new Checkout(page).pay();
    await passDays(15);
    const library = await SubscriptionPage.open(page, plans.library);
    await library.comesToSay('Past due');
    await page.goto('/');
    await press(page.getByRole('link', { name: /^Pattern library, .*: Past due/ }));
    await page.waitForURL(/\/subscriptions\/sub_/);
    await expect(library.due).toContainText('$48.00 for Night Owl Patterns is not paid');
    await expect(library.due).toContainText('The bank declined this card.');
    await expect(library.due).toContainText('it is tried again on');
    await expectWellMade(page, 'a subscription that is past due');
    await page.goto('/subscriptions');
    await expect(page.getByRole('main').getByText('Past due')).toBeVisible();
    await page.goto('/wallet');
    await expect(page.getByText('A subscription needs you')).toBeVisible();

    await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
    await page.getByRole('link', { name: /^Pattern library/ }).click();
    await library.payDueWith('Visa ending in 4242');
    // Without coming back: the page asks by itself.
    await library.expectState('Active');
    await expect(library.due).toHaveCount(0);
    const { invoices, card } = await library.read();
    expect(card.name).toBe('Visa ending in 4242');
    expect(invoices[0]).toMatchObject({ state: 'paid', total: { amount: 4_800 } });
    await page.goto('/wallet');
    await expect(page.getByText('A subscription needs you')).toHaveCount(0);
  },
);

journey(
  'a bank that asks at a renewal is answered on the subscription’s page',
  async ({ page }) => {
    const wallet = new Wallet(page);
    await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, 'Visa ending in 3184');
    const shop = new Shop(page);
    await shop.add(plans.library);
    await shop.openCheckout();
    await new Checkout(page).pay();
    await passDays(15);
    const library = await SubscriptionPage.open(page, plans.library);
    await library.comesToSay('Confirm with your bank');
    await expect(library.due).toContainText('The bank wants you to confirm $48.00');
    await press(library.due.getByRole('button', { name: 'Confirm with your bank' }));
    await new BankChallenge(page).complete();
    await library.expectState('Active');
    const { invoices } = await library.read();
    expect(
      invoices.filter(({ state, total }) => state === 'paid' && total.amount > 0),
    ).toHaveLength(1);
    await expect(page.locator('body')).not.toContainText(/_secret_[A-Za-z0-9]{10}/);
  },
);

journey(
  'it is canceled at the end of what is paid, taken back, and canceled at once',
  { tag: '@whole' },
  async ({ page }) => {
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    await subscribe(page, plans.coffee);
    const coffee = await SubscriptionPage.open(page, plans.coffee);
    const cancel = coffee.change.getByRole('button', { name: 'Cancel subscription' });
    const dialog = page.getByRole('dialog', { name: 'Cancel Studio coffee?' });

    await press(cancel);
    await expect(dialog.getByRole('radio', { name: /^On / })).toBeChecked();
    await expectWellMade(page, 'the question before canceling');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(cancel).toBeFocused();
    await press(cancel);
    await press(dialog.getByRole('button', { name: 'Cancel at the end' }));
    await coffee.expectState('Ends soon');
    await expect(coffee.status).toBeFocused();
    await expect(coffee.status).toContainText('Nothing more is charged.');

    await press(coffee.change.getByRole('button', { name: 'Keep it going' }));
    await coffee.expectState('Active');
    await expectWellMade(page, 'a subscription that is active');
    await press(cancel);
    await dialog.getByRole('radio', { name: 'Now' }).check();
    await expect(dialog).toContainText('It cannot be taken back');
    await press(dialog.getByRole('button', { name: 'Cancel now' }));
    await coffee.expectState('Ended');
    await expect(coffee.change).toHaveCount(0);
    await passDays(40);
    await page.reload();
    await expect(coffee.payments.getByRole('listitem')).toHaveCount(1);
    await expectWellMade(page, 'a subscription that has ended');
    await page.goto('/subscriptions');
    await expect(page.getByRole('region', { name: 'Over' }).getByRole('listitem')).toHaveCount(1);
    await expectWellMade(page, 'the list of subscriptions');
  },
);

journey('more of it is paid as it was said before, and the next time in full', async ({ page }) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  await subscribe(page, plans.coffee);
  const coffee = await SubscriptionPage.open(page, plans.coffee);
  await coffee.change.locator('summary', { hasText: 'Change the quantity' }).click();
  await coffee.change.getByLabel(/^How many/).selectOption('3');
  const change = coffee.change.getByRole('button', { name: /^Change and pay \$32\.00$/ });
  await expect(coffee.change).toContainText('$48.00 every month, from');
  await press(change);
  await expect(page.getByText('3 × $16.00 every month')).toBeVisible();
  const { invoices } = await coffee.read();
  expect(invoices[0]).toMatchObject({ reason: 'Change of the quantity', state: 'paid' });
  await passDays(32);
  await expect.poll(async () => (await coffee.read()).invoices[0]?.total.amount).toBe(4_800);
});

journey('nobody sees or changes what is somebody else’s', async ({ page, browser }) => {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  await subscribe(page, plans.coffee);
  const { id } = await SubscriptionPage.open(page, plans.coffee);
  const context = await browser.newContext();
  const other = await context.newPage();
  await signedUp(other);
  const response = await other.goto(`/subscriptions/${id}`);
  expect(response?.status()).toBe(404);
  const refused = await api(other, 'POST', `/api/subscriptions/${id}/cancel`, { when: 'now' });
  expect(refused.status()).toBe(404);
  await context.close();
});
