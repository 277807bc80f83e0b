import { describe, expect, test } from 'vitest';
import { agreed, onlyBanks, settled } from './bank-scene';
import { expectShape, scene } from './scene';

describe('bank accounts', () => {
  test('are set up once and debited on a connected account through a clone', async () => {
    const { stripe, jenny, american } = await scene();
    const on = { stripeAccount: american };
    const setup = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_usBankAccount_success',
      confirm: true,
      ...onlyBanks,
      ...agreed,
    });
    expectShape(setup);
    expect(setup.status).toBe('succeeded');
    const clone = await stripe.paymentMethods.create(
      { customer: jenny, payment_method: String(setup.payment_method) },
      on,
    );
    expectShape(clone);
    const payment = await stripe.paymentIntents.create(
      {
        amount: 5000,
        currency: 'usd',
        payment_method: clone.id,
        confirm: true,
        off_session: true,
        application_fee_amount: 100,
        ...onlyBanks,
      },
      on,
    );
    expectShape(payment);
    expect(payment.status).toBe('processing');
    expect(await settled(stripe, payment.id, on)).toMatchObject({ status: 'succeeded' });
  });
});
