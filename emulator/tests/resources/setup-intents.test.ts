import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { eventTypes, expectShape, failure, scene } from './scene';

const back = { return_url: 'http://localhost/wallet', use_stripe_sdk: true };

describe('setup intents', () => {
  test('save a card for a customer', async () => {
    const { stripe, jenny } = await scene();
    const created = await stripe.setupIntents.create({ customer: jenny, usage: 'on_session' });
    expectShape(created);
    expect(created).toMatchObject({
      status: 'requires_payment_method',
      usage: 'on_session',
      automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
      payment_method_types: ['card'],
      payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    });
    expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_\\w{31}$`));
    const done = await stripe.setupIntents.confirm(created.id, {
      payment_method: 'pm_card_visa',
      ...back,
      expand: ['payment_method', 'latest_attempt', 'customer'],
    });
    expectShape(done);
    expect(done).toMatchObject({
      status: 'succeeded',
      customer: { id: jenny },
      payment_method: { customer: jenny, card: { checks: { cvc_check: 'pass' } } },
      latest_attempt: { status: 'succeeded', setup_error: null },
    });
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
    for (const again of ['confirm', 'cancel', 'update'] as const) {
      const error = await failure(stripe.setupIntents[again](created.id, {}));
      expect(error).toMatchObject({ statusCode: 400, code: 'setup_intent_unexpected_state' });
      expect(error.setup_intent?.id).toBe(created.id);
    }
  });

  test('answer 402 for a refused card and keep the failed attempt', async () => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.setupIntents.create({ customer: jenny });
    const error = await failure(
      stripe.setupIntents.confirm(id, {
        payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds',
        ...back,
      }),
    );
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
      advice_code: 'try_again_later',
      setup_intent: { id, status: 'requires_payment_method' },
      payment_method: { customer: null },
    });
    expect(await stripe.setupIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_setup_error: { decline_code: 'insufficient_funds' },
    });
    expect((await eventTypes(stripe)).at(-1)).toBe('setup_intent.setup_failed');
  });

  test('want a return_url unless nothing can redirect', async () => {
    const { stripe, jenny } = await scene();
    const card = { customer: jenny, payment_method: 'pm_card_visa', confirm: true as const };
    const error = await failure(stripe.setupIntents.create(card));
    expect(error.statusCode).toBe(400);
    expect(error.message).toContain('A `return_url` must be specified');
    const never = await stripe.setupIntents.create({
      ...card,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const listed = await stripe.setupIntents.create({
      ...card,
      allowed_payment_method_types: ['card'],
    });
    expect([never.status, listed.status]).toEqual(['succeeded', 'succeeded']);
    expect(listed).toMatchObject({
      automatic_payment_methods: null,
      allowed_payment_method_types: ['card'],
    });
  });

  test('refuse parameters that were removed or exclude each other', async () => {
    const { stripe } = await scene();
    const removed = await failure(
      stripe.setupIntents.create({ payment_method_types: ['card'] } as never),
    );
    expect(removed).toMatchObject({
      statusCode: 400,
      code: 'payment_method_types_no_longer_supported',
    });
    for (const other of [
      { excluded_payment_method_types: ['affirm' as const] },
      { automatic_payment_methods: { enabled: true } },
      { payment_method_configuration: 'pmc_x' },
    ]) {
      const error = await failure(
        stripe.setupIntents.create({ allowed_payment_method_types: ['card'], ...other }),
      );
      expect(error.message).toContain('You may only specify one of these parameters');
    }
    const stranger = await failure(stripe.setupIntents.create({ on_behalf_of: 'acct_nope' }));
    expect(stranger).toMatchObject({ code: 'resource_missing', param: 'on_behalf_of' });
  });

  test('mind whose card it is', async () => {
    const { stripe, jenny } = await scene();
    const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny });
    const nobody = await failure(stripe.setupIntents.create({ payment_method: card }));
    expect(nobody.message).toBe(
      `The payment method supplied (${card}) belongs to the Customer ${jenny}. Please include the Customer in the \`customer\` parameter on the SetupIntent.`,
    );
    const { id: other } = await stripe.customers.create({});
    const wrong = await failure(
      stripe.setupIntents.create({ payment_method: card, customer: other }),
    );
    expect(wrong.message).toContain('does not belong to the Customer you supplied');
    const { id } = await stripe.setupIntents.create({ customer: jenny });
    // Told first, whatever else the confirmation lacks.
    for (const given of [back, {}]) {
      const missing = await failure(stripe.setupIntents.confirm(id, given));
      expect(missing).toMatchObject({
        statusCode: 400,
        code: 'setup_intent_unexpected_state',
        setup_intent: { id },
      });
      expect(missing.message).toContain("because it's missing a payment method");
    }
  });

  test('can be canceled until they are done', async () => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      ...back,
    });
    const canceled = await stripe.setupIntents.cancel(id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    expect((await failure(stripe.setupIntents.cancel(id))).message).toBe(
      'You cannot cancel this SetupIntent because it is already canceled.',
    );
    expect((await failure(stripe.setupIntents.confirm(id, back))).message).toBe(
      'You cannot confirm this SetupIntent because it has been canceled.',
    );
    const done = await stripe.setupIntents.create({
      customer: jenny,
      payment_method: 'pm_card_visa',
      confirm: true,
      ...back,
    });
    const again = await failure(stripe.setupIntents.confirm(done.id));
    expect(again).toMatchObject({
      statusCode: 400,
      code: 'setup_intent_unexpected_state',
      message: 'You cannot confirm this SetupIntent because it has already succeeded.',
      setup_intent: { id: done.id, status: 'succeeded' },
    });
  });

  test('show a browser their public part, for the right secret', async () => {
    const { emulator, stripe, jenny } = await scene();
    const { id, client_secret } = await stripe.setupIntents.create({
      customer: jenny,
      metadata: { order: 'secret' },
    });
    const read = (secret: string) =>
      call(emulator, `/v1/setup_intents/${id}?client_secret=${secret}`, {
        key: 'pk_test_emulator',
      });
    const seen = await read(client_secret ?? '');
    expect(seen.json).toMatchObject({ id, status: 'requires_payment_method' });
    expect(Object.keys(seen.json)).not.toContain('metadata');
    expect(Object.keys(seen.json)).not.toContain('customer');
    const wrong = await read('wrong');
    expect(wrong.status).toBe(404);
    expect(wrong.json.error?.message).toBe(`No such setupintent: '${id}'`);
    const confirmed = await call(emulator, `/v1/setup_intents/${id}/confirm`, {
      key: 'pk_test_emulator',
      body: new URLSearchParams({
        client_secret: client_secret ?? '',
        use_stripe_sdk: 'true',
        'payment_method_data[type]': 'card',
        'payment_method_data[card][number]': '4242 4242 4242 4242',
        'payment_method_data[card][exp_month]': '12',
        'payment_method_data[card][exp_year]': '60',
        'payment_method_data[card][cvc]': '123',
        'payment_method_data[billing_details][address][country]': 'US',
      }).toString(),
    });
    expect(confirmed.json).toMatchObject({ status: 'succeeded' });
    const { data } = await stripe.customers.listPaymentMethods(jenny);
    expect(data[0]).toMatchObject({
      card: { exp_year: 2060 },
      billing_details: { address: { country: 'US' } },
    });
  });
});
