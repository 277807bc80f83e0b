import type { Page } from 'playwright';
import { expect } from 'vitest';
import { completeChallenge } from '../../playwright/challenge';
import { fillCard } from '../../playwright/fill-card';
import { callStripe } from './stage';

/**
 * Goes through 3D Secure with the mounted Payment Element, and holds that its frames and the bank's have
 * Stripe's own addresses. Resolves with what came of it.
 */
export async function confirmAtStripe(page: Page, method: 'confirmPayment' | 'confirmSetup') {
  const src = await page.locator('iframe[title="Secure payment input frame"]').getAttribute('src');
  expect(src).toMatch(/^https:\/\/js\.stripe\.com\/v3\/elements-inner-payment-[0-9a-f]+\.html#/);
  await fillCard(page, { number: '4000002500003155' });
  const confirmed = callStripe(page, method, { redirect: 'if_required' });
  const bank = await page.waitForEvent('framenavigated', (frame) =>
    frame.url().startsWith('https://testmode-acs.stripe.com/3d_secure_2_test/acct_'),
  );
  expect(bank.parentFrame()?.url()).toMatch(
    /^https:\/\/js\.stripe\.com\/v3\/three-ds-2-challenge-/,
  );
  await completeChallenge(page);
  return confirmed;
}
