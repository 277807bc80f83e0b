import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call, control, type RawAnswer } from '../support/raw-call';
import { agreed, bank, onlyBanks } from './bank-scene';
import { eventTypes, expectShape, failure, scene } from './scene';

describe('bank accounts', () => {
  test('are payment methods with their last digits and a fingerprint', async () => {
    const { stripe } = await scene();
    const method = await stripe.paymentMethods.create({
      ...bank(),
      metadata: { house: 'bank' },
      allow_redisplay: 'always',
    });
    expectShape(method);
    expect(method).toMatchObject({
      type: 'us_bank_account',
      customer: null,
      allow_redisplay: 'always',
      metadata: { house: 'bank' },
      billing_details: { name: 'Jenny Rosen' },
      us_bank_account: {
        account_holder_type: 'individual',
        account_type: 'checking',
        bank_name: 'STRIPE TEST BANK',
        financial_connections_account: null,
        last4: '6789',
        networks: { preferred: 'ach', supported: ['ach'] },
        routing_number: '110000000',
        status_details: {},
      },
    });
    const again = await stripe.paymentMethods.create(bank());
    const other = await stripe.paymentMethods.create(bank('000111111113'));
    const print = (one: Stripe.PaymentMethod): unknown => one.us_bank_account?.fingerprint;
    expect(print(method)).toMatch(/^\w{16}$/);
    expect(print(again)).toBe(print(method));
    expect(print(other)).not.toBe(print(method));
    expect(await stripe.paymentMethods.retrieve(method.id)).toEqual(method);
    expect(await eventTypes(stripe)).toEqual(['customer.created']);
  });

  test('are made in the browser too', async () => {
    const { emulator } = await scene();
    const { json } = await call(emulator, '/v1/payment_methods', {
      key: 'pk_test_emulator',
      body:
        'type=us_bank_account&billing_details[name]=Jenny&us_bank_account[account_holder_type]=company' +
        '&us_bank_account[account_type]=savings&us_bank_account[routing_number]=110-000-000&us_bank_account[account_number]=000123456789',
    });
    expect(json).toMatchObject({
      object: 'payment_method',
      us_bank_account: {
        account_holder_type: 'company',
        account_type: 'savings',
        last4: '6789',
      },
    });
    expect(json.metadata).toBeUndefined();
  });

  test.each([
    [{ routing_number: '110000000', account_number: '000123456780' }, 'account_number'],
    [{ routing_number: '110000000', account_number: '999999999999' }, 'account_number'],
    [{ routing_number: '123', account_number: '000123456789' }, 'routing_number'],
    [{ routing_number: '021000021', account_number: '000123456789' }, 'routing_number'],
  ])('take test numbers only: not %o', async (numbers, field) => {
    const { stripe, emulator } = await scene();
    const error = await failure(
      stripe.paymentMethods.create({ ...bank(), us_bank_account: numbers }),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      code: `${field}_invalid`,
      param: `us_bank_account[${field}]`,
    });
    expect(error.message).not.toContain(numbers.account_number);
    const log = JSON.stringify(await control(emulator, 'GET', '/requests'));
    expect(log).not.toContain(numbers.account_number);
  });

  test('need a name, an account, and nothing of other methods', async () => {
    const { stripe } = await scene();
    const refusal = async (
      parameters: Stripe.PaymentMethodCreateParams,
    ): Promise<Stripe.errors.StripeError> => failure(stripe.paymentMethods.create(parameters));
    const { billing_details: _, ...nameless } = bank();
    expect(await refusal(nameless)).toMatchObject({
      statusCode: 400,
      code: 'parameter_missing',
      param: 'billing_details[name]',
    });
    expect(
      await refusal({ ...bank(), us_bank_account: { account_type: 'savings' } }),
    ).toMatchObject({
      code: 'parameter_missing',
      param: 'us_bank_account[routing_number]',
    });
    const { us_bank_account: __, ...accountless } = bank();
    expect(await refusal(accountless)).toMatchObject({
      code: 'parameter_missing',
      param: 'us_bank_account',
    });
    expect(await refusal({ ...bank(), card: { token: 'tok_visa' } })).toMatchObject({
      statusCode: 400,
      param: 'card',
    });
  });

  test('are attached once they are verified, listed, changed and detached', async () => {
    const { stripe, jenny } = await scene();
    const unverified = await stripe.paymentMethods.create(bank());
    const error = await failure(stripe.paymentMethods.attach(unverified.id, { customer: jenny }));
    expect(error).toMatchObject({ statusCode: 400 });
    expect(error.message).toContain('must be verified before they can be attached to a customer');

    const { id } = await stripe.paymentMethods.attach('pm_usBankAccount_success', {
      customer: jenny,
    });
    const listed = await stripe.customers.listPaymentMethods(jenny, { type: 'us_bank_account' });
    expect(listed.data.map((one) => one.id)).toEqual([id]);
    expect((await stripe.customers.listPaymentMethods(jenny, { type: 'card' })).data).toEqual([]);
    const changed = await stripe.paymentMethods.update(id, {
      us_bank_account: { account_holder_type: 'company', account_type: 'savings' },
      billing_details: { name: 'Rosen & Co.' },
    });
    expectShape(changed);
    expect(changed).toMatchObject({
      billing_details: { name: 'Rosen & Co.' },
      us_bank_account: { account_holder_type: 'company', account_type: 'savings', last4: '6789' },
    });
    const detached = await stripe.paymentMethods.detach(id);
    expect(detached.customer).toBeNull();
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'payment_method.attached',
      'payment_method.updated',
      'payment_method.detached',
    ]);
  });

  test('are offered where they are switched on, and payable', async () => {
    const { emulator, stripe, american, seller } = await scene();
    const on = { stripeAccount: american };
    const usd = { amount: 1000, currency: 'usd' };
    const types = async (
      given: Stripe.PaymentIntentCreateParams,
      options: Stripe.RequestOptions = {},
    ): Promise<string[]> =>
      (await stripe.paymentIntents.create(given, options)).payment_method_types;
    expect(await types(usd)).toEqual(['card']);
    const [own] = (await stripe.paymentMethodConfigurations.list()).data;
    const bankOn = (
      preference: 'on' | 'off' | 'none',
    ): Stripe.PaymentMethodConfigurationUpdateParams => ({
      us_bank_account: { display_preference: { preference } },
    });
    const changed = await stripe.paymentMethodConfigurations.update(own?.id ?? '', bankOn('on'));
    expect(changed.us_bank_account).toMatchObject({ available: true });
    expect(await types(usd)).toEqual(['card', 'us_bank_account']);
    const setup = await stripe.setupIntents.create({});
    expect(setup.payment_method_types).toEqual(['card', 'us_bank_account']);
    expect(setup.payment_method_options).toMatchObject({
      us_bank_account: { verification_method: 'automatic' },
    });
    // Other currencies and other countries have none; the American seller follows the platform.
    expect(await types({ ...usd, currency: 'eur' })).toEqual(['card']);
    expect(await types(usd, seller)).toEqual(['card']);
    expect(await types(usd, on)).toEqual(['card', 'us_bank_account']);
    const [child] = (await stripe.paymentMethodConfigurations.list({}, on)).data;
    await stripe.paymentMethodConfigurations.update(child?.id ?? '', bankOn('off'), on);
    expect(await types(usd, on)).toEqual(['card']);
    const refused = await failure(
      stripe.paymentIntents.create(
        { ...usd, payment_method: 'pm_usBankAccount_success', confirm: true, ...agreed },
        on,
      ),
    );
    expect(refused).toMatchObject({ statusCode: 400, param: 'payment_method' });
    expect(refused.message).toContain('(us_bank_account) is not allowed for this PaymentIntent');
    const nothing = await failure(
      stripe.paymentIntents.create({ ...usd, currency: 'eur', ...onlyBanks }),
    );
    expect(nothing).toMatchObject({ statusCode: 400, param: 'allowed_payment_method_types' });
    const named = async (currency: string): Promise<RawAnswer> =>
      call(emulator, '/v1/payment_intents', {
        body: `amount=1000&currency=${currency}&payment_method_types[]=us_bank_account`,
        headers: { 'stripe-version': '2026-03-25.dahlia' },
      });
    expect((await named('usd')).json.payment_method_types).toEqual(['us_bank_account']);
    expect((await named('eur')).json.error).toMatchObject({ param: 'payment_method_types' });
  });

  test('are told to the Payment Element where they can be used', async () => {
    const { emulator } = await scene();
    const offered = async (currency: string): Promise<unknown> => {
      const { json } = await call(
        emulator,
        '/v1/elements/sessions?key=pk_test_emulator&type=deferred_intent&deferred_intent[mode]=payment' +
          `&deferred_intent[currency]=${currency}&deferred_intent[allowed_payment_method_types][]=card&deferred_intent[allowed_payment_method_types][]=us_bank_account`,
        { key: null },
      );
      return (json.payment_method_preference as Record<string, unknown>)
        .ordered_payment_method_types;
    };
    expect(await offered('usd')).toEqual(['card', 'us_bank_account']);
    expect(await offered('eur')).toEqual(['card']);
  });
});
