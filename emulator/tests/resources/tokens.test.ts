import { describe, expect, test } from 'vitest';
import type Stripe from 'stripe';
import { stripeFor } from '../support/emulator';
import { expectShape, failure, saveCard, scene } from './scene';

const publishable = 'pk_test_emulator';
/** A published test number, as the frame of Stripe.js sends it. */
const visa = { number: '4242424242424242', exp_month: '12', exp_year: '2034', cvc: '123' };

describe('tokens of cards', () => {
  test('are made by a browser, and are good for one PaymentMethod', async () => {
    const { emulator, stripe } = await scene();
    const browser = stripeFor(emulator, { key: publishable });
    const token = await browser.tokens.create({
      card: { ...visa, name: 'Jenny Rosen', address_zip: '10001', address_country: 'US' },
    });
    expectShape(token);
    expect(token).toMatchObject({
      type: 'card',
      used: false,
      card: { brand: 'Visa', last4: '4242', exp_year: 2034, address_zip_check: 'unchecked' },
    });
    expect(token.id).toMatch(/^tok_/);
    expect(token.card?.fingerprint).toBeUndefined();
    const method = await stripe.paymentMethods.create({ type: 'card', card: { token: token.id } });
    expect(method).toMatchObject({
      billing_details: { name: 'Jenny Rosen', address: { postal_code: '10001' } },
      card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 },
    });
    expect((await stripe.tokens.retrieve(token.id)).used).toBe(true);
    const again = await failure(
      stripe.paymentMethods.create({ type: 'card', card: { token: token.id } }),
    );
    expect(again).toMatchObject({
      statusCode: 400,
      code: 'token_already_used',
      message: `You cannot use a Stripe token more than once: ${token.id}.`,
    });
  });

  test('behave as the card that was typed', async () => {
    const { emulator, stripe, jenny } = await scene();
    const browser = stripeFor(emulator, { key: publishable });
    const { id } = await browser.tokens.create({ card: { ...visa, number: '4000000000000002' } });
    const method = await stripe.paymentMethods.create({ type: 'card', card: { token: id } });
    const error = await failure(stripe.paymentMethods.attach(method.id, { customer: jenny }));
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined' });
  });

  test('belong to the account they were made on', async () => {
    const { emulator, stripe, seller } = await scene();
    const browser = stripeFor(emulator, { key: publishable });
    const { id } = await browser.tokens.create({ card: visa }, seller);
    const error = await failure(
      stripe.paymentMethods.create({ type: 'card', card: { token: id } }),
    );
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      message: `No such token: '${id}'`,
    });
    const method = await stripe.paymentMethods.create(
      { type: 'card', card: { token: id } },
      seller,
    );
    expect(method.card?.last4).toBe('4242');
  });

  test('are not made of numbers that a server sends, nor read by browsers', async () => {
    const { emulator, stripe } = await scene();
    const unsafe = await failure(stripe.tokens.create({ card: visa }));
    expect(unsafe).toMatchObject({ statusCode: 402 });
    expect(unsafe.message).toContain('generally unsafe');
    const browser = stripeFor(emulator, { key: publishable });
    const { id } = await browser.tokens.create({ card: visa });
    expect(await failure(browser.tokens.retrieve(id))).toMatchObject({
      code: 'secret_key_required',
    });
  });

  test.each([
    [{ ...visa, number: '4242424242424241' }, 'incorrect_number'],
    [{ ...visa, exp_month: '13' }, 'invalid_expiry_month'],
    [{ ...visa, cvc: '12' }, 'invalid_cvc'],
  ])('say what is wrong with a card: %o is %s', async (card, code) => {
    const { emulator } = await scene();
    const browser = stripeFor(emulator, { key: publishable });
    expect(await failure(browser.tokens.create({ card }))).toMatchObject({
      statusCode: 402,
      code,
    });
  });
});

describe('other tokens', () => {
  test('stand for a bank account, whose number is not kept', async () => {
    const { stripe } = await scene();
    const token = await stripe.tokens.create({
      bank_account: {
        country: 'US',
        currency: 'usd',
        account_holder_name: 'Jenny Rosen',
        account_holder_type: 'individual',
        routing_number: '110000000',
        account_number: '000123456789',
      },
    });
    expectShape(token);
    expect(token).toMatchObject({
      type: 'bank_account',
      bank_account: { last4: '6789', routing_number: '110000000', status: 'new' },
    });
    expect(token.id).toMatch(/^btok_/);
    expect(JSON.stringify(token)).not.toContain('000123456789');
  });

  test.each<[string, Stripe.TokenCreateParams, string, RegExp]>([
    ['pii', { pii: { id_number: '000000000' } }, 'pii', /^pii_/],
    ['a person', { person: { first_name: 'Jane' } }, 'person', /^cpt_/],
    ['an account', { account: { business_type: 'company' } }, 'account', /^ct_/],
    ['a CVC', { cvc_update: { cvc: '123' } }, 'cvc_update', /^cvctok_/],
  ])('stand for %s', async (_, given, type, id) => {
    const { stripe } = await scene();
    const token = await stripe.tokens.create(given);
    expectShape(token);
    expect(token).toMatchObject({ type, used: false });
    expect(token.id).toMatch(id);
    expect((await stripe.tokens.retrieve(token.id)).id).toBe(token.id);
  });

  test.each<[Stripe.TokenCreateParams, string | undefined, RegExp]>([
    [{}, undefined, /^You must supply either/],
    [
      { pii: { id_number: '000000000' }, cvc_update: { cvc: '123' } },
      undefined,
      /only specify one/,
    ],
    [{ card: 'card_1' }, 'customer', /with the Stripe-Account header/],
    [{ customer: 'cus_1' }, 'customer', /with the Stripe-Account header/],
    [
      { bank_account: { country: 'US', account_number: '000123456789' } },
      'bank_account[routing_number]',
      /9 digits/,
    ],
  ])('are refused with a sentence: %j', async (given, param, message) => {
    const { stripe } = await scene();
    const error = await failure(stripe.tokens.create(given));
    expect(error.statusCode).toBe(400);
    expect(error.param).toBe(param);
    expect(error.message).toMatch(message);
  });

  test('unknown ones are not found', async () => {
    const { stripe } = await scene();
    expect(await failure(stripe.tokens.retrieve('tok_1unknown'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });

  test('a CVC typed anew pays once', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const pay: Stripe.PaymentIntentCreateParams = {
      amount: 500,
      currency: 'usd',
      customer: jenny,
      payment_method: card,
      confirm: true,
      return_url: 'https://shop.example/done',
      payment_method_options: { card: { require_cvc_recollection: true } },
    };
    const missing = await failure(stripe.paymentIntents.create(pay));
    expect(missing.param).toBe('payment_method_options[card][cvc_token]');
    const { id } = await stripe.tokens.create({ cvc_update: { cvc: '123' } });
    const options = { card: { require_cvc_recollection: true, cvc_token: id } };
    const paid = await stripe.paymentIntents.create({ ...pay, payment_method_options: options });
    expect(paid.status).toBe('succeeded');
    expect(
      await failure(stripe.paymentIntents.create({ ...pay, payment_method_options: options })),
    ).toMatchObject({ code: 'token_already_used' });
  });
});
