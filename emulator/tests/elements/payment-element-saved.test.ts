import type { FrameLocator, Page } from 'playwright';
import type Stripe from 'stripe';
import { beforeEach, describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import {
  callStripe,
  eventually,
  fillCard,
  mountPayment,
  useStage,
  type MountOptions,
  type ShopWindow,
} from './stage';

const stage = useStage();

type Features = Stripe.CustomerSessionCreateParams.Components.PaymentElement.Features;

const all: Features = {
  payment_method_redisplay: 'enabled',
  payment_method_remove: 'enabled',
  payment_method_save: 'enabled',
  payment_method_save_usage: 'off_session',
};

let jenny: string;
let visa: string;
let master: string;

async function saveCard(token: string): Promise<string> {
  const { id } = await stage.stripe.paymentMethods.attach(token, { customer: jenny });
  await stage.stripe.paymentMethods.update(id, { allow_redisplay: 'always' });
  return id;
}

/** Jenny's two cards, the older one her default. */
beforeEach(async () => {
  ({ id: jenny } = await stage.stripe.customers.create());
  visa = await saveCard('pm_card_visa');
  master = await saveCard('pm_card_mastercard');
  await stage.stripe.customers.update(jenny, {
    invoice_settings: { default_payment_method: visa },
  });
});

async function sessionSecret(features: Features): Promise<string> {
  const session = await stage.stripe.customerSessions.create({
    customer: jenny,
    components: { payment_element: { enabled: true, features } },
  });
  return session.client_secret;
}

async function paying(
  features: Features,
  options: Partial<MountOptions> & { intent?: Partial<Stripe.PaymentIntentCreateParams> } = {},
): Promise<{ page: Page; frame: FrameLocator; intent: Stripe.PaymentIntent }> {
  const intent = await stage.stripe.paymentIntents.create({
    amount: 1999,
    currency: 'usd',
    customer: jenny,
    ...options.intent,
  });
  const page = await stage.open();
  const frame = await mountPayment(page, {
    ...options,
    elements: {
      clientSecret: intent.client_secret,
      customerSessionClientSecret: await sessionSecret(features),
      ...options.elements,
    },
  });
  return { page, frame, intent };
}

const lastChange = (page: Page): Promise<Record<string, unknown> | undefined> =>
  page.evaluate(
    () =>
      (window as unknown as ShopWindow).events.filter(([name]) => name === 'change').at(-1)?.[1],
  );

describe('saved methods', () => {
  it('are listed first, the default chosen, and one pays by itself', async () => {
    const { page, frame, intent } = await paying(all);
    const radios = frame.getByRole('radiogroup', { name: 'Saved payment methods' });
    expect(await radios.getByRole('radio').count()).toBe(3);
    expect(await frame.getByRole('radio', { name: 'Visa •••• 4242' }).isChecked()).toBe(true);
    expect(await frame.locator('input[name="number"]').count()).toBe(0);
    await eventually(() => lastChange(page)).toMatchObject({
      empty: false,
      complete: true,
      collapsed: false,
      value: { type: 'card', payment_method: { id: visa, type: 'card' } },
    });
    await frame.getByRole('radio', { name: 'Mastercard •••• 4444' }).check();
    await eventually(() => lastChange(page)).toMatchObject({
      value: { payment_method: { id: master } },
    });
    const { paymentIntent } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(paymentIntent).toMatchObject({ id: intent.id, status: 'succeeded' });
    expect(paymentIntent?.payment_method).toBe(master);
  });

  it('give way to new details, which are kept when the buyer ticks so', async () => {
    const { page, frame } = await paying(all);
    await frame.getByRole('radio', { name: 'New payment method' }).check();
    await fillCard(frame, '378282246310005');
    const box = frame.getByRole('checkbox', { name: 'Save payment details to my account' });
    expect(await box.isChecked()).toBe(false);
    await eventually(() => lastChange(page)).toMatchObject({
      value: { savePaymentMethod: false },
    });
    await frame.getByText('Save payment details to my account').click();
    await eventually(() => lastChange(page)).toMatchObject({
      complete: true,
      value: { type: 'card', savePaymentMethod: true },
    });
    const { paymentIntent } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(paymentIntent?.status).toBe('succeeded');
    const kept = await stage.stripe.paymentMethods.retrieve(String(paymentIntent?.payment_method));
    expect(kept).toMatchObject({ customer: jenny, allow_redisplay: 'always' });
    expect(await stage.stripe.paymentIntents.retrieve(paymentIntent?.id ?? '')).toMatchObject({
      setup_future_usage: 'off_session',
    });
  });

  it('are not asked for, nor kept, where the session does not say so', async () => {
    const { page, frame } = await paying({});
    expect(await frame.getByRole('radio').count()).toBe(0);
    await fillCard(frame, '4242424242424242');
    expect(await frame.getByRole('checkbox').count()).toBe(0);
    const { paymentIntent } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    const used = await stage.stripe.paymentMethods.retrieve(String(paymentIntent?.payment_method));
    expect(used.customer).toBeNull();
  });

  it('can be given a new expiry', async () => {
    const { page, frame } = await paying(all);
    await page.evaluate(() => {
      const shop = window as unknown as ShopWindow;
      shop.payment.on('savedpaymentmethodupdate', (event: Record<string, unknown>) =>
        shop.events.push(['update', event]),
      );
    });
    await frame.getByRole('button', { name: 'Edit Visa •••• 4242' }).click();
    const expiry = frame.getByLabel('Expiration date');
    await expiry.fill('11/20');
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await frame.getByText('Your card’s expiration year is in the past.').waitFor();
    await expiry.fill('11/37');
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await eventually(() => frame.getByRole('button', { name: 'Save', exact: true }).count()).toBe(
      0,
    );
    const { card } = await stage.stripe.paymentMethods.retrieve(visa);
    expect(card).toMatchObject({ exp_month: 11, exp_year: 2037 });
    const told = await page.evaluate(() => (window as unknown as ShopWindow).events);
    expect(told.find(([name]) => name === 'update')?.[1]).toMatchObject({
      elementType: 'payment',
      success: true,
      payment_method: { id: visa, type: 'card' },
    });
  });

  it('can be given another network, where they have two', async () => {
    const french = await saveCard('pm_card_visa_cartesBancaires');
    await stage.stripe.paymentMethods.update(french, {
      card: { networks: { preferred: 'cartes_bancaires' } },
    });
    const { page, frame } = await paying(all);
    await frame.getByRole('button', { name: 'Edit Cartes Bancaires •••• 1001' }).click();
    const network = frame.getByLabel('Select card brand (optional)');
    expect(await network.inputValue()).toBe('cartes_bancaires');
    expect(await violations(page)).toEqual([]);
    await network.selectOption('Visa');
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await frame.getByRole('radio', { name: 'Visa •••• 1001' }).waitFor();
    const chosen = await stage.stripe.paymentMethods.retrieve(french);
    expect(chosen.card).toMatchObject({
      display_brand: 'visa',
      networks: { preferred: 'visa' },
    });
    await frame.getByRole('button', { name: 'Edit Visa •••• 1001' }).click();
    await network.selectOption('');
    await frame.getByRole('button', { name: 'Save', exact: true }).click();
    await network.waitFor({ state: 'detached' });
    const open = await stage.stripe.paymentMethods.retrieve(french);
    expect(open.card?.networks?.preferred).toBeNull();
  });

  it('can be removed, where the session allows it', async () => {
    const amex = await saveCard('pm_card_amex');
    const fixed = await paying({ payment_method_redisplay: 'enabled' });
    await fixed.frame.getByRole('button', { name: 'Edit American Express •••• 0005' }).click();
    expect(await fixed.frame.getByRole('button', { name: /Remove/ }).count()).toBe(0);

    const { page, frame } = await paying(all);
    await page.evaluate(() => {
      const shop = window as unknown as ShopWindow;
      shop.payment.on('savedpaymentmethodremove', (event: Record<string, unknown>) =>
        shop.events.push(['remove', event]),
      );
    });
    await frame.getByRole('radio', { name: 'American Express •••• 0005' }).check();
    await frame.getByRole('button', { name: 'Edit American Express •••• 0005' }).click();
    await frame.getByRole('button', { name: 'Remove American Express •••• 0005' }).click();
    await frame.getByText('Remove American Express •••• 0005?').waitFor();
    await frame.getByRole('button', { name: 'Remove', exact: true }).click();
    await eventually(() => frame.getByText('0005').count()).toBe(0);
    expect(await frame.getByRole('radio', { name: 'Visa •••• 4242' }).isChecked()).toBe(true);
    expect((await stage.stripe.paymentMethods.retrieve(amex)).customer).toBeNull();
    const told = await page.evaluate(() => (window as unknown as ShopWindow).events);
    expect(told.find(([name]) => name === 'remove')?.[1]).toMatchObject({
      success: true,
      payment_method: { id: amex },
    });
  });

  it('need their security code again where the payment says so', async () => {
    const { page, frame, intent } = await paying(all, {
      intent: { payment_method_options: { card: { require_cvc_recollection: true } } },
    });
    const { error } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(error).toMatchObject({ type: 'validation_error', code: 'incomplete_cvc' });
    await eventually(() => frame.locator(':focus').getAttribute('name')).toBe('cvc');
    await page.evaluate(() => (window as unknown as ShopWindow).payment.clear());
    await eventually(() => frame.getByRole('alert').count()).toBe(0);
    await eventually(() => page.locator('#payment').getAttribute('class')).not.toContain('invalid');
    await frame.getByLabel('Security code').fill('123');
    const paid = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(paid).toMatchObject({ paymentIntent: { id: intent.id, status: 'succeeded' } });
  });

  it('show a decline beside the choice, and leave the choice open', async () => {
    await saveCard('pm_card_chargeCustomerFail');
    const { page, frame } = await paying(all);
    await frame.getByRole('radio', { name: 'Visa •••• 0341' }).check();
    const { error } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(error?.code).toBe('card_declined');
    await frame.getByRole('alert').filter({ hasText: 'declined' }).waitFor();
    await page.evaluate(() => (window as unknown as ShopWindow).payment.clear());
    await eventually(() => frame.getByRole('alert').count()).toBe(0);
    await frame.getByRole('radio', { name: 'Visa •••• 4242' }).check();
    const { paymentIntent } = await callStripe(page, 'confirmPayment', { redirect: 'if_required' });
    expect(paymentIntent?.status).toBe('succeeded');
  });

  it('go into a confirmation token by their id', async () => {
    const page = await stage.open();
    await mountPayment(page, {
      elements: {
        mode: 'payment',
        amount: 1999,
        currency: 'usd',
        customerSessionClientSecret: await sessionSecret(all),
      },
    });
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    const { confirmationToken } = (await callStripe(page, 'createConfirmationToken', {})) as {
      confirmationToken?: { id: string };
    };
    const paid = await stage.stripe.paymentIntents.create({
      amount: 1999,
      currency: 'usd',
      customer: jenny,
      confirm: true,
      confirmation_token: confirmationToken?.id ?? '',
      return_url: 'https://example.com/done',
    });
    expect(paid).toMatchObject({ status: 'succeeded', payment_method: visa });
  });
});
