import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { atTheBank, eventTypes, expectShape, failure, saveCard, scene } from './scene';

const recurring = {
  amount: 5000,
  amount_type: 'maximum',
  currency: 'usd',
  interval: 'month',
  interval_count: 1,
  reference: 'SUB-1',
  start_date: 1_800_000_000,
} as const;

const consent = {
  customer_acceptance: {
    type: 'online',
    online: { ip_address: '127.0.0.1', user_agent: 'curl' },
  },
} as const;

describe('what a set-up says', () => {
  test('is accepted in all of Stripe’s words, and kept', async () => {
    const { stripe, account, jenny } = await scene();
    const intent = await stripe.setupIntents.create({
      attach_to_self: false,
      customer: jenny,
      description: 'For later',
      excluded_payment_method_types: ['klarna'],
      metadata: { a: '1' },
      on_behalf_of: account,
      payment_method_options: {
        card: {
          network: 'visa',
          request_three_d_secure: 'any',
          setup_credential_usage: 'unscheduled',
        },
      },
      usage: 'on_session',
    });
    expectShape(intent);
    expect(intent).toMatchObject({
      customer: jenny,
      description: 'For later',
      excluded_payment_method_types: ['klarna'],
      on_behalf_of: account,
      payment_method_options: {
        card: { network: 'visa', request_three_d_secure: 'any', mandate_options: null },
      },
      status: 'requires_payment_method',
      usage: 'on_session',
    });
    const changed = await stripe.setupIntents.update(intent.id, {
      description: '',
      metadata: { b: '2' },
      payment_method: 'pm_card_visa',
      payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    });
    expectShape(changed);
    expect(changed).toMatchObject({
      description: null,
      metadata: { a: '1', b: '2' },
      status: 'requires_confirmation',
      payment_method_options: { card: { network: 'visa', request_three_d_secure: 'automatic' } },
    });
    const done = await stripe.setupIntents.confirm(intent.id, {
      mandate_data: consent,
      payment_method_options: { card: { request_three_d_secure: 'challenge' } },
      return_url: 'http://localhost',
    });
    expect(done).toMatchObject({
      status: 'succeeded',
      // A card needs none.
      mandate: null,
      payment_method_options: { card: { request_three_d_secure: 'challenge' } },
    });
    const { data } = await stripe.setupAttempts.list({ setup_intent: intent.id });
    expectShape(data[0] ?? {});
    expect(data[0]?.payment_method_details.card?.three_d_secure).toMatchObject({
      result: 'attempt_acknowledged',
    });
    const late = await failure(stripe.setupIntents.update(intent.id, { description: 'x' }));
    expect(late).toMatchObject({ statusCode: 400, code: 'setup_intent_unexpected_state' });
  });

  test.each([
    [{ attach_to_self: true }, 'attach_to_self'],
    [{ flow_directions: ['inbound'] }, 'flow_directions'],
    [{ customer_account: 'acct_1PgafmB7WZ01zgkW' }, 'customer_account'],
    [{ confirm: true, single_use: { amount: 100, currency: 'usd' } }, 'single_use'],
    [{ return_url: 'http://localhost' }, 'return_url'],
    [{ payment_method_options: { card: { moto: true } } }, 'payment_method_options[card][moto]'],
    [
      { confirm: true, mandate_data: { customer_acceptance: { type: 'online' } } },
      'mandate_data[customer_acceptance][online]',
    ],
    [{ on_behalf_of: 'acct_1PgafmB7WZ01zgkW' }, 'on_behalf_of'],
  ] as [Stripe.SetupIntentCreateParams, string][])('is not %o', async (parameters, param) => {
    const { stripe } = await scene();
    const error = await failure(
      stripe.setupIntents.create({
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        ...parameters,
      }),
    );
    expect(error).toMatchObject({ statusCode: 400, param });
    expect((await stripe.setupIntents.list()).data).toEqual([]);
  });

  test('has no micro-deposits', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.setupIntents.create({});
    const error = await failure(stripe.setupIntents.verifyMicrodeposits(id, { amounts: [32, 45] }));
    expect(error).toMatchObject({ statusCode: 400, code: 'intent_invalid_state' });
    expect((await stripe.setupIntents.list({ attach_to_self: true })).data).toEqual([]);
    expect((await stripe.setupIntents.list({ attach_to_self: false })).data).toHaveLength(1);
  });
});

describe('mandates', () => {
  test('are written where a card’s mandate options ask for one, also after 3D Secure', async () => {
    const made = await scene();
    const { emulator, stripe, jenny } = made;
    const waiting = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
      confirm: true,
      mandate_data: consent,
      payment_method_options: { card: { mandate_options: recurring } },
      return_url: 'http://localhost',
      use_stripe_sdk: true,
    });
    expectShape(waiting);
    expect(waiting).toMatchObject({ status: 'requires_action', mandate: null });
    await atTheBank(emulator, waiting, 'authenticate');
    const done = await stripe.setupIntents.retrieve(waiting.id, { expand: ['mandate'] });
    const mandate = done.mandate as Stripe.Mandate;
    expectShape(mandate);
    expect(mandate).toMatchObject({
      status: 'active',
      type: 'multi_use',
      payment_method: done.payment_method,
      payment_method_details: { type: 'card', card: {} },
      customer_acceptance: { type: 'online', online: { ip_address: '127.0.0.1' } },
    });
    const paid = await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      customer: jenny,
      payment_method: String(done.payment_method),
      mandate: mandate.id,
      confirm: true,
      off_session: true,
      expand: ['latest_charge'],
    });
    const { payment_method_details: details } = paid.latest_charge as Stripe.Charge;
    expect(details?.card?.mandate).toBe(mandate.id);
    await stripe.paymentMethods.detach(String(done.payment_method));
    expect(await stripe.mandates.retrieve(mandate.id)).toMatchObject({ status: 'inactive' });
    expect(await eventTypes(stripe)).toContain('mandate.updated');
  });

  test('are good for their own card only', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa', {
      payment_method_options: { card: { mandate_options: recurring } },
    });
    const { data } = await stripe.setupIntents.list({ payment_method: card });
    const mandate = String(data[0]?.mandate);
    const other = await saveCard(made, 'pm_card_mastercard');
    const pay = {
      amount: 5000,
      currency: 'usd',
      customer: jenny,
      confirm: true,
      off_session: true,
    } as const;
    const wrong = await failure(
      stripe.paymentIntents.create({ ...pay, payment_method: other, mandate }),
    );
    expect(wrong).toMatchObject({ statusCode: 400, param: 'mandate' });
    const unknown = await failure(
      stripe.paymentIntents.create({ ...pay, payment_method: card, mandate: 'mandate_1' }),
    );
    expect(unknown).toMatchObject({ code: 'resource_missing', param: 'mandate' });
    expect((await failure(stripe.mandates.retrieve('mandate_1'))).statusCode).toBe(404);
  });
});

describe('the bank', () => {
  test('gives up waiting after a day, the intent does not', async () => {
    let now = Date.now();
    const { emulator, stripe, jenny } = await scene({ clock: () => now });
    const waiting = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'http://localhost/wallet',
    });
    const url = waiting.next_action?.redirect_to_url?.url ?? '';
    expect((await fetch(url)).status).toBe(200);
    now += 25 * 60 * 60 * 1000;
    const late = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'authenticate' }),
    });
    expect(late.status).toBe(404);
    expect(await late.text()).toContain('This authentication has ended');
    expect((await stripe.setupIntents.retrieve(waiting.id)).status).toBe('requires_action');
    const again = await stripe.setupIntents.confirm(waiting.id, { use_stripe_sdk: true });
    await atTheBank(emulator, again, 'authenticate');
    expect((await stripe.setupIntents.retrieve(waiting.id)).status).toBe('succeeded');
  });
});

describe('a saved card’s CVC', () => {
  test('can be typed anew by the buyer, and is then checked', async () => {
    const made = await scene();
    const { emulator, stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const intent = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      customer: jenny,
      payment_method: card,
      payment_method_options: { card: { require_cvc_recollection: true } },
    });
    const confirm = (extra: string): ReturnType<typeof call> =>
      call(emulator, `/v1/payment_intents/${intent.id}/confirm`, {
        key: 'pk_test_emulator',
        body: `client_secret=${intent.client_secret ?? ''}&use_stripe_sdk=true${extra}`,
      });
    const cvc = '&payment_method_options[card][cvc]';
    expect((await confirm('')).status).toBe(400);
    const short = await confirm(`${cvc}=99`);
    expect(short.status).toBe(402);
    expect(short.json.error).toMatchObject({ code: 'invalid_cvc' });
    expect((await confirm(`${cvc}=123`)).json).toMatchObject({ status: 'succeeded' });
  });
});
