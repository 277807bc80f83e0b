import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { scene } from './scene';

describe('elements sessions', () => {
  test('tell the Payment Element what to offer for an intent', async () => {
    const { emulator, stripe, jenny } = await scene();
    const { id, client_secret } = await stripe.setupIntents.create({ customer: jenny });
    const { status, json } = await call(
      emulator,
      `/v1/elements/sessions?key=pk_test_emulator&type=setup_intent&client_secret=${client_secret ?? ''}&locale=fr`,
      { key: null },
    );
    expect(status).toBe(200);
    expect(json).toMatchObject({
      object: 'elements_session',
      merchant_country: 'US',
      payment_method_preference: {
        ordered_payment_method_types: ['card'],
        type: 'setup_intent',
        setup_intent: { id, status: 'requires_payment_method' },
      },
    });
    expect(JSON.stringify(json)).not.toContain(jenny);
  });

  test('do so for a seller, with no intent yet', async () => {
    const { emulator, account } = await scene();
    const { json } = await call(
      emulator,
      `/v1/elements/sessions?key=pk_test_emulator&_stripe_account=${account}&type=deferred_intent&deferred_intent[mode]=payment&deferred_intent[amount]=1099&deferred_intent[currency]=eur`,
      { key: null },
    );
    expect(json).toMatchObject({
      account_id: account,
      business_name: 'Atelier',
      merchant_country: 'FR',
      merchant_currency: 'eur',
      payment_method_preference: { type: 'deferred_intent' },
    });
  });

  test('know nobody by a wrong secret', async () => {
    const { emulator, stripe } = await scene();
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    const { status, json } = await call(
      emulator,
      `/v1/elements/sessions?key=pk_test_emulator&type=payment_intent&client_secret=${id}_secret_wrong`,
      { key: null },
    );
    expect(status).toBe(404);
    expect(json.error?.message).toBe(`No such payment_intent: '${id}'`);
  });
});
