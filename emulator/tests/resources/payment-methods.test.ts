import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { expectShape, eventTypes, failure, saveCard, scene } from './scene';

const consumed =
  'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.';

describe('payment methods', () => {
  test('of a token have Stripe’s shape and unchecked checks', async () => {
    const { stripe } = await scene();
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
    });
    expectShape(method);
    expect(method).toMatchObject({
      customer: null,
      allow_redisplay: 'unspecified',
      card: { brand: 'visa', last4: '4242', checks: { cvc_check: 'unchecked' }, funding: 'credit' },
    });
    expect(await eventTypes(stripe)).toEqual(['customer.created']);
    const error = await failure(
      stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_nope' } }),
    );
    expect(error).toMatchObject({ statusCode: 400, message: 'Invalid token id: tok_nope' });
  });

  test('are made anew at every use of a test id', async () => {
    const { stripe, jenny } = await scene();
    const first = await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny });
    const second = await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny });
    expect(first.id).not.toBe(second.id);
    expect(first.card?.fingerprint).toBe(second.card?.fingerprint);
    const { data } = await stripe.paymentMethods.list({ customer: jenny, type: 'card' });
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('take raw numbers from browsers only, and only published ones', async () => {
    const { emulator } = await scene();
    const year = new Date().getUTCFullYear() + 2;
    const send = (number: string, extra = '', key = 'pk_test_emulator') =>
      call(emulator, '/v1/payment_methods', {
        key,
        body: `type=card&card[number]=${number}&card[exp_month]=12&card[exp_year]=${year}&card[cvc]=123${extra}`,
      });
    const made = await send('4242424242424242', '&billing_details[address][postal_code]=94107');
    expect(made.status).toBe(200);
    expect(made.json).toMatchObject({
      card: { last4: '4242', exp_year: year, checks: { address_postal_code_check: 'unchecked' } },
    });
    expect(made.text).not.toContain('fingerprint');
    expect(made.text).not.toContain('4242424242424242');
    const secret = await send('4242424242424242', '', 'sk_test_emulator');
    expect(secret.status).toBe(402);
    expect(secret.json.error?.message).toContain('generally unsafe');
    expect((await send('4242424242424241')).json.error).toMatchObject({
      code: 'incorrect_number',
      param: 'number',
    });
    // Passes the checksum and is nobody's published test card.
    expect((await send('4111111111111111')).json.error).toMatchObject({
      code: 'card_declined',
      decline_code: 'test_mode_live_card',
    });
  });

  test('refuse expired, impossible and incomplete card fields', async () => {
    const { emulator } = await scene();
    const error = async (fields: string) => {
      const { json } = await call(emulator, '/v1/payment_methods', {
        key: 'pk_test_emulator',
        body: `type=card&card[number]=4242424242424242&${fields}`,
      });
      return json.error?.code;
    };
    expect(await error('card[exp_month]=13&card[exp_year]=2099&card[cvc]=123')).toBe(
      'invalid_expiry_month',
    );
    expect(await error('card[exp_month]=1&card[exp_year]=2020&card[cvc]=123')).toBe(
      'invalid_expiry_year',
    );
    expect(await error('card[exp_month]=1&card[exp_year]=60&card[cvc]=99')).toBe('invalid_cvc');
  });

  test.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
    ['pm_card_cvcCheckFail', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_avsZipFail', 'incorrect_zip', ''],
  ])('%s can’t be attached', async (card, code, declineCode) => {
    const { stripe, jenny } = await scene();
    const error = await failure(stripe.paymentMethods.attach(card, { customer: jenny }));
    expect(error).toMatchObject({ statusCode: 402, rawType: 'card_error', code });
    expect(error.decline_code).toBe(declineCode);
    expect((await stripe.paymentMethods.list({ customer: jenny })).data).toEqual([]);
  });

  test('0341 can be attached', async () => {
    const { stripe, jenny } = await scene();
    const method = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: jenny,
    });
    expect(method.customer).toBe(jenny);
  });

  test('are attached once, to one customer', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const again = await stripe.paymentMethods.attach(card, { customer: jenny });
    expect(again.customer).toBe(jenny);
    const { id: other } = await stripe.customers.create({});
    const error = await failure(stripe.paymentMethods.attach(card, { customer: other }));
    expect(error).toMatchObject({
      statusCode: 400,
      message: 'The payment method you provided has already been attached to a customer.',
    });
    const missing = await failure(stripe.paymentMethods.attach('pm_card_visa', {} as never));
    expect(missing).toMatchObject({
      code: 'parameter_missing',
      message: 'Must provide customer or customer_account.',
    });
  });

  test('are of no use once detached', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const detached = await stripe.paymentMethods.detach(card);
    expect(detached.customer).toBeNull();
    expect((await stripe.paymentMethods.retrieve(card)).id).toBe(card);
    expect((await failure(stripe.paymentMethods.attach(card, { customer: jenny }))).message).toBe(
      consumed,
    );
    expect((await failure(stripe.paymentMethods.detach(card))).message).toBe(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
    const { data } = await stripe.events.list({ type: 'payment_method.detached' });
    expect(data[0]?.data.previous_attributes).toEqual({ customer: jenny });
  });

  test('are updated only when they are somebody’s', async () => {
    const made = await scene();
    const { stripe } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const updated = await stripe.paymentMethods.update(card, {
      card: { exp_month: 1, exp_year: 2040 },
      billing_details: { name: 'Jenny' },
      metadata: { a: 'b' },
      allow_redisplay: 'always',
    });
    expect(updated).toMatchObject({
      allow_redisplay: 'always',
      billing_details: { name: 'Jenny', address: { city: null } },
      card: { exp_month: 1, exp_year: 2040, last4: '4242' },
      metadata: { a: 'b' },
    });
    const { data } = await stripe.events.list({ type: 'payment_method.updated' });
    expect(data[0]?.data.previous_attributes).toMatchObject({ allow_redisplay: 'unspecified' });
    const loose = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } });
    const error = await failure(stripe.paymentMethods.update(loose.id, { metadata: { a: 'b' } }));
    expect(error.message).toBe(
      'You must save this PaymentMethod to a customer before you can update it.',
    );
  });

  test('unknown to the account: 404 in the path', async () => {
    const { stripe } = await scene();
    const error = await failure(stripe.paymentMethods.retrieve('pm_nope'));
    expect(error).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'payment_method',
      message: "No such PaymentMethod: 'pm_nope'",
    });
  });

  test('can’t be given a customer while they are made', async () => {
    const { stripe, jenny } = await scene();
    const error = await failure(
      stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' }, customer: jenny }),
    );
    expect(error.message).toContain('You cannot attach a PaymentMethod to a Customer during');
  });
});
