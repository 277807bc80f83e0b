import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import {
  eventually,
  mountPayment,
  publishableKey,
  useStage,
  type MountOptions,
  type ShopWindow,
} from './stage';

const stage = useStage();

/** The address of the shop in a country where the box is ticked. */
const ticked = '/?stripe=%3Flink%3Dticked';

async function mounted(
  options: Partial<MountOptions> = {},
  path = '/?stripe=%3Flink%3D1',
): Promise<{ page: Page; frame: FrameLocator }> {
  const { client_secret: clientSecret } = await stage.stripe.setupIntents.create({
    allowed_payment_method_types: ['card'],
  });
  const page = await stage.open({ path });
  await mountPayment(page, { ...options, elements: { clientSecret, ...options.elements } });
  return { page, frame: page.frameLocator('iframe[src*="elements-inner-payment"]') };
}

async function fillCard(frame: FrameLocator): Promise<void> {
  await frame.locator('[name="number"]').fill('4242424242424242');
  await frame.locator('[name="expiry"]').fill('1234');
  await frame.locator('[name="cvc"]').fill('123');
  await frame.locator('[name="postalCode"]').fill('12345');
}

function confirm(page: Page): Promise<{ error?: object; setupIntent?: { status: string } }> {
  return page.evaluate(() => {
    const { stripe, elements } = window as unknown as ShopWindow;
    return stripe.confirmSetup({
      elements,
      redirect: 'if_required',
      confirmParams: { return_url: window.location.href },
    });
  });
}

async function known(email: string): Promise<boolean> {
  const body = new URLSearchParams({ key: publishableKey, email_address: email });
  const url = `${stage.emulator.urls.api}/v1/consumers/sessions/lookup`;
  const answer = await fetch(url, { method: 'POST', body });
  return ((await answer.json()) as { exists: boolean }).exists;
}

describe('the offer to save with Link', () => {
  it('appears under a whole card, asks for a phone, and makes an account', async () => {
    const { page, frame } = await mounted();
    const box = frame.locator('label[for="payment-linkOptInInput"]');
    expect(await box.isVisible()).toBe(false);
    await fillCard(frame);
    await box.waitFor();
    expect(await box.textContent()).toBe('Save my information for faster checkout');
    const phone = frame.locator('[name="linkMobilePhone"]');
    expect(await phone.isVisible()).toBe(false);
    await box.click();
    expect(
      await phone.evaluate((input: HTMLInputElement) => [input.id, input.autocomplete]),
    ).toEqual(['payment-linkMobilePhoneInput', 'billing tel']);
    expect(await violations(page)).toEqual([]);
    await frame.locator('[name="email"]').fill('offered@example.com');
    expect(await confirm(page)).toMatchObject({
      error: {
        type: 'validation_error',
        code: 'incomplete_phone_number',
        message: 'Please provide a mobile phone number.',
      },
    });
    await frame.getByText('Please provide a mobile phone number.').waitFor();
    expect(await known('offered@example.com')).toBe(false);
    await phone.fill('(201) 555-0155');
    expect(await confirm(page)).toMatchObject({ setupIntent: { status: 'succeeded' } });
    expect(await known('offered@example.com')).toBe(true);
  });

  it('is an offer: a box that is not ticked asks for nothing', async () => {
    const { page, frame } = await mounted();
    await fillCard(frame);
    await frame.locator('label[for="payment-linkOptInInput"]').waitFor();
    expect(await confirm(page)).toMatchObject({ setupIntent: { status: 'succeeded' } });
  });

  it('is ticked from the start in some countries: who wants none has to say so', async () => {
    const defaultValues = { billingDetails: { email: 'ticked@example.com' } };
    const { page, frame } = await mounted({ payment: { defaultValues } }, ticked);
    await fillCard(frame);
    const label = frame.locator('label[for="payment-linkOptInInput"]');
    await label.waitFor();
    expect(await frame.locator('[name="linkOptIn"]').isChecked()).toBe(true);
    expect(await confirm(page)).toMatchObject({
      error: { message: 'Please provide a mobile phone number.' },
    });
    await label.click();
    expect(await confirm(page)).toMatchObject({ setupIntent: { status: 'succeeded' } });
  });

  it('keeps what was typed in another language', async () => {
    const { page, frame } = await mounted();
    await fillCard(frame);
    await frame.locator('label[for="payment-linkOptInInput"]').click();
    await frame.locator('[name="linkMobilePhone"]').fill('2015550155');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.update({ locale: 'fr' }));
    const phone = frame.getByLabel('Numéro de téléphone mobile');
    await phone.waitFor();
    expect(await phone.inputValue()).toBe('2015550155');
    expect(await frame.locator('[name="linkOptIn"]').isChecked()).toBe(true);
  });

  it.each([
    ['without the switch', {}, '/'],
    ['where the page wants none', { payment: { wallets: { link: 'never' } } }, undefined],
  ] as const)('is not made %s', async (_, options, path) => {
    const { page, frame } = await mounted(options, path);
    await fillCard(frame);
    await eventually(async () => (await confirm(page)).setupIntent?.status).toBe('succeeded');
    expect(await frame.locator('[name="linkOptIn"]').count()).toBe(0);
  });
});
