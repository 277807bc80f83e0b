import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

describe('decoding', () => {
  test('both forms of lists, raw and escaped brackets, nesting', async () => {
    const emulator = await startEmulator();
    const forms = [
      'preferred_locales[]=fr&preferred_locales[]=en',
      'preferred_locales[0]=fr&preferred_locales[1]=en',
      'preferred_locales%5B0%5D=fr&preferred_locales%5B1%5D=en',
    ];
    for (const form of forms) {
      const answer = await call(emulator, '/v1/customers', {
        body: `${form}&address[city]=S%C3%A8te&address%5Bcountry%5D=FR&name=A+B%20%26%20C`,
      });
      expect(answer.json).toMatchObject({
        preferred_locales: ['fr', 'en'],
        address: { city: 'Sète', country: 'FR' },
        name: 'A B & C',
      });
    }
  });

  test('metadata keys that are numbers keep their names', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', {
      body: 'metadata[0]=a&metadata[7]=b&metadata[4000]=c',
    });
    expect(answer.json.metadata).toEqual({ '0': 'a', '7': 'b', '4000': 'c' });
  });
});

describe('emptied text', () => {
  test('unsets what was there, also within a hash', async () => {
    const stripe = stripeFor(await startEmulator());
    const { id } = await stripe.customers.create({
      name: 'Jenny',
      description: 'x',
      email: 'j@example.com',
      phone: '1',
      address: { city: 'Sète', line1: 'Quai 1' },
    });
    const customer = await stripe.customers.update(id, {
      name: '',
      description: '',
      email: '',
      phone: '',
      address: { line1: '' },
      invoice_settings: { default_payment_method: '' },
    });
    expect(customer).toMatchObject({
      name: null,
      description: null,
      email: null,
      phone: null,
      address: { city: 'Sète', line1: null },
      invoice_settings: { default_payment_method: null },
    });
  });

  test('is none in what is made', async () => {
    const stripe = stripeFor(await startEmulator());
    const customer = await stripe.customers.create({
      name: '',
      email: '',
      address: { city: '' },
      invoice_settings: { default_payment_method: '' },
    });
    expect(customer).toMatchObject({ name: null, email: null, address: { city: null } });
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      description: '',
    });
    expect(intent.description).toBeNull();
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      billing_details: { name: '' },
    });
    expect(method.billing_details.name).toBeNull();
  });

  test('is none in a hash that replaces another', async () => {
    const stripe = stripeFor(await startEmulator());
    const { id } = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      shipping: { name: 'Jenny', phone: '1', carrier: 'Post', address: { city: 'Sète' } },
    });
    const { shipping } = await stripe.paymentIntents.update(id, {
      shipping: { name: 'Jenny', phone: '', carrier: '', address: { city: '' } },
    });
    expect(shipping).toMatchObject({ phone: null, carrier: null, address: { city: null } });
  });

  test('of an id, a currency or a URL is refused', async () => {
    const stripe = stripeFor(await startEmulator());
    await expect(stripe.paymentIntents.create({ amount: 500, currency: '' })).rejects.toMatchObject(
      { code: 'parameter_invalid_empty', param: 'currency' },
    );
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await expect(stripe.paymentIntents.update(id, { customer: '' })).rejects.toMatchObject({
      code: 'parameter_invalid_empty',
      param: 'customer',
    });
  });
});

describe('other libraries', () => {
  test('Python’s words for booleans are taken', async () => {
    const emulator = await startEmulator();
    const intent = await call(emulator, '/v1/payment_intents', {
      body: 'amount=500&currency=usd&automatic_payment_methods[enabled]=True&confirm=False',
    });
    expect(intent.json).toMatchObject({
      status: 'requires_payment_method',
      automatic_payment_methods: { enabled: true },
    });
  });
});

describe('refusals', () => {
  const cases: [path: string, body: string, error: Record<string, string>][] = [
    [
      '/v1/customers',
      'wat=1',
      { code: 'parameter_unknown', param: 'wat', message: 'Received unknown parameter: wat' },
    ],
    [
      '/v1/customers',
      'invoice_settings[nope]=1',
      {
        code: 'parameter_unknown',
        param: 'invoice_settings[nope]',
        message: 'Received unknown parameter: invoice_settings[nope]',
      },
    ],
    [
      '/v1/payment_intents',
      'amount=500',
      {
        code: 'parameter_missing',
        param: 'currency',
        message: 'Missing required param: currency.',
      },
    ],
    [
      '/v1/payment_intents',
      'currency=usd&amount=abc',
      {
        code: 'parameter_invalid_integer',
        param: 'amount',
        message: 'Invalid integer: abc',
      },
    ],
    [
      '/v1/payment_intents',
      'currency=usd&amount=10.5',
      { code: 'parameter_invalid_integer', message: 'Invalid integer: 10.5' },
    ],
    [
      '/v1/payment_intents',
      'currency=usd&amount=500&confirm=yes',
      { param: 'confirm', message: 'Invalid boolean: yes' },
    ],
    [
      '/v1/payment_intents',
      'currency=usd&amount=500&capture_method=later',
      {
        param: 'capture_method',
        message: 'Invalid capture_method: must be one of automatic, automatic_async, or manual',
      },
    ],
    [
      '/v1/payment_intents',
      'currency=usd&amount=500&setup_future_usage=x',
      {
        param: 'setup_future_usage',
        message: 'Invalid setup_future_usage: must be one of off_session or on_session',
      },
    ],
    [
      '/v1/payment_intents',
      'currency=&amount=500',
      {
        code: 'parameter_invalid_empty',
        param: 'currency',
        message:
          "You passed an empty string for 'currency'. We assume empty values are an attempt to unset a parameter; however 'currency' cannot be unset. You should remove 'currency' from your request or supply a non-empty value.",
      },
    ],
    [
      '/v1/customers',
      'invoice_settings=x',
      { param: 'invoice_settings', message: 'Invalid object' },
    ],
    [
      '/v1/customers',
      'preferred_locales=x',
      { param: 'preferred_locales', message: 'Invalid array' },
    ],
    [
      '/v1/customers',
      `metadata[${'k'.repeat(41)}]=x`,
      { param: 'metadata', message: expect.stringContaining('up to 40 characters') as string },
    ],
    [
      '/v1/customers',
      `metadata[a]=${'v'.repeat(501)}`,
      { param: 'metadata[a]', message: expect.stringContaining('up to 500 characters') as string },
    ],
  ];
  test.each(cases)('POST %s %s', async (path, body, error) => {
    const emulator = await startEmulator();
    const answer = await call(emulator, path, { body });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', ...error });
    if (!('code' in error)) expect(answer.json.error).not.toHaveProperty('code');
  });

  test('a number of a list is checked too', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers?limit=many');
    expect(answer.json.error).toMatchObject({ code: 'parameter_invalid_integer', param: 'limit' });
  });
});

describe('card values', () => {
  const card =
    'key=pk_test_emulator&type=card&card[exp_year]=2040&card[number]=4242424242424242&card[cvc]=987';

  test('of a number sent twice the last counts', async () => {
    const emulator = await startEmulator();
    const body = `card[number]=4000056655665556&${card}&card[exp_month]=12`;
    const answer = await call(emulator, '/v1/payment_methods', { key: null, body });
    expect(answer.json).toMatchObject({ card: { last4: '4242' } });
  });

  test.each(['card[number][a]=x&card[exp_month]=12', 'card[exp_month]=may'])(
    'are in no message: %s',
    async (more) => {
      const emulator = await startEmulator();
      const body = `${more.includes('number') ? card.replace('card[number]=4242424242424242', '') : card}&${more}`;
      const answer = await call(emulator, '/v1/payment_methods', { key: null, body });
      expect(answer.status).toBe(400);
      expect(answer.json.error?.message).toMatch(/^Invalid (string|integer)$/);
    },
  );
});

describe('metadata', () => {
  test('is merged; an empty value removes its key, empty metadata removes all', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2' } });
    expect((await stripe.customers.update(id, { metadata: { b: '3', c: '4' } })).metadata).toEqual({
      a: '1',
      b: '3',
      c: '4',
    });
    expect((await stripe.customers.update(id, { metadata: { a: '' } })).metadata).toEqual({
      b: '3',
      c: '4',
    });
    expect((await stripe.customers.update(id, { name: 'J' })).metadata).toEqual({ b: '3', c: '4' });
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  });

  test('holds 50 keys and not one more', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 'v']));
    const { id } = await stripe.customers.create({ metadata });
    await expect(stripe.customers.update(id, { metadata: { more: 'v' } })).rejects.toMatchObject({
      statusCode: 400,
      param: 'metadata',
    });
    const { metadata: kept } = (await stripe.customers.retrieve(id)) as { metadata: object };
    expect(Object.keys(kept)).toHaveLength(50);
  });
});
