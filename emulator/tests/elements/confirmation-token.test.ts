import { describe, expect, it } from 'vitest';
import { callStripe, fillCard, mountPayment, useStage, type ShopWindow } from './stage';

const stage = useStage();

describe('createConfirmationToken', () => {
  it('takes what was typed to the server, which confirms with it', async () => {
    const page = await stage.open();
    const frame = await mountPayment(page, {
      elements: { mode: 'payment', amount: 1099, currency: 'usd' },
    });
    await fillCard(frame, '4000000000003220');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    const { confirmationToken } = (await callStripe(page, 'createConfirmationToken', {
      params: { return_url: 'https://shop.example/done' },
    })) as unknown as { confirmationToken: { id: string } };
    expect(confirmationToken).toMatchObject({
      object: 'confirmation_token',
      payment_method_preview: { type: 'card', card: { last4: '3220' } },
    });
    const intent = await stage.stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      confirm: true,
      confirmation_token: confirmationToken.id,
    });
    expect(intent.status).toBe('requires_action');
    expect(intent.next_action?.type).toBe('use_stripe_sdk');
  });

  it('asks for submit() where the group has no intent, and there alone', async () => {
    const params = { return_url: 'https://shop.example/done' };
    const money = { amount: 1099, currency: 'usd' };
    const deferred = await stage.open();
    await mountPayment(deferred, { elements: { mode: 'payment', ...money } });
    expect(await callStripe(deferred, 'createConfirmationToken', { params })).toMatchObject({
      thrown: {
        name: 'IntegrationError',
        message: expect.stringContaining('elements.submit() must be called before'),
      },
    });
    const { client_secret: clientSecret } = await stage.stripe.paymentIntents.create(money);
    const page = await stage.open();
    const frame = await mountPayment(page, { elements: { clientSecret } });
    expect(await callStripe(page, 'createConfirmationToken', { params })).toMatchObject({
      error: { type: 'validation_error', code: 'incomplete_number' },
    });
    await fillCard(frame, '4242424242424242');
    expect(await callStripe(page, 'createConfirmationToken', { params })).toMatchObject({
      confirmationToken: { payment_method_preview: { card: { last4: '4242' } } },
    });
  });

  it('takes along that the card will be paid with again', async () => {
    const page = await stage.open();
    const terms = { amount: 1099, currency: 'usd', setupFutureUsage: 'off_session' };
    const frame = await mountPayment(page, { elements: { mode: 'payment', ...terms } });
    await fillCard(frame, '4242424242424242');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    const params = { return_url: 'https://shop.example/done' };
    const { confirmationToken } = (await callStripe(page, 'createConfirmationToken', {
      params,
    })) as unknown as { confirmationToken: { id: string } };
    expect(confirmationToken).toMatchObject({ setup_future_usage: 'off_session' });
    const { id } = await stage.stripe.customers.create();
    const intent = await stage.stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      customer: id,
      confirm: true,
      confirmation_token: confirmationToken.id,
    });
    expect(intent).toMatchObject({ setup_future_usage: 'off_session', status: 'succeeded' });
    expect((await stage.stripe.customers.listPaymentMethods(id)).data).toHaveLength(1);
  });
});
