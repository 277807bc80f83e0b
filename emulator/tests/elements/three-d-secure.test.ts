import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import {
  callStripe,
  challenge,
  fillCard,
  mountPayment,
  setUp,
  useStage,
  type Outcome,
} from './stage';

const stage = useStage();

/** Mounts, fills and confirms in place; the 3D Secure window is answered by `answer`. */
async function save(
  number: string,
  answer?: (page: Page) => Promise<void>,
): Promise<Outcome & { id: string; page: Page }> {
  const { secret, id } = await setUp(stage);
  const page = await stage.open();
  const frame = await mountPayment(page, { elements: { clientSecret: secret } });
  await fillCard(frame, number);
  const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
  await answer?.(page);
  return { ...(await confirmed), id, page };
}

describe('3D Secure', () => {
  it('succeeds when completed, and removes the window before the promise settles', async () => {
    const { setupIntent, windowsLeft } = await save('4000002500003155', async (open) => {
      const { bank } = challenge(open);
      expect(await bank.getByRole('heading', { level: 1 }).textContent()).toBe(
        '3D Secure 2 Test Page',
      );
      expect(await bank.getByRole('definition').last().textContent()).toBe('Visa •••• 3155');
      await bank.locator('#test-source-authorize-3ds').click();
    });
    expect(setupIntent?.status).toBe('succeeded');
    expect(windowsLeft).toBe(0);
  });

  const failures: [string, (page: Page) => Promise<void>][] = [
    ['failed', (page) => challenge(page).bank.getByRole('button', { name: 'Fail' }).click()],
    [
      'closed',
      (page) =>
        challenge(page).outer.getByRole('button', { name: 'Cancel authentication' }).click(),
    ],
    [
      'left by Escape',
      async (page) => {
        await challenge(page).bank.locator('#test-source-fail-3ds').waitFor();
        await challenge(page).outer.locator('.LightboxModalClose:focus').waitFor();
        await page.keyboard.press('Escape');
      },
    ],
    [
      'left by Escape within the bank’s page',
      (page) => challenge(page).bank.locator('#test-source-fail-3ds').press('Escape'),
    ],
  ];
  it.each(failures)('resolves the same error when %s', async (_how, answer) => {
    const { error, id, page, windowsLeft } = await save('4000002500003155', answer);
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'setup_intent_authentication_failure',
      message:
        'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      setup_intent: { id, status: 'requires_payment_method' },
    });
    expect(error?.payment_method?.id).toMatch(/^pm_/);
    expect(windowsLeft).toBe(0);
    expect(await page.locator('main').evaluate((main) => (main as HTMLElement).inert)).toBe(false);
    const kept = await stage.stripe.setupIntents.retrieve(id);
    expect(kept.status).toBe('requires_payment_method');
  });

  it('keeps the page out of reach while the bank asks', async () => {
    await save('4000002500003155', async (page) => {
      const { outer, bank } = challenge(page);
      await bank.locator('#test-source-authorize-3ds').waitFor();
      expect(await page.locator('main').evaluate((main) => (main as HTMLElement).inert)).toBe(true);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('IFRAME');
      const nesting = 'body > div > iframe[name^="__privateStripeFrame"]';
      expect(await page.locator(nesting).getAttribute('src')).toContain('three-ds-2-challenge');
      expect(await outer.locator('iframe[name="stripe-challenge-frame"]').count()).toBe(1);
      const last = page.frames().at(-1);
      expect(last?.url()).toContain('/3d_secure_2_test/acct_');
      await bank.locator('#test-source-authorize-3ds').click();
    });
  });

  it('declines after a passed challenge, inline too', async () => {
    const { error } = await save('4000008400001629', (page) =>
      challenge(page).bank.locator('#test-source-authorize-3ds').click(),
    );
    expect(error).toMatchObject({ type: 'card_error', code: 'card_declined' });
  });

  it('offers another try when the bank’s page does not come', async () => {
    const { secret } = await setUp(stage);
    const page = await stage.open({ apart: true });
    await page.clock.install();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4000002500003155');
    let broken = true;
    await page.route('**/3d_secure_2_test/**', (route) =>
      broken ? route.abort() : route.continue(),
    );
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    const { outer, bank } = challenge(page);
    await outer.getByText('Connecting to your bank').waitFor();
    await page.clock.runFor(11_000);
    broken = false;
    await outer.getByRole('button', { name: 'Try again' }).click();
    await bank.locator('#test-source-authorize-3ds').click();
    expect((await confirmed).setupIntent?.status).toBe('succeeded');
  });

  it('gives the page back when the document of its window hangs', async () => {
    const { secret, id } = await setUp(stage);
    const page = await stage.open({ apart: true });
    await page.clock.install();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4000002500003155');
    const asked = page.waitForRequest('**/v3/three-ds-2-challenge*');
    await page.route('**/v3/three-ds-2-challenge*', () => undefined);
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    await asked;
    const isHeld = (): Promise<boolean> =>
      page.locator('main').evaluate((main) => (main as HTMLElement).inert);
    expect(await isHeld()).toBe(true);
    await page.clock.runFor(21_000);
    const { error, windowsLeft } = await confirmed;
    expect(error).toMatchObject({ code: 'setup_intent_authentication_failure' });
    expect(windowsLeft).toBe(0);
    expect(await isHeld()).toBe(false);
    expect((await stage.stripe.setupIntents.retrieve(id)).status).toBe('requires_payment_method');
  });

  it('is accessible, window and bank’s page', async () => {
    await save('4000002500003155', async (page) => {
      await challenge(page).bank.locator('#test-source-authorize-3ds').waitFor();
      await challenge(page).outer.locator('.LightboxModal-frame.is-shown').waitFor();
      expect(await violations(page)).toEqual([]);
      await challenge(page).bank.locator('#test-source-authorize-3ds').click();
    });
  }, 60_000);

  it.each([
    ['fr', 'ltr', 'Votre banque veut s’assurer que c’est bien vous qui enregistrez cette carte.'],
    ['ja', 'ltr', 'このカードを保存しているのがご本人であることを、銀行が確認しています。'],
    ['ar', 'rtl', 'يريد مصرفك التأكد من أنك أنت من يحفظ هذه البطاقة.'],
  ])('asks in %s, with Stripe’s own heading and buttons', async (locale, direction, question) => {
    const { secret } = await setUp(stage);
    const page = await stage.open();
    await mountPayment(page, { elements: { clientSecret: secret, locale } });
    const frame = page.frameLocator('iframe[src*="elements-inner-payment"]');
    await frame.locator('[name="number"]').fill('4000002500003155');
    await frame.locator('[name="expiry"]').fill('1234');
    await frame.locator('[name="cvc"]').fill('123');
    await frame.locator('[name="postalCode"]').fill('12345');
    const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    const { bank } = challenge(page);
    await bank.getByText(question).waitFor();
    const root = bank.locator('html');
    expect([await root.getAttribute('lang'), await root.getAttribute('dir')]).toEqual([
      locale,
      direction,
    ]);
    const heading = bank.getByRole('heading', { level: 1 });
    expect([await heading.textContent(), await heading.getAttribute('lang')]).toEqual([
      '3D Secure 2 Test Page',
      'en',
    ]);
    expect(await bank.getByRole('definition').last().textContent()).toBe('Visa •••• 3155');
    expect(await violations(page)).toEqual([]);
    await bank.getByRole('button', { name: 'Complete' }).click();
    expect((await confirmed).setupIntent?.status).toBe('succeeded');
  });
});
