import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { platformId } from '../../server/ids';
import { stripeFor } from '../support/emulator';
import { eventTypes, expectShape, failure, saveCard, scene, type Scene } from './scene';

/** A platform Customer of the older API, with a card as the default. */
async function kim({ stripe }: Scene, source = 'tok_visa'): Promise<Stripe.Customer> {
  return stripe.customers.create({ email: 'kim@example.com', source });
}

const bank = {
  country: 'US',
  currency: 'usd',
  account_holder_name: 'Kim Rosen',
  account_holder_type: 'individual',
  routing_number: '110000000',
  account_number: '000123456789',
} as const;

describe('a token from a customer', () => {
  test('takes the default card to a connected account, where it is charged', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const customer = await kim(made, 'tok_mastercard');
    const token = await stripe.tokens.create({ customer: customer.id }, seller);
    expectShape(token);
    expect(token).toMatchObject({
      object: 'token',
      type: 'card',
      used: false,
      card: { brand: 'MasterCard', cvc_check: 'pass', last4: '4444' },
    });
    expect(token.card?.id).toMatch(/^card_/);
    expect(token.card?.id).not.toBe(customer.default_source);
    const [original] = (await stripe.customers.listSources(customer.id)).data;
    expect(token.card?.fingerprint).toBe((original as Stripe.Card).fingerprint);
    const there = await stripe.customers.create({ source: token.id }, seller);
    expect(there.default_source).toBe(token.card?.id);
    const intent = await stripe.paymentIntents.create(
      {
        amount: 999,
        currency: 'eur',
        customer: there.id,
        payment_method: String(there.default_source),
        confirm: true,
        off_session: true,
        application_fee_amount: 99,
        expand: ['latest_charge'],
      },
      seller,
    );
    expect(intent).toMatchObject({
      status: 'succeeded',
      customer: there.id,
      payment_method: there.default_source,
      latest_charge: { payment_method_details: { card: { last4: '4444' } } },
    });
    const again = await stripe.customers.retrieve(customer.id);
    expect(again).toMatchObject({ default_source: customer.default_source });
    expect(await eventTypes(stripe, seller)).toEqual(
      expect.arrayContaining(['customer.created', 'customer.source.created', 'charge.succeeded']),
    );
  });

  test('takes a chosen card, and pays a charge by itself', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const customer = await kim(made);
    const second = await stripe.customers.createSource(customer.id, { source: 'tok_amex' });
    const token = await stripe.tokens.create({ customer: customer.id, card: second.id }, seller);
    expect(token.card).toMatchObject({ brand: 'American Express', last4: '0005' });
    const charge = await stripe.charges.create(
      { amount: 700, currency: 'eur', source: token.id, application_fee_amount: 70 },
      seller,
    );
    expectShape(charge);
    expect(charge).toMatchObject({ status: 'succeeded', source: { id: token.card?.id } });
  });

  test('is good for one use', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await stripe.tokens.create({ customer: (await kim(made)).id }, seller);
    await stripe.customers.create({ source: id }, seller);
    expect((await stripe.tokens.retrieve(id, {}, seller)).used).toBe(true);
    const second = await failure(stripe.customers.create({ source: id }, seller));
    expect(second).toMatchObject({
      statusCode: 400,
      code: 'token_already_used',
      message: `You cannot use a Stripe token more than once: ${id}.`,
    });
  });

  test('does not exist on the platform or another account', async () => {
    const made = await scene();
    const { stripe, seller, american } = made;
    const { id } = await stripe.tokens.create({ customer: (await kim(made)).id }, seller);
    for (const options of [{}, { stripeAccount: american }]) {
      const error = await failure(stripe.customers.create({ source: id }, options));
      expect(error).toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        message: `No such token: '${id}'`,
        param: 'source',
      });
    }
  });

  test('takes a bank account once it is verified', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const workshop = { stripeAccount: american };
    const customer = await kim(made);
    const { id: btok } = await stripe.tokens.create({ bank_account: bank });
    const account = await stripe.customers.createSource(customer.id, { source: btok });
    const share = { customer: customer.id, bank_account: account.id };
    const early = await failure(stripe.tokens.create(share, workshop));
    expect(early).toMatchObject({ statusCode: 400, code: 'bank_account_unverified' });
    await stripe.customers.verifySource(customer.id, account.id, { amounts: [32, 45] });
    const token = await stripe.tokens.create(share, workshop);
    expectShape(token);
    expect(token).toMatchObject({
      type: 'bank_account',
      bank_account: { account_holder_name: 'Kim Rosen', last4: '6789', status: 'verified' },
    });
    expect(token.id).toMatch(/^btok_/);
    const there = await stripe.customers.create({ source: token.id }, workshop);
    expect(there.default_source).toBe(token.bank_account?.id);
    const [kept] = (await stripe.customers.listSources(there.id, {}, workshop)).data;
    expect(kept).toMatchObject({ object: 'bank_account', status: 'verified' });
  });
});

describe('no token is made', () => {
  test.each<[string, (made: Scene) => Promise<Stripe.TokenCreateParams>, object]>([
    [
      'from a customer with nothing',
      async ({ stripe }) => ({ customer: (await stripe.customers.create()).id }),
      { statusCode: 400, message: 'The customer must have an active payment source attached.' },
    ],
    [
      'from a customer with PaymentMethods only',
      async (made) => {
        await saveCard(made, 'pm_card_visa');
        return { customer: made.jenny };
      },
      { statusCode: 400, message: 'The customer must have an active payment source attached.' },
    ],
    [
      'of a PaymentMethod that is named as the card',
      async (made) => ({ customer: made.jenny, card: await saveCard(made, 'pm_card_visa') }),
      {
        statusCode: 404,
        message: expect.stringMatching(/^Customer cus_\w+ does not have card with ID pm_\w+$/),
      },
    ],
    [
      "of another customer's card",
      async (made) => ({
        customer: made.jenny,
        card: String((await kim(made)).default_source),
      }),
      { statusCode: 404, param: 'card' },
    ],
    [
      'from an unknown customer',
      () => Promise.resolve({ customer: 'cus_unknown' }),
      { statusCode: 404, message: "No such customer: 'cus_unknown'", param: 'customer' },
    ],
    [
      'of a card without its customer',
      async (made) => ({ card: String((await kim(made)).default_source) }),
      { statusCode: 400, code: 'parameter_missing', param: 'customer' },
    ],
  ])('%s', async (_, given, expected) => {
    const made = await scene();
    const error = await failure(made.stripe.tokens.create(await given(made), made.seller));
    expect(error).toMatchObject(expected);
  });

  test('from a customer of the connected account itself', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await stripe.customers.create({ source: 'tok_visa' }, seller);
    const error = await failure(stripe.tokens.create({ customer: id }, seller));
    expect(error).toMatchObject({ statusCode: 404, message: `No such customer: '${id}'` });
  });

  test('by a browser', async () => {
    const made = await scene();
    const customer = await kim(made);
    const browser = stripeFor(made.emulator, { key: 'pk_test_emulator' });
    const error = await failure(browser.tokens.create({ customer: customer.id }, made.seller));
    expect(error).toMatchObject({ statusCode: 403, code: 'secret_key_required' });
  });

  test('of a card that has expired', async () => {
    const made = await scene();
    const { emulator, stripe, seller } = made;
    const customer = await kim(made);
    const card = String(customer.default_source);
    emulator.transaction(platformId('default'), ({ records }) => {
      const stored = records.get('payment_method', card);
      if (!stored?.object.card) throw new Error('no card');
      records.put('payment_method', {
        ...stored.object,
        card: { ...stored.object.card, exp_year: 2020 },
      });
    });
    const error = await failure(stripe.tokens.create({ customer: customer.id }, seller));
    expect(error).toMatchObject({ statusCode: 402, code: 'expired_card' });
  });
});
