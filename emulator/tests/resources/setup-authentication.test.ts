import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import {
  atTheBank,
  charge,
  cloneCard,
  eventTypes,
  expectShape,
  saveCard,
  scene,
  type Scene,
} from './scene';

const back = { return_url: 'http://localhost/wallet', use_stripe_sdk: true };

/** A set-up whose bank has asked for 3D Secure. */
async function asked(
  { stripe, jenny }: Scene,
  card: string,
  how: Stripe.SetupIntentCreateParams = back,
): Promise<Stripe.SetupIntent> {
  return stripe.setupIntents.create({
    customer: jenny,
    payment_method: card,
    confirm: true,
    ...how,
  });
}

describe('setup intents with 3D Secure', () => {
  test('ask for 3D Secure and succeed with it', async () => {
    const made = await scene();
    const { emulator, stripe } = made;
    const intent = await asked(made, 'pm_card_authenticationRequiredOnSetup');
    expectShape(intent);
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'stripe_3ds2_fingerprint' } },
    });
    await atTheBank(emulator, intent, 'authenticate');
    const done = await stripe.setupIntents.retrieve(intent.id, { expand: ['latest_attempt'] });
    expect(done).toMatchObject({
      status: 'succeeded',
      next_action: null,
      latest_attempt: {
        payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
      },
    });
    // A second press, or the browser's own completion, changes nothing.
    await atTheBank(emulator, intent, 'fail');
    expect((await stripe.setupIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect((await eventTypes(stripe)).slice(1)).toEqual([
      'setup_intent.created',
      'setup_intent.requires_action',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
  });

  test('fail with the authentication, and can be tried again', async () => {
    const made = await scene();
    const { emulator, stripe } = made;
    const intent = await asked(made, 'pm_card_authenticationRequired');
    await atTheBank(emulator, intent, 'fail');
    const failed = await stripe.setupIntents.retrieve(intent.id, { expand: ['latest_attempt'] });
    expectShape(failed);
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_setup_error: {
        type: 'invalid_request_error',
        code: 'setup_intent_authentication_failure',
        doc_url: 'https://stripe.com/docs/error-codes/setup-intent-authentication-failure',
        payment_method_type: 'card',
        payment_method: { customer: null },
      },
      latest_attempt: {
        status: 'failed',
        payment_method_details: {
          card: { three_d_secure: { result: 'failed', result_reason: 'rejected' } },
        },
      },
    });
    const again = await stripe.setupIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      ...back,
    });
    expect(again).toMatchObject({ status: 'succeeded', last_setup_error: null });
    const attempts = await stripe.setupAttempts.list({ setup_intent: intent.id });
    expectShape(attempts);
    expect(attempts.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
  });

  test('end the challenge when the buyer closes the window', async () => {
    const made = await scene();
    const { emulator, stripe } = made;
    const intent = await asked(made, 'pm_card_authenticationRequired');
    const { three_d_secure_2_source: source } = intent.next_action?.use_stripe_sdk as {
      three_d_secure_2_source: string;
    };
    const { json } = await call(emulator, '/v1/3ds2/challenge_complete', {
      key: 'pk_test_emulator',
      body: `source=${source}`,
    });
    expect(json.state).toBe('failed');
    const after = await stripe.setupIntents.retrieve(intent.id, { expand: ['latest_attempt'] });
    expect(after.status).toBe('requires_payment_method');
    expect(after.latest_attempt).toMatchObject({
      payment_method_details: { card: { three_d_secure: { result_reason: 'canceled' } } },
    });
  });

  test('send a redirected buyer to the bank’s own page', async () => {
    const made = await scene();
    const { emulator } = made;
    const intent = await asked(made, 'pm_card_authenticationRequired', {
      return_url: 'http://localhost/wallet?x=1',
    });
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    expect(url.startsWith(`${emulator.urls.bank}/redirect/authenticate/src_`)).toBe(true);
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ outcome: 'authenticate' }),
    });
    const there = new URL(answer.headers.get('location') ?? '');
    expect(Object.fromEntries(there.searchParams)).toEqual({
      x: '1',
      setup_intent: intent.id,
      setup_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
  });

  test('are worth the same off session, whatever usage was named', async () => {
    const made = await scene();
    const card = 'pm_card_authenticationRequiredOnSetup';
    const clone = await cloneCard(made, await saveCard(made, card, { usage: 'on_session' }));
    expect((await charge(made, clone.id)).status).toBe('succeeded');
  });
});
