/** What used up its tries, and the operator who has it tried again. */
import { expect, test } from '@playwright/test';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl, emulatorUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { clearFaults, setFault, StripeCalls } from '../support/stripe-calls';
import { expectWellMade } from '../support/well-made';
import { press } from '../support/press';

test.afterEach(clearFaults);

// Stripe itself does not refuse on request.
if (emulatorUrl) {
  // A minute of pauses: for `npm run e2e`, not for `npm test`.
  const whole = { tag: '@whole' };
  test(
    'a job that used up its tries waits for the operator, and "Try again" ends it',
    whole,
    async ({ page, browser }) => {
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
      }).toPass({ timeout: 150_000 });
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
}
