/** One change in the wallet, and every seller follows. */
import { expect, test, type Page } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { OperatorPages } from '../pages/operator-pages';
import { plans, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { expectMirrors, renameCustomer } from '../support/mirrors';
import { signedUp } from '../support/people';
import { clearFaults, setFault } from '../support/stripe-calls';
import { emulatorUrl } from '../support/environment';
import { expectWellMade } from '../support/well-made';
import { press } from '../support/press';

const visa = 'Visa ending in 4242';
const mastercard = 'Mastercard ending in 4444';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, visa);
});

test.afterEach(clearFaults);

/** Three subscriptions at three sellers, on the card that stands in the wallet. */
async function subscribed(page: Page) {
  const shop = new Shop(page);
  await shop.add(plans.coffee, plans.soap, plans.incense);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectPlan(plans.incense, 'Active');
  return (await order.read()).subscriptions;
}

test('a card is replaced by a new one, and all three sellers charge that', async ({ page }) => {
  test.setTimeout(420_000);
  const subscriptions = await subscribed(page);
  await expectMirrors(subscriptions, { charged: '4242', attached: ['4242'] });
  const wallet = new Wallet(page);
  await wallet.open();
  const card = wallet.method(visa);
  await expect(card).toContainText('Pays 3 subscriptions');
  if (emulatorUrl) {
    // Slow enough for a person to see it happen.
    await setFault({ path: '/v1/*', action: 'slow_answer', delay_ms: 300, times: 0 });
  }
  await press(page.getByRole('button', { name: `Replace ${visa}` }));
  const dialog = page.getByRole('dialog', { name: `Replace ${visa}` });
  await expectWellMade(page, 'the question what replaces a card');
  await dialog.getByRole('radio', { name: 'A new card' }).check();
  await press(dialog.getByRole('button', { name: 'Go on' }));
  await expect(page.getByRole('heading', { name: `New card in place of ${visa}` })).toBeFocused();
  await wallet.submit({ number: cards.mastercard });
  await expect(
    page.getByText(`${mastercard} is saved and takes the place of ${visa}.`),
  ).toBeVisible();
  await expect(page.getByText(/^\d of 3 sellers have? your new card\.$|^All 3/)).toBeVisible();
  await expect(page.getByText('All 3 sellers have your new card.')).toBeVisible({
    timeout: 90_000,
  });
  await clearFaults();
  await expectMirrors(subscriptions, { status: 'active', charged: '4444', attached: ['4444'] });
  await expect(wallet.method(mastercard)).toContainText('Pays 3 subscriptions');
  await expect(wallet.method(visa)).not.toContainText('Pays');
  await expectWellMade(page, 'the wallet with a change that was followed');

  // What is changed at one of them behind Souk's back, the operator puts right.
  const [first] = subscriptions;
  if (!emulatorUrl || !first) return;
  const elsewhere = `Robin Elsewhere ${Date.now()}`;
  await renameCustomer(first, elsewhere);
  const desk = await OperatorPages.open(page);
  await desk.go('/mirrors');
  const differs = page.getByRole('article').filter({ hasText: `is called “${elsewhere}”` });
  await press(differs.getByRole('button', { name: `Repair ${first.name}` }));
  await expect(page.getByText('One mirror is being brought up to date.')).toBeVisible();
  await expect(differs).toHaveCount(0);
  await expectMirrors([first], { name: 'Robin Vale', charged: '4444', attached: ['4444'] });
});

test('a card that subscriptions need is not removed without a word about them', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const subscriptions = await subscribed(page);
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.mastercard }, mastercard);
  await press(page.getByRole('button', { name: `Remove ${visa}` }));
  const dialog = page.getByRole('dialog', { name: `Remove ${visa}?` });
  await expect(dialog).toContainText('3 subscriptions are paid with it');
  await expect(dialog).toContainText(plans.soap.name);
  const remove = dialog.getByRole('button', { name: 'Remove card' });
  await expect(remove).toBeDisabled();
  await expectWellMade(page, 'the question what becomes of subscriptions');
  await press(dialog.getByRole('button', { name: 'Keep it' }));
  await expect(wallet.method(visa)).toBeVisible();

  await press(page.getByRole('button', { name: `Remove ${visa}` }));
  await dialog.getByRole('radio', { name: `Go on with ${mastercard}` }).check();
  await press(remove);
  await expect(wallet.method(visa)).toHaveCount(0);
  await expectMirrors(subscriptions, { status: 'active', charged: '4444', attached: ['4444'] });
  await expect(page.getByText('All 3 sellers use your other card.')).toBeVisible();

  // The last one: they end, and no seller keeps a copy.
  await press(page.getByRole('button', { name: `Remove ${mastercard}` }));
  const last = page.getByRole('dialog', { name: `Remove ${mastercard}?` });
  await last.getByRole('radio', { name: 'End them' }).check();
  await press(last.getByRole('button', { name: 'Remove card' }));
  await expect(wallet.method(mastercard)).toHaveCount(0);
  await expectMirrors(subscriptions, { endsWithPeriod: true, charged: null, attached: [] });
});

// Stripe itself does not refuse on request.
if (emulatorUrl) {
  test(
    'a seller that cannot follow is told, with the reason, and tried again',
    { tag: '@whole' },
    async ({ page, browser }) => {
      const subscriptions = await subscribed(page);
      const wallet = new Wallet(page);
      await wallet.save({ number: cards.mastercard }, mastercard);
      await setFault({
        method: 'POST',
        path: '/v1/payment_methods/*/attach',
        account: subscriptions[1]?.accountId,
        action: 'fail',
        status: 402,
        error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
      });
      await press(page.getByRole('button', { name: `Replace ${visa}` }));
      const dialog = page.getByRole('dialog', { name: `Replace ${visa}` });
      await dialog.getByRole('radio', { name: mastercard }).check();
      await press(dialog.getByRole('button', { name: 'Replace card' }));
      const told = page.getByRole('region', { name: 'Sellers and your changes' });
      await expect(told).toContainText('2 of 3 sellers have your new card.', { timeout: 90_000 });
      await expect(told).toContainText('The bank declined this card.');
      await expectWellMade(page, 'the wallet with a seller that could not follow');
      const desk = await OperatorPages.open(await (await browser.newContext()).newPage());
      await desk.go('/mirrors');
      const differs = desk.page.getByRole('article', { name: subscriptions[1]?.name ?? 'none' });
      await expect(differs.first()).toBeVisible();
      await expectWellMade(desk.page, 'operator, mirrors that differ');
      await clearFaults();
      await press(told.getByRole('button', { name: 'Try again' }));
      await expect(told).toContainText('All 3 sellers have your new card.', { timeout: 90_000 });
      await expectMirrors(subscriptions, { charged: '4444', attached: ['4444'] });
    },
  );
}

test('a new name and e-mail reach every seller', { tag: '@whole' }, async ({ page }) => {
  const subscriptions = await subscribed(page);
  await page.goto('/details');
  const email = `new-${Date.now()}@example.com`;
  await page.getByRole('textbox', { name: 'Name' }).fill('Robin Hill');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await press(page.getByRole('button', { name: 'Save details' }));
  await expect(page.getByText('Your details are changed.')).toBeVisible();
  await expect(page.getByText('All 3 sellers have your new name and e-mail.')).toBeVisible({
    timeout: 90_000,
  });
  await expectMirrors(subscriptions, { name: 'Robin Hill', email, charged: '4242' });
  await expectWellMade(page, 'a buyer’s details');
});

test('a card’s date is corrected, and its copies are', { tag: '@whole' }, async ({ page }) => {
  const subscriptions = await subscribed(page);
  await new Wallet(page).open();
  await press(page.getByRole('button', { name: `Edit ${visa}` }));
  const dialog = page.getByRole('dialog', { name: `Edit ${visa}` });
  const year = new Date().getUTCFullYear() + 6;
  await dialog.getByLabel('Expiry month').fill('7');
  await dialog.getByLabel('Expiry year').fill(String(year));
  await expectWellMade(page, 'a card’s details');
  await press(dialog.getByRole('button', { name: 'Save changes' }));
  await expect(page.getByText(`${visa} is changed.`)).toBeVisible();
  await expect(new Wallet(page).method(visa)).toContainText(String(year).slice(2));
  await expect(page.getByText('All 3 sellers have your card as it is now.')).toBeVisible({
    timeout: 90_000,
  });
  await expectMirrors(subscriptions, { charged: '4242', attached: ['4242'] });
});
