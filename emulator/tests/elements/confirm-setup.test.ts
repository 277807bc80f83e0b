import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright';
import { seedAccount, stripeFor } from '../support/emulator';
import {
  callStripe,
  fillCard,
  makeStripe,
  mountPayment,
  setUp,
  useStage,
  type Outcome,
  eventually,
} from './stage';

const stage = useStage();

/** Mounts, fills and confirms in place. */
async function save(number: string): Promise<Outcome & { id: string; page: Page }> {
  const { secret, id } = await setUp(stage);
  const page = await stage.open();
  const frame = await mountPayment(page, { elements: { clientSecret: secret } });
  await fillCard(frame, number);
  return { ...(await callStripe(page, 'confirmSetup', { redirect: 'if_required' })), id, page };
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
    const { secret } = await setUp(stage);
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

  it.each([
    { 'payment_method_data[card][number]': 'x' },
    { payment_method_data: { 'card][number': 'x' } },
    { payment_method_data: { metadata: { 'a][b': 'x' } } },
    { payment_method_data: { card: { number: 'x' } } },
  ])('refuses %j, which could stand for the card', async (confirmParams) => {
    const { secret } = await setUp(stage);
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4242424242424242');
    const outcome = await callStripe(page, 'confirmSetup', {
      confirmParams,
      redirect: 'if_required',
    });
    expect(outcome.thrown?.name).toBe('IntegrationError');
    expect(JSON.stringify(outcome)).not.toContain('4242');
  });

  it('resolves a connection error when the answer is lost', async () => {
    const { secret } = await setUp(stage);
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await fillCard(frame, '4242424242424242');
    await page.route('**/confirm', (route) => route.abort());
    const { error } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(error?.type).toBe('api_connection_error');
  });
});

describe('the other forms', () => {
  it('takes a deferred group and a secret after submit()', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { mode: 'setup', currency: 'usd' } });
    await fillCard(frame, '4242424242424242');
    const { secret } = await setUp(stage);
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
    const { secret } = await setUp(stage);
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
    const { secret, id } = await setUp(stage);
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
    const { secret } = await setUp(stage);
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
