import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { stripeFor } from '../support/emulator';
import { eventTypes, eventually, expectShape, failure, scene } from './scene';
import { alipay, ideal, olderStripe } from './source-scene';

type Given = Stripe.SourceCreateParams;

/** What the SDK's types leave to those who know the type. */
function beside(given: object): Given {
  return given;
}

const iban = { sepa_debit: { iban: 'DE89 3704 0044 0532 0130 00' } };

describe('card sources', () => {
  test('are chargeable from the first', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create({
      type: 'card',
      token: 'tok_visa',
      metadata: { order: '7' },
      owner: { name: 'Jenny Rosen', email: 'jenny@example.com' },
    });
    expectShape(source);
    expect(source).toMatchObject({
      object: 'source',
      amount: null,
      card: { brand: 'Visa', last4: '4242', three_d_secure: 'optional' },
      currency: null,
      flow: 'none',
      livemode: false,
      metadata: { order: '7' },
      owner: { name: 'Jenny Rosen', email: 'jenny@example.com', verified_name: null },
      status: 'chargeable',
      type: 'card',
      usage: 'reusable',
    });
    expect(source.id).toMatch(/^src_/);
    expect(source.client_secret).toMatch(/^src_client_secret_\w{24}$/);
    expect(source).not.toHaveProperty('customer');
    expect(await eventTypes(stripe)).toContain('source.chargeable');
  });

  test('are made by a browser, of what was typed', async () => {
    const { emulator, stripe, seller } = await scene();
    const browser = stripeFor(emulator, { key: 'pk_test_emulator' });
    const card = { number: '4000000000000002', exp_month: 12, exp_year: 2034, cvc: '123' };
    const source = await browser.sources.create(beside({ type: 'card', card }), seller);
    expect(source).toMatchObject({ card: { last4: '0002' }, status: 'chargeable' });
    expect(source.card).not.toHaveProperty('fingerprint');
    const seen = await stripe.sources.retrieve(source.id, {}, seller);
    expect(seen.card?.fingerprint).toMatch(/^\w{16}$/);
    const server = await failure(stripe.sources.create(beside({ type: 'card', card }), seller));
    expect(server).toMatchObject({ statusCode: 402 });
  });

  test('take the name of their token, and use it up', async () => {
    const { emulator, stripe } = await scene();
    const browser = stripeFor(emulator, { key: 'pk_test_emulator' });
    const { id: token } = await browser.tokens.create({
      card: { number: '4242424242424242', exp_month: '12', exp_year: '2034', name: 'Kim' },
    });
    const source = await stripe.sources.create({ type: 'card', token, owner: { name: 'Jenny' } });
    expect(source).toMatchObject({ owner: { name: 'Kim' }, card: { name: 'Kim' } });
    const again = await failure(stripe.sources.create({ type: 'card', token }));
    expect(again).toMatchObject({ code: 'token_already_used', param: 'token' });
  });
});

describe('types', () => {
  test.each<[string, Given, Partial<Stripe.Source>]>([
    ['ach_credit_transfer', { currency: 'usd' }, { flow: 'receiver', usage: 'reusable' }],
    [
      'ach_debit',
      { currency: 'usd', token: 'btok_us' },
      { flow: 'code_verification', usage: 'reusable' },
    ],
    ['alipay', alipay, { flow: 'redirect', usage: 'single_use', amount: 1099 }],
    ['card', { token: 'tok_visa' }, { flow: 'none', usage: 'reusable', status: 'chargeable' }],
    [
      'multibanco',
      {
        amount: 500,
        currency: 'eur',
        owner: { email: 'jenny@example.com' },
        redirect: alipay.redirect,
      },
      { flow: 'receiver', usage: 'single_use' },
    ],
    [
      'sepa_debit',
      beside({ currency: 'eur', owner: { name: 'Jenny Rosen' }, ...iban }),
      { flow: 'none', usage: 'reusable', status: 'chargeable' },
    ],
    ['wechat', { amount: 500, currency: 'usd' }, { flow: 'none', usage: 'single_use' }],
  ])('%s are made by the pinned version', async (type, given, expected) => {
    const { stripe } = await scene();
    const source = await stripe.sources.create({ ...given, type });
    expectShape(source);
    expect(source).toMatchObject({ status: 'pending', ...expected, type });
    expect(source[type as 'card']).toBeDefined();
    expect(JSON.stringify(source)).not.toContain('370400440532013000');
  });

  test.each<[string, Given]>([
    ['bancontact', ideal],
    ['eps', ideal],
    ['giropay', ideal],
    ['ideal', beside({ ...ideal, ideal: { bank: 'ing' } })],
    [
      'klarna',
      beside({
        ...ideal,
        klarna: { product: 'payment', purchase_country: 'DE' },
        source_order: { items: [{ type: 'sku', amount: 1099, currency: 'eur', quantity: 1 }] },
      }),
    ],
    ['p24', { ...ideal, currency: 'pln' }],
    ['sofort', beside({ ...ideal, sofort: { country: 'DE' } })],
  ])('%s are refused by the pinned version, and made by an older one', async (type, given) => {
    const { emulator, stripe } = await scene();
    const error = await failure(stripe.sources.create({ ...given, type }));
    expect(error).toMatchObject({ statusCode: 400, param: 'type' });
    expect(error.message).toContain('no longer supported in this version of the API');
    const source = await olderStripe(emulator).sources.create({ ...given, type });
    expect(source).toMatchObject({
      amount: 1099,
      flow: 'redirect',
      redirect: { failure_reason: null, status: 'pending', return_url: ideal.redirect.return_url },
      status: 'pending',
      type,
      usage: 'single_use',
    });
    // What an older version has made the pinned one shows.
    expectShape(await stripe.sources.retrieve(source.id));
  });

  test.each([
    'acss_debit',
    'au_becs_debit',
    'card_present',
    'sepa_credit_transfer',
    'three_d_secure',
    'bitcoin',
  ])('%s are made by no version', async (type) => {
    const { emulator, stripe } = await scene();
    for (const one of [stripe, olderStripe(emulator)]) {
      const error = await failure(one.sources.create({ type, currency: 'eur' }));
      expect(error).toMatchObject({ statusCode: 400, param: 'type' });
    }
  });

  test.each<[string, Given, string, string | undefined]>([
    ['without a type', { currency: 'usd' }, 'type', 'parameter_missing'],
    ['a card without a token', { type: 'card' }, 'token', 'parameter_missing'],
    ['an unknown token', { type: 'card', token: 'tok_1' }, 'token', 'resource_missing'],
    [
      'a single use without an amount',
      { ...alipay, amount: undefined },
      'amount',
      'parameter_missing',
    ],
    [
      'a single use without a currency',
      { ...alipay, currency: undefined },
      'currency',
      'parameter_missing',
    ],
    [
      'nowhere to go back to',
      { ...alipay, redirect: undefined },
      'redirect[return_url]',
      'parameter_missing',
    ],
    [
      'an address that is none',
      { ...alipay, redirect: { return_url: 'shop' } },
      'redirect[return_url]',
      'url_invalid',
    ],
    ['another flow', { ...alipay, flow: 'receiver' }, 'flow', undefined],
    [
      'another use',
      { type: 'ach_credit_transfer', currency: 'usd', usage: 'single_use' },
      'usage',
      undefined,
    ],
    ['another currency', { type: 'ach_credit_transfer', currency: 'eur' }, 'currency', undefined],
    [
      'an amount of a receiver',
      { type: 'ach_credit_transfer', currency: 'usd', amount: 500 },
      'amount',
      undefined,
    ],
    [
      'a page for a card',
      { type: 'card', token: 'tok_visa', redirect: alipay.redirect },
      'redirect',
      undefined,
    ],
    [
      'a mandate of a card',
      { type: 'card', token: 'tok_visa', mandate: { notification_method: 'manual' } },
      'mandate',
      undefined,
    ],
    ['a customer', { type: 'card', token: 'tok_visa', customer: 'cus_1' }, 'customer', undefined],
    [
      'no IBAN',
      { type: 'sepa_debit', currency: 'eur', owner: { name: 'Kim' } },
      'sepa_debit[iban]',
      'parameter_missing',
    ],
    ['a wrong address', { ...alipay, owner: { email: 'jenny' } }, 'owner[email]', 'email_invalid'],
    ['a use that is none', { type: 'card', token: 'tok_visa', usage: 'often' }, 'usage', undefined],
  ])('are refused %s', async (_, given, param, code) => {
    const { stripe } = await scene();
    const error = await failure(stripe.sources.create(given));
    expect(error).toMatchObject({ statusCode: 400, param });
    expect(error.code).toBe(code);
  });
});

describe('sources', () => {
  test('are read with a key, or with their secret', async () => {
    const { emulator, stripe, seller } = await scene();
    const { id, client_secret } = await stripe.sources.create(alipay);
    expect(await stripe.sources.retrieve(id)).toMatchObject({ id, status: 'pending' });
    const browser = stripeFor(emulator, { key: 'pk_test_emulator' });
    expect(await browser.sources.retrieve(id, { client_secret })).toMatchObject({ id });
    const unproven = await failure(browser.sources.retrieve(id));
    expect(unproven).toMatchObject({ statusCode: 404, message: `No such source: '${id}'` });
    const wrong = browser.sources.retrieve(id, { client_secret: 'src_client_secret_x' });
    expect(await failure(wrong)).toMatchObject({ statusCode: 400, param: 'client_secret' });
    expect(await failure(stripe.sources.retrieve(id, {}, seller))).toMatchObject({
      statusCode: 404,
    });
  });

  test('take notes, and who their owner is', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.sources.create({ type: 'card', token: 'tok_visa' });
    const after = await stripe.sources.update(id, {
      metadata: { order: '8' },
      owner: {
        address: { city: 'Berlin', country: 'DE', line1: 'Allee 1', postal_code: '10115' },
        email: 'kim@example.com',
        name: 'Kim',
        phone: '+15555550123',
      },
    });
    expectShape(after);
    expect(after).toMatchObject({
      card: { name: 'Kim' },
      metadata: { order: '8' },
      owner: { address: { city: 'Berlin' }, email: 'kim@example.com', name: 'Kim' },
    });
    const method = await stripe.paymentMethods.retrieve(id);
    expect(method.billing_details).toMatchObject({ name: 'Kim', address: { city: 'Berlin' } });
    const emptied = await stripe.sources.update(id, { metadata: { order: '' } });
    expect(emptied.metadata).toEqual({});
    expect(await failure(stripe.sources.update(id, { amount: 500 }))).toMatchObject({
      param: 'amount',
    });
    const mandate = { notification_method: 'manual' } as const;
    expect(await failure(stripe.sources.update(id, { mandate }))).toMatchObject({
      param: 'mandate',
    });
  });

  test('change their amount while nobody has agreed', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.sources.create(alipay);
    const items = [{ type: 'sku', amount: 1200, description: 'Mug' }] as const;
    const shipping = { address: { line1: 'Main St 1' }, name: 'Jenny' };
    const after = await stripe.sources.update(id, {
      amount: 1200,
      source_order: { items: [...items], shipping },
    });
    expectShape(after);
    expect(after).toMatchObject({
      amount: 1200,
      source_order: { amount: 1200, currency: 'usd', shipping: { name: 'Jenny' } },
    });
  });

  test('become chargeable by themselves for a test address', async () => {
    const { stripe } = await scene();
    const { id, status } = await stripe.sources.create({
      ...alipay,
      owner: { email: 'jenny_chargeable@example.com' },
    });
    expect(status).toBe('pending');
    const after = await eventually(async () => {
      const now = await stripe.sources.retrieve(id);
      return now.status === 'pending' ? null : now;
    });
    expect(after).toMatchObject({ status: 'chargeable', redirect: { status: 'succeeded' } });
    expect(await eventTypes(stripe)).toContain('source.chargeable');
  });

  test('that receive money have it when they become chargeable by a test address', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.sources.create({
      type: 'multibanco',
      amount: 500,
      currency: 'eur',
      owner: { email: 'jenny_chargeable@example.com' },
      redirect: alipay.redirect,
    });
    await eventually(async () => {
      const { receiver, status } = await stripe.sources.retrieve(id);
      return status === 'chargeable' && receiver?.amount_received === 500 ? true : null;
    });
    const charge = await stripe.charges.create({ amount: 500, currency: 'eur', source: id });
    expect(charge.paid).toBe(true);
  });
});

describe('codes of a source', () => {
  const debit = { type: 'ach_debit', currency: 'usd', token: 'btok_us' } as const;

  test('make it chargeable', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create(debit);
    expect(source.code_verification).toEqual({ attempts_remaining: 5, status: 'pending' });
    const wrong = await failure(stripe.sources.verify(source.id, { values: ['1', '2'] }));
    expect(wrong).toMatchObject({ statusCode: 402, param: 'values' });
    const after = await stripe.sources.verify(source.id, { values: ['32', '45'] });
    expectShape(after);
    expect(after).toMatchObject({
      code_verification: { attempts_remaining: 4, status: 'succeeded' },
      status: 'chargeable',
    });
    const again = stripe.sources.verify(source.id, { values: ['32', '45'] });
    expect(await failure(again)).toMatchObject({ statusCode: 400 });
  });

  test('fail it when the last of them is wrong', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.sources.create(debit);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await failure(stripe.sources.verify(id, { values: ['1', '2'] }));
    }
    expect(await stripe.sources.retrieve(id)).toMatchObject({
      code_verification: { attempts_remaining: 0, status: 'failed' },
      status: 'failed',
    });
    expect((await eventTypes(stripe)).at(-1)).toBe('source.failed');
  });
});

describe('receivers', () => {
  test('tell what has come, and can be charged with it', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.sources.create({
      type: 'ach_credit_transfer',
      currency: 'usd',
      owner: { email: 'amount_4242@example.com' },
    });
    const source = await eventually(async () => {
      const now = await stripe.sources.retrieve(id);
      return now.status === 'pending' ? null : now;
    });
    expect(source).toMatchObject({
      receiver: { amount_received: 4242, amount_charged: 0, refund_attributes_status: 'missing' },
      status: 'chargeable',
    });
    const { data } = await stripe.sources.listSourceTransactions(id);
    data.forEach(expectShape);
    expect(data).toMatchObject([{ amount: 4242, currency: 'usd', source: id }]);
    expect((await eventTypes(stripe)).slice(-2)).toEqual([
      'source.transaction.created',
      'source.chargeable',
    ]);
    await stripe.sources.update(id, { owner: { email: 'amount_58@example.com' } });
    const more = await eventually(async () => {
      const { receiver } = await stripe.sources.retrieve(id);
      return receiver?.amount_received === 4300 ? receiver : null;
    });
    expect(more.amount_received).toBe(4300);
  });
});
