import { describe, expect, it } from 'vitest';
import { fillHome, frameOf, home, mountElements, run } from './elements-page';
import { eventually, fillCard, paymentFrame, useStage } from './stage';

const stage = useStage();

describe('an Address Element beside a Payment Element', () => {
  it('takes its place for the billing address, which is confirmed with the card', async () => {
    const intent = await stage.stripe.setupIntents.create({
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const page = await stage.open();
    await mountElements(page, {
      group: { clientSecret: intent.client_secret },
      elements: { linkAuthentication: {}, address: { mode: 'billing' }, payment: {} },
    });
    const payment = paymentFrame(page);
    await payment.getByLabel('Card number').fill('4242424242424242');
    await payment.getByLabel('Expiration date').fill('12 / 34');
    await payment.getByLabel('Security code').fill('123');
    expect(await payment.locator('[name="country"], [name="postalCode"]:visible').count()).toBe(0);
    const confirm = `return stripe.confirmSetup({ elements, redirect: 'if_required' })`;
    expect(await run(page, confirm)).toMatchObject({
      error: { type: 'validation_error', code: 'incomplete_email' },
    });
    expect(await frameOf(page, 'linkAuthentication').locator(':focus').getAttribute('name')).toBe(
      'email',
    );
    await frameOf(page, 'linkAuthentication').getByLabel('Email').fill('jenny@example.com');
    await fillHome(frameOf(page, 'address'));
    expect(await run(page, confirm)).toMatchObject({ setupIntent: { status: 'succeeded' } });
    const { payment_method: id } = await stage.stripe.setupIntents.retrieve(intent.id);
    const { billing_details: details } = await stage.stripe.paymentMethods.retrieve(String(id));
    expect(details).toMatchObject({
      name: 'Jenny Rosen',
      email: 'jenny@example.com',
      address: home,
    });
  });

  it('lends the address to payment methods and confirmation tokens', async () => {
    const page = await stage.open();
    await mountElements(page, {
      group: { mode: 'setup', currency: 'usd', paymentMethodCreation: 'manual' },
      elements: { payment: {}, address: { mode: 'billing' } },
    });
    await fillHome(frameOf(page, 'address'));
    const payment = paymentFrame(page);
    await eventually(() => payment.locator('[name="country"]').count()).toBe(0);
    await payment.getByLabel('Card number').fill('4242424242424242');
    await payment.getByLabel('Expiration date').fill('12 / 34');
    await payment.getByLabel('Security code').fill('123');
    await run(page, 'return elements.submit()');
    const { paymentMethod } = await run(
      page,
      `return stripe.createPaymentMethod({ elements, params: { billing_details: { email: 'j@example.com' }, metadata: { a: 'b' } } })`,
    );
    expect(paymentMethod.billing_details).toMatchObject({
      name: 'Jenny Rosen',
      email: 'j@example.com',
      address: home,
    });
    const { confirmationToken } = await run(
      page,
      'return stripe.createConfirmationToken({ elements })',
    );
    expect(confirmationToken.payment_method_preview.billing_details).toMatchObject({
      name: 'Jenny Rosen',
      address: home,
    });
  });

  it('gives the country and postal code back when it leaves', async () => {
    const page = await stage.open();
    await mountElements(page, {
      group: { mode: 'setup', currency: 'usd' },
      elements: { payment: {}, address: { mode: 'billing' } },
    });
    const country = paymentFrame(page).locator('[name="country"]');
    await eventually(() => country.count()).toBe(0);
    await run(page, 'made.address.destroy()');
    await country.waitFor();
  });

  it('sends a shipping address with a payment', async () => {
    const intent = await stage.stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const page = await stage.open();
    await mountElements(page, {
      group: { clientSecret: intent.client_secret },
      elements: { address: { mode: 'shipping' }, payment: {} },
    });
    await fillHome(frameOf(page, 'address'));
    await fillCard(paymentFrame(page), '4242424242424242');
    expect(
      await run(page, `return stripe.confirmPayment({ elements, redirect: 'if_required' })`),
    ).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    const { shipping } = await stage.stripe.paymentIntents.retrieve(intent.id);
    expect(shipping).toMatchObject({ name: 'Jenny Rosen', address: home });
  });
});
