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
});
