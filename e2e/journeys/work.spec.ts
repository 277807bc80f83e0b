/** What cannot come to its end by itself, and the operator who has it tried again, or ends it. */
import { expect, test } from '@playwright/test';
import { BankAccountForm, banksTakeDays, daysGoBy } from '../pages/bank-account';
import { Checkout } from '../pages/checkout';
import { OperatorPages } from '../pages/operator-pages';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { resetEmulator } from '../support/emulator-settings';
import { appUrl, emulatorUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { clearFaults, setFault, StripeCalls } from '../support/stripe-calls';
import { expectWellMade } from '../support/well-made';
import { press } from '../support/press';

test.afterEach(clearFaults);
test.afterEach(resetEmulator);

// Stripe itself does not refuse on request.
if (emulatorUrl) {
  // A minute of pauses: for `npm run e2e`, not for `npm test`.
  const whole = { tag: '@whole' };
  test(
    'a job that used up its tries waits for the operator, and "Try again" ends it',
    whole,
    async ({ page, browser }) => {
      test.setTimeout(420_000);
      await signedUp(page);
      await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
      await setFault({
        method: 'POST',
        path: '/v1/customers/*',
        action: 'fail',
        status: 400,
        error: { type: 'invalid_request_error', message: 'Nobody wants to hear it.' },
        times: 0,
      });
      const email = `work-${Date.now()}@example.com`;
      await page.goto('/details');
      await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
      await press(page.getByRole('button', { name: 'Save details' }));
      await expect(page.getByText('Your details are changed.')).toBeVisible();

      const desk = await (await browser.newContext()).newPage();
      const signedIn = await api(desk, 'POST', '/api/session/demo', { persona: 'olu' });
      expect(signedIn.ok(), await signedIn.text()).toBe(true);
      const stopped = desk.getByRole('article', {
        name: 'Tell Stripe a buyer’s new name or e-mail',
      });
      // Its pauses between tries grow to about a minute in all.
      await expect(async () => {
        await desk.goto(`${appUrl}/operator/jobs`);
        await expect(stopped).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 240_000 });
      await expect(stopped).toContainText('Nobody wants to hear it.');
      await expect(stopped).toContainText('Tried 6 times');
      await expectWellMade(desk, 'work that stopped');

      await clearFaults();
      const calls = await StripeCalls.fromNow();
      await press(stopped.getByRole('button', { name: /^Try again/ }));
      await expect(stopped).toHaveCount(0);
      await expect.poll(async () => (await calls.writes(/^\/v1\/customers\/cus_/)).length).toBe(1);
      const [told] = await calls.writes(/^\/v1\/customers\/cus_/);
      expect(told?.parameters).toMatchObject({ email });
      await desk.reload();
      await expect(stopped).toHaveCount(0);
    },
  );

  test('a payment that somebody changed at Stripe waits for the operator, who ends it', async ({
    page,
    browser,
  }) => {
    test.setTimeout(420_000);
    await banksTakeDays();
    await signedUp(page);
    const wallet = new Wallet(page);
    await wallet.openForm();
    await new BankAccountForm(page).link();
    await wallet.pressSave();
    await expect(wallet.method('US bank account ending in 6789')).toBeVisible();
    const shop = new Shop(page);
    await shop.add(goods.cards);
    await shop.openCheckout();
    const order = await new Checkout(page).pay();
    await order.expectLeg(goods.cards.seller, 'Processing');
    const { number, legs } = await order.read();
    const [leg] = legs;
    const changed = await fetch(
      `${emulatorUrl}/v1/payment_intents/${leg?.attempts[0]?.paymentIntentId}`,
      {
        method: 'POST',
        headers: {
          authorization: 'Bearer sk_test_souk',
          'stripe-account': leg?.accountId ?? '',
        },
        body: new URLSearchParams({ 'metadata[leg]': 'leg_00000000000000000000' }),
      },
    );
    expect(changed.ok, await changed.text()).toBe(true);
    await daysGoBy();

    const desk = await OperatorPages.open(await (await browser.newContext()).newPage());
    const stopped = desk.page
      .getByRole('article', { name: 'A payment that does not agree with its order' })
      .filter({ hasText: number });
    await expect(async () => {
      await desk.go('/jobs');
      await expect(stopped).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const end = stopped.getByRole('button', { name: `End this payment: ${number}, Paper Harbor` });
    const dialog = desk.page.getByRole('dialog', { name: 'End this payment?' });
    await press(end);
    await expect(dialog).toContainText('All that has arrived goes back to the buyer');
    await expectWellMade(desk.page, 'work, the question before a payment is ended');
    await desk.page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(end).toBeFocused();
    await press(end);
    await press(dialog.getByRole('button', { name: 'End it' }));
    await expect(desk.page.getByRole('main')).toBeFocused();
    await expect(stopped).toHaveCount(0);

    await page.reload();
    await order.expectLeg(goods.cards.seller, 'Failed');
    await expect(order.leg(goods.cards.seller)).toContainText(
      'This payment did not match the order, so it was called off.',
    );
  });
}
