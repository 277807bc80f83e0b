import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { seedAccount, stripeFor } from '../support/emulator';
import {
  callStripe,
  challenge,
  fillCard,
  makeStripe,
  mountPayment,
  useStage,
  type Outcome,
  eventually,
} from './stage';

const stage = useStage();

async function setUp(): Promise<{ secret: string; id: string }> {
  const customer = await stage.stripe.customers.create({ email: 'jenny@example.com' });
  const intent = await stage.stripe.setupIntents.create({
    customer: customer.id,
    automatic_payment_methods: { enabled: true },
  });
  return { secret: intent.client_secret ?? '', id: intent.id };
}

/** Mounts, fills and confirms in place; the 3D Secure window is answered by `answer`. */
async function save(
  number: string,
  answer?: (page: Page) => Promise<void>,
): Promise<Outcome & { id: string; page: Page }> {
  const { secret, id } = await setUp();
  const page = await stage.open();
  const frame = await mountPayment(page, { elements: { clientSecret: secret } });
  await fillCard(frame, number);
  const confirmed = callStripe(page, 'confirmSetup', { redirect: 'if_required' });
  await answer?.(page);
  return { ...(await confirmed), id, page };
}

describe('confirmSetup with elements', () => {
  it('saves a card in place and attaches it', async () => {
    const { setupIntent, id } = await save('4242424242424242');
    expect(setupIntent).toMatchObject({ id, status: 'succeeded' });
    const kept = await stage.stripe.paymentMethods.retrieve(setupIntent?.payment_method ?? '');
    expect(kept.card).toMatchObject({
      brand: 'visa',
      last4: '4242',
      exp_month: 12,
      exp_year: 2034,
    });
    expect(kept.billing_details.address).toMatchObject({ country: 'US', postal_code: '12345' });
    expect(kept.customer).not.toBeNull();
  });

  it('resolves a decline, and shows it in the form too', async () => {
    const { error, page } = await save('4000000000000002');
    expect(error).toMatchObject({
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'generic_decline',
      message: 'Your card was declined.',
      setup_intent: { status: 'requires_payment_method' },
    });
    const frame = page.frameLocator('iframe[title="Secure payment input frame"]');
    expect(await frame.locator('#Field-numberError').textContent()).toBe('Your card was declined.');
    await fillCard(frame, '4242424242424242');
    const again = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(again.setupIntent?.status).toBe('succeeded');
  });

  it.each([
    ['4000000000000127', 'incorrect_cvc', '#Field-cvcError'],
    ['4000000000000069', 'expired_card', '#Field-expiryError'],
  ])('shows what is wrong with %s under its field', async (number, code, place) => {
    const { error, page } = await save(number);
    expect(error?.code).toBe(code);
    const frame = page.frameLocator('iframe[title="Secure payment input frame"]');
    expect(await frame.locator(place).textContent()).toBe(error?.message);
  });

  it('leaves other errors to the page', async () => {
    const { error, page } = await save('4000000000000119');
    expect(error?.code).toBe('processing_error');
    const frame = page.frameLocator('iframe[title="Secure payment input frame"]');
    expect(await frame.getByRole('alert').count()).toBe(0);
  });

  it('sends nothing while a field is wrong', async () => {
    const { secret } = await setUp();
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4242424242424241');
    const calls: string[] = [];
    page.on('request', (request) => calls.push(request.url()));
    const { error } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(error).toEqual({
      type: 'validation_error',
      code: 'invalid_number',
      message: 'Your card number is invalid.',
    });
    expect(calls).toEqual([]);
    await eventually(() => frame.locator(':focus').getAttribute('name')).toBe('number');
  });

  it('resolves a connection error when the answer is lost', async () => {
    const { secret } = await setUp();
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4242424242424242');
    await page.route('**/confirm', (route) => route.abort());
    const { error } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(error?.type).toBe('api_connection_error');
  });
});

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
    const { secret } = await setUp();
    const page = await stage.open();
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
});

describe('the other forms', () => {
  it('takes a deferred group and a secret after submit()', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { mode: 'setup', currency: 'usd' } });
    await fillCard(frame, '4242424242424242');
    const { secret } = await setUp();
    const early = await callStripe(page, 'confirmSetup', {
      clientSecret: secret,
      redirect: 'if_required',
    });
    expect(early.thrown?.name).toBe('IntegrationError');
    expect(early.thrown?.message).toContain('elements.submit() must be called before');
    const submitted = await page.evaluate(() =>
      (window as unknown as { elements: { submit(): Promise<object> } }).elements.submit(),
    );
    expect(submitted).toEqual({ selectedPaymentMethod: 'card' });
    const missing = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(missing.thrown?.message).toContain('clientSecret');
    const { setupIntent } = await callStripe(page, 'confirmSetup', {
      clientSecret: secret,
      redirect: 'if_required',
    });
    expect(setupIntent?.status).toBe('succeeded');
  });

  it('takes an existing payment method, without any Element', async () => {
    const { secret } = await setUp();
    const page = await stage.open();
    await makeStripe(page);
    const options = {
      clientSecret: secret,
      confirmParams: { payment_method: 'pm_card_visa' },
      redirect: 'if_required',
    };
    const { setupIntent } = await callStripe(page, 'confirmSetup', options, false);
    expect(setupIntent?.status).toBe('succeeded');
    const again = await callStripe(page, 'confirmSetup', options, false);
    expect(again.error?.code).toBe('setup_intent_unexpected_state');
  });

  it('goes to return_url with the three parameters, keeping the page’s own', async () => {
    const { secret, id } = await setUp();
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4242424242424242');
    const arrived = page.waitForURL('**/done**');
    await page.evaluate((url) => {
      const shop = window as unknown as {
        stripe: { confirmSetup(o: object): void };
        elements: object;
      };
      shop.stripe.confirmSetup({ elements: shop.elements, confirmParams: { return_url: url } });
    }, `${stage.shop.url}/done?order=7`);
    await arrived;
    const query = Object.fromEntries(new URL(page.url()).searchParams);
    expect(query).toEqual({
      order: '7',
      setup_intent: id,
      setup_intent_client_secret: secret,
      redirect_status: 'succeeded',
    });
  });

  it('stays on the page when it was declined', async () => {
    const { secret } = await setUp();
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4000000000009995');
    const { error } = await callStripe(page, 'confirmSetup', {
      confirmParams: { return_url: `${stage.shop.url}/done` },
    });
    expect(error?.decline_code).toBe('insufficient_funds');
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('acts on the connected account it was made for', async () => {
    const account = await seedAccount(stage.emulator, { country: 'US' });
    const seller = stripeFor(stage.emulator, { account });
    const intent = await seller.setupIntents.create({
      automatic_payment_methods: { enabled: true },
    });
    const elements = { clientSecret: intent.client_secret ?? '' };
    const page = await stage.open();
    const frame = await mountPayment(page, { stripe: { stripeAccount: account }, elements });
    await fillCard(frame, '4242424242424242');
    const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(setupIntent?.status).toBe('succeeded');
    expect((await seller.setupIntents.retrieve(intent.id)).status).toBe('succeeded');

    const other = await stage.open();
    await expect(mountPayment(other, { elements })).rejects.toThrow(/No such/);
  });
});
