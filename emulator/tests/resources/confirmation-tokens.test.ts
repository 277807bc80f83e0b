import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';
import { expectShape, failure, scene } from './scene';

const card =
  'payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242' +
  '&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=34' +
  '&payment_method_data[card][cvc]=123&payment_method_data[billing_details][name]=Jenny';

describe('confirmation tokens', () => {
  test('carry what a browser took to the server that confirms', async () => {
    const { emulator, stripe } = await scene();
    const { status, json } = await call(emulator, '/v1/confirmation_tokens', {
      key: null,
      body: `key=pk_test_emulator&${card}&return_url=https://shop.example/done&client_context[mode]=payment&client_context[currency]=usd&mandate_data[customer_acceptance][type]=online&mandate_data[customer_acceptance][online][infer_from_client]=true`,
    });
    expect(status).toBe(200);
    expect(JSON.stringify(json)).not.toMatch(/fingerprint|4242424242424242/);
    const token = await stripe.confirmationTokens.retrieve(json.id ?? '');
    expectShape(token);
    expect(token).toMatchObject({
      payment_intent: null,
      return_url: 'https://shop.example/done',
      payment_method_preview: {
        type: 'card',
        billing_details: { name: 'Jenny' },
        card: { last4: '4242', brand: 'visa' },
        customer: null,
      },
      use_stripe_sdk: true,
    });
    expect(token.expires_at).toBe(token.created + 12 * 60 * 60);
    expect(token.payment_method_preview).not.toHaveProperty('id');
    const intent = await stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      confirm: true,
      confirmation_token: token.id,
    });
    expect(intent).toMatchObject({ status: 'succeeded' });
    const used = await stripe.confirmationTokens.retrieve(token.id);
    expect(used).toMatchObject({ payment_intent: intent.id, expires_at: null });
  });

  test('are made on a server in test mode, and bring shipping and future use', async () => {
    const { stripe, jenny } = await scene();
    const token = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/done',
      setup_future_usage: 'off_session',
      shipping: {
        name: 'Jenny Rosen',
        address: { line1: '123 Main Street', country: 'US', postal_code: '10001' },
      },
    });
    expectShape(token);
    const intent = await stripe.paymentIntents.create({
      amount: 1099,
      currency: 'usd',
      customer: jenny,
    });
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      confirmation_token: token.id,
    });
    expect(paid).toMatchObject({
      status: 'succeeded',
      setup_future_usage: 'off_session',
      shipping: { name: 'Jenny Rosen', address: { line1: '123 Main Street', city: null } },
    });
    const { data } = await stripe.customers.listPaymentMethods(jenny);
    expect(data.map(({ id }) => id)).toEqual([paid.payment_method]);
  });

  test('confirm set-ups, by create and by confirm', async () => {
    const { stripe, jenny } = await scene();
    const made = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
    });
    const created = await stripe.setupIntents.create({
      customer: jenny,
      confirm: true,
      confirmation_token: made.id,
    });
    expect(created.status).toBe('succeeded');
    expect((await stripe.confirmationTokens.retrieve(made.id)).setup_intent).toBe(created.id);
    const other = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_mastercard',
    });
    const { id } = await stripe.setupIntents.create({ customer: jenny });
    const confirmed = await stripe.setupIntents.confirm(id, { confirmation_token: other.id });
    expect(confirmed.status).toBe('succeeded');
  });

  test('are good for one attempt, even a declined one', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_chargeCustomerFail',
      return_url: 'https://shop.example/done',
    });
    const pay = { amount: 1099, currency: 'usd', confirm: true, confirmation_token: id };
    expect(await failure(stripe.paymentIntents.create(pay))).toMatchObject({ statusCode: 402 });
    const again = await failure(stripe.paymentIntents.create(pay));
    expect(again).toMatchObject({ statusCode: 400, param: 'confirmation_token' });
    expect(again.message).toContain('already used');
  });

  test('live twelve hours by the clock', async () => {
    let now = Date.now();
    const emulator = await startEmulator({ clock: () => now });
    const stripe = stripeFor(emulator);
    const { id } = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
    });
    now += 12 * 60 * 60 * 1000;
    const { id: intent } = await stripe.setupIntents.create();
    const late = await failure(stripe.setupIntents.confirm(intent, { confirmation_token: id }));
    expect(late).toMatchObject({ statusCode: 400, param: 'confirmation_token' });
    expect(late.message).toContain('expired');
  });

  describe('of a form that was drawn for a payment', () => {
    const drawnFor = async (
      emulator: Awaited<ReturnType<typeof scene>>['emulator'],
      more = '',
    ): Promise<string> => {
      const context = 'client_context[mode]=payment&client_context[currency]=usd';
      const { json } = await call(emulator, '/v1/confirmation_tokens', {
        key: null,
        body: `key=pk_test_emulator&${card}&return_url=https://shop.example/done&${context}${more}`,
      });
      return json.id ?? '';
    };

    test.each([
      [{ currency: 'eur' }, 'currency (eur) does not match the expected currency (usd)'],
      [
        { setup_future_usage: 'off_session' as const },
        'setup_future_usage (off_session) does not match the expected setup_future_usage (null)',
      ],
      [
        { capture_method: 'manual' as const },
        'capture_method (manual) does not match the expected capture_method (automatic)',
      ],
    ])('confirm none with %o, and stay good for one that agrees', async (other, says) => {
      const { emulator, stripe } = await scene();
      const token = await drawnFor(emulator, '&client_context[capture_method]=automatic');
      const agreed = { amount: 1099, currency: 'usd', capture_method: 'automatic' as const };
      const { id } = await stripe.paymentIntents.create({ ...agreed, ...other });
      const error = await failure(stripe.paymentIntents.confirm(id, { confirmation_token: token }));
      expect(error).toMatchObject({ statusCode: 400, param: 'confirmation_token' });
      expect(error.message).toContain(`The provided ${says}.`);
      const untouched = await stripe.paymentIntents.retrieve(id);
      expect(untouched).toMatchObject({ status: 'requires_payment_method', latest_charge: null });
      expect(await stripe.confirmationTokens.retrieve(token)).toMatchObject({
        payment_intent: null,
      });
      // The amount may have become another one.
      const paid = await stripe.paymentIntents.create({
        ...agreed,
        amount: 2099,
        confirm: true,
        confirmation_token: token,
      });
      expect(paid.status).toBe('succeeded');
    });

    test('agree with a server that captures at once in its own words', async () => {
      const { emulator, stripe } = await scene();
      const context =
        '&client_context[capture_method]=automatic&client_context[on_behalf_of]=acct_1';
      const paid = await stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        confirm: true,
        confirmation_token: await drawnFor(emulator, context),
      });
      expect(paid).toMatchObject({ status: 'succeeded', capture_method: 'automatic_async' });
    });

    test('pay what another one was declined for, also where that one was to be kept', async () => {
      const { emulator, stripe, jenny } = await scene();
      const { id } = await stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        customer: jenny,
      });
      const refused = await stripe.testHelpers.confirmationTokens.create({
        payment_method: 'pm_card_chargeDeclined',
        setup_future_usage: 'off_session',
      });
      const declined = stripe.paymentIntents.confirm(id, { confirmation_token: refused.id });
      expect(await failure(declined)).toMatchObject({ statusCode: 402 });
      const paid = await stripe.paymentIntents.confirm(id, {
        confirmation_token: await drawnFor(emulator),
      });
      expect(paid.status).toBe('succeeded');
    });

    test('leave it to the server to keep what it says in the very request', async () => {
      const { emulator, stripe, jenny } = await scene();
      const paid = await stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        customer: jenny,
        confirm: true,
        confirmation_token: await drawnFor(emulator),
        setup_future_usage: 'off_session',
      });
      expect(paid).toMatchObject({ status: 'succeeded', setup_future_usage: 'off_session' });
    });

    test('confirm none that takes other methods', async () => {
      const { emulator, stripe } = await scene();
      const { id } = await stripe.paymentIntents.create({
        amount: 1099,
        currency: 'usd',
        allowed_payment_method_types: ['us_bank_account'],
      });
      const token = await drawnFor(emulator);
      const error = await failure(stripe.paymentIntents.confirm(id, { confirmation_token: token }));
      expect(error).toMatchObject({ statusCode: 400 });
      expect(error.message).toContain('us_bank_account');
    });
  });

  test('belong to the account they were made on', async () => {
    const { stripe, seller } = await scene();
    const { id } = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
    });
    const error = await failure(
      stripe.paymentIntents.create(
        { amount: 1099, currency: 'eur', confirm: true, confirmation_token: id },
        seller,
      ),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'resource_missing' });
    expect(error.message).toBe(`No such confirmation_token: '${id}'`);
  });

  test('need something to stand for, and Stripe.js or the test helper to be made', async () => {
    const { emulator, stripe } = await scene();
    expect(await failure(stripe.testHelpers.confirmationTokens.create())).toMatchObject({
      code: 'parameter_missing',
      param: 'payment_method_data',
    });
    const { status, json } = await call(emulator, '/v1/confirmation_tokens', { body: card });
    expect(status).toBe(403);
    expect(json.error?.message).toContain('test_helpers');
    const { id } = await stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa',
    });
    const error = await failure(
      stripe.paymentIntents.create({ amount: 500, currency: 'usd', confirmation_token: id }),
    );
    expect(error).toMatchObject({ statusCode: 400, param: 'confirmation_token' });
  });
});
