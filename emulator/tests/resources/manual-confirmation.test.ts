import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { atTheBank, failure, scene } from './scene';

const payment = {
  amount: 2500,
  currency: 'usd',
  confirmation_method: 'manual' as const,
  confirm: true,
  use_stripe_sdk: true,
  payment_method: 'pm_card_threeDSecure2Required',
};

describe('a payment that the server confirms', () => {
  test('is confirmed again by its id alone, once the buyer has passed 3D Secure', async () => {
    const { emulator, stripe } = await scene();
    const intent = await stripe.paymentIntents.create(payment);
    await atTheBank(emulator, intent, 'authenticate');
    const waiting = await stripe.paymentIntents.retrieve(intent.id);
    expect(waiting.status).toBe('requires_confirmation');
    // Another card may still want to send the buyer somewhere.
    const other = stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect((await failure(other)).message).toContain('`return_url` must be specified');
    expect((await stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
  });

  test('is not confirmed by a browser', async () => {
    const { emulator, stripe } = await scene();
    const { id, client_secret } = await stripe.paymentIntents.create(payment);
    const { status, json } = await call(emulator, `/v1/payment_intents/${id}/confirm`, {
      key: 'pk_test_emulator',
      body: `client_secret=${client_secret}&payment_method=pm_card_visa&use_stripe_sdk=true`,
    });
    expect(status).toBe(400);
    expect(json.error?.message).toContain(
      `This PaymentIntent ${id} cannot be confirmed using your publishable key because its \`confirmation_method\` is set to \`manual\`.`,
    );
  });
});
