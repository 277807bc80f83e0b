import { expect, test } from '@playwright/test';
import { Lab } from '../pages/lab';
import { PaymentElement } from '../pages/payment-element';
import { cards } from '../support/cards';
import { emulatorUrl } from '../support/environment';
import { signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';
import { complaintsOf, expectWellMade } from '../support/well-made';

test.beforeEach(async ({ page }) => {
  await signedUp(page);
});

// Of these the unit tests walk every step as well: `npm test` leaves their pages to `npm run e2e`.
const whole = { tag: '@whole' };
const used = /may not be used again/;

test('a card is saved, cloned and charged step by step, with the bank’s question in between', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  const lab = new Lab(page);
  const calls = await StripeCalls.fromNow();
  await lab.begin('clone-and-charge', { Seller: /FR/, 'Test card': /^3155/ });
  await lab.take(1, 2);
  await lab.press(3);
  await lab.bank.complete();
  await lab.taken(3);
  await lab.expectRefused('Clone without the Customer', /you must provide the customer/);
  await lab.expectRefused('Charge the original on the account', /No such PaymentMethod/);
  await lab.take(4, 5);
  await lab.expectRefused('Charge the clone on the platform', /No such PaymentMethod/);
  await expect(lab.step('Charge the clone on the seller’s account')).toContainText(/is succeeded/);
  await expect(page.getByText('Every step is taken')).toBeVisible();
  const code = page.getByRole('region', { name: 'Code of Clone it to the seller' });
  await lab.step('Clone it to the seller').getByText('Code', { exact: true }).click();
  await expect(code).toContainText('stripe.paymentMethods.create(');
  await expectWellMade(page, 'lab, a run to its end');
  const clones = await calls.writes('/v1/payment_methods');
  // One was refused on purpose.
  expect(clones).toHaveLength(emulatorUrl ? 2 : 0);
  expect(complaints.filter((one) => !/status of 40/.test(one))).toEqual([]);
});

test('what nobody owns is cloned once', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('clone-unattached');
  await lab.take(1, 3);
  await lab.expectRefused('Clone it again', used);
  await lab.expectRefused('Attach the used original to a Customer', used);
});

test('a clone is used up, the original and a kept clone are not', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('clone-twice');
  await lab.take(1, 8);
  await lab.expectRefused('Charge the used clone again', used);
  await lab.expectRefused('Attach the used clone', used);
});

test(
  'a European card passes at a European seller when it was set up by that seller’s rules',
  whole,
  async ({ page }) => {
    const lab = new Lab(page);
    const french = { Seller: /FR/, 'Test card': /^French/ };
    await lab.begin('on-behalf-of', { ...french, 'Whose rules': /^The seller/ });
    await lab.take(1, 2);
    await lab.press(3);
    await lab.bank.complete();
    await lab.taken(3);
    await lab.take(4, 5);
    await expect(page.getByText('Every step is taken')).toBeVisible();

    // Only our own bank is known to decline what nobody has agreed to.
    if (!emulatorUrl) return;
    await lab.begin('on-behalf-of', { ...french, 'Whose rules': /^The platform/ });
    await lab.take(1, 4);
    await lab.press(5);
    await expect(page.getByRole('status').filter({ hasText: 'Stripe refused' })).toContainText(
      'authentication_required',
    );
  },
);

test('a card that pays the platform pays sellers from then on', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('pay-platform-and-save', { 'Test card': /^3155/ });
  await lab.take(1, 2);
  await lab.press(3);
  await lab.bank.complete();
  await lab.taken(3);
  await lab.take(4, 5);
});

test('a card that is typed on a seller’s account stays there', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('on-account-browser');
  await lab.take(1, 2);
  await lab.press(3);
  await new PaymentElement(page).fill({ number: cards.visa });
  await page.getByRole('button', { name: 'Pay on the account' }).click();
  await lab.taken(3);
  await lab.take(4, 4);
  await lab.expectRefused('Charge it on the platform', /No such PaymentMethod/);
  await lab.expectRefused('Clone it to the platform', /./);
});

test('a PaymentMethod of the account is confirmed by the server, and what is off there is refused', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.begin('on-account-server', { Seller: /US/ });
  await lab.press(1);
  const card = page.frameLocator('iframe[title="Secure card payment input frame"]');
  await card.locator('input[name="cardnumber"]').fill(cards.visa);
  await card.locator('input[name="exp-date"]').fill('12 / 34');
  await card.locator('input[name="cvc"]').fill('123');
  const postal = card.locator('input[name="postal"]');
  if (await postal.isVisible()) await postal.fill('10115');
  await page.getByRole('button', { name: 'Make a PaymentMethod' }).click();
  await lab.taken(1);
  await lab.take(2, 4);
  await lab.expectRefused('Pay by a bank account all the same', /not allowed|invalid/);
  await lab.expectRefused('Ask for a type without its capability', /payment method type/i);
});

test('a US bank account is linked, cloned with its mandate, and debited', async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('us-bank-account');
  await lab.take(1, 2);
  await lab.press(3);
  const window = page.frameLocator('iframe[src*="linked-accounts-inner"]');
  await window.getByTestId('agree-button').click();
  await window.getByText('Test (Non-OAuth)').click();
  await window.getByTestId('success').click();
  await window.getByTestId('select-button').click();
  await window.getByTestId('done-button').click();
  await lab.taken(3);
  await lab.take(4, 6);
  await expect(lab.step('Debit the clone')).toContainText(/is processing/);
  await lab.expectRefused('Debit it in euros', /./);
});

test('a card is changed, and the subscription on the account follows', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('recurring');
  await lab.take(1, 9);
  await expect(lab.step('Subscribe')).toContainText(/is active/);
  await lab.expectRefused('Subscribe with an unattached clone', /must be attached/);
  await lab.expectRefused('Subscribe with the platform’s card', /No such PaymentMethod/);
});

test('what cannot be cloned says why', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('not-clonable');
  await expect(lab.step('Name somebody else’s Customer')).toContainText(
    'Can be tried after step 3',
  );
  await lab.take(1, 4);
  await lab.expectRefused('Clone a method of another type', /./);
  await lab.expectRefused('Name somebody else’s Customer', /does not belong/);
  await lab.expectRefused('Name the account’s own Customer', /No such customer/);
  await lab.expectRefused('Clone to an account that is not ours', /does not have access/);
  await lab.expectRefused('Clone the clone back to the platform', /./);
  await lab.expectRefused('Clone and charge an expired card', /expired/);
  await lab.expectRefused('Clone a detached card', used);
});

test('a card that declines stops the run, which can be tried again', async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('clone-and-charge', { 'Test card': /^0341/ });
  await lab.take(1, 4);
  await lab.press(5);
  const refusal = page.getByRole('status').filter({ hasText: 'Stripe refused this step' });
  await expect(refusal).toContainText('card_declined');
  await page.getByRole('button', { name: 'Try this step again' }).click();
  await expect(refusal).toContainText('card_declined');
  await lab.taken(4);
});

test('a run is its owner’s alone, and a guest is asked to sign in', async ({ page, browser }) => {
  const lab = new Lab(page);
  await lab.begin('clone-and-charge');
  const address = page.url();
  const stranger = await browser.newPage();
  await signedUp(stranger);
  expect((await stranger.goto(address))?.status()).toBe(404);
  await stranger.close();
  await page.context().clearCookies();
  await page.goto(address);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.goto('/lab/clone-and-charge');
  await expect(page.getByRole('link', { name: 'Sign in to run it' })).toBeVisible();
});

test(
  'a card of the old kind is shared by a token, the default or a chosen one',
  whole,
  async ({ page }) => {
    const lab = new Lab(page);
    await lab.begin('token-from-customer', { 'What to share': /^A second card/ });
    await lab.take(1, 5);
    await expect(lab.step('Make a token of it on the account')).toContainText('MasterCard');
    await lab.expectRefused('Use the token again', /more than once/);
    await lab.expectRefused(
      'Share a Customer who has PaymentMethods only',
      /must have an active payment source/,
    );
    await lab.expectRefused('Name a PaymentMethod for the card', /does not have card with ID/);
  },
);

test('a card Source lives, is charged, and is consumed', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('sources');
  await lab.expectRefused('Make a Source of a type that is gone', /./);
  await lab.expectRefused('Make a Source for 3D Secure', /three_d_secure/);
  await lab.take(1, 6);
  await expect(lab.step('End it')).toContainText('is consumed');
  await lab.expectRefused('Charge it after it has ended', /consumed/);
});

test('a Source of the platform pays a seller once its owner has agreed', async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('source-destination-charge', { Type: /^Card/ });
  await lab.take(1, 3);
  await lab.begin('source-destination-charge', { Type: /^Alipay/, Seller: /US/ });
  await lab.take(1, 1);
  await lab.press(2);
  await page.locator('#test-source-authorize-3ds').click();
  await expect(page).toHaveURL(/\/lab\/runs\/lab_\w+\?/);
  await lab.press(2);
  await lab.taken(2);
  await lab.take(3, 3);
  await expect(lab.step('Charge it, for the seller')).toContainText('takes 950 of it');
});

test(
  'a Source on an account whose owner fails cannot be charged, one who agrees is charged by the event',
  whole,
  async ({ page }) => {
    const lab = new Lab(page);
    await lab.begin('source-on-account', { Seller: /US/ });
    await lab.take(1, 1);
    await lab.press(2);
    await page.locator('#test-source-fail-3ds').click();
    await expect(page).toHaveURL(/\/lab\/runs\/lab_\w+\?/);
    await lab.press(2);
    await lab.taken(2);
    await expect(lab.step('Let its owner agree')).toContainText('is failed');

    await lab.begin('source-on-account', { Seller: /US/ });
    await lab.take(1, 1);
    await lab.expectRefused('Charge it on the platform', /No such source/);
    await lab.press(2);
    await page.locator('#test-source-authorize-3ds').click();
    await expect(page).toHaveURL(/\/lab\/runs\/lab_\w+\?/);
    await lab.press(2);
    await lab.taken(2);
    // The event may take a moment.
    await expect(async () => {
      const button = page.getByRole('button', { name: /^Take step 3: / });
      if (await button.isVisible()) await button.click({ timeout: 2_000 });
      await expect(page.getByText('Every step is taken')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await lab.expectRefused('Charge it in the page, too', /not in a chargeable state/);
  },
);

test('a card Source is cloned, kept there and charged', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('clone-source', { 'Usage of the copy': /^Reusable/ });
  await lab.take(1, 5);
  await lab.expectRefused('Charge an unattached copy twice', /consumed/);
  await lab.expectRefused('Clone for a usage that there is not', /reusable or single_use/);
  await lab.expectRefused('Clone without the Customer', /customer/);
});

test('an old card is set up, and cloned like one of today', whole, async ({ page }) => {
  const lab = new Lab(page);
  await lab.begin('migration', { 'What is saved': /wants to see its buyer/ });
  await lab.take(1, 2);
  await lab.press(3);
  await lab.bank.complete();
  await lab.taken(3);
  await lab.take(4, 5);
  await expect(lab.step('Clone it to the seller')).toContainText(/pm_\w+ lives on/);
});

test('a Source is made on an account by the older Stripe.js, and by today’s no more', async ({
  page,
}) => {
  const lab = new Lab(page);
  await lab.begin('source-on-account', { Seller: /US/, 'Where it is made': /^In the browser/ });
  await lab.press(1);
  await page.getByRole('link', { name: 'Today’s Stripe.js' }).click();
  await page.getByRole('button', { name: 'Make the Source' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toContainText(/createSource/);
  const older = page.getByRole('link', { name: 'The older Stripe.js (/v3/)' });
  await older.click();
  await expect(older).toHaveAttribute('aria-current', 'page');
  await expectWellMade(page, 'lab, a Source in the browser');
  await page.getByRole('button', { name: 'Make the Source' }).click();
  await lab.taken(1);
  await expect(lab.step('Make a Source on the account')).toContainText('is pending on the account');
});
