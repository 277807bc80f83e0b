import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

/** One payment, made by the SDK at an older version of the API. */
async function payAt(apiVersion: string, options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await startEmulator(options);
  const stripe = stripeFor(emulator, { apiVersion });
  const customer = await stripe.customers.create({});
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
    off_session: true,
  });
  const charge = await stripe.charges.retrieve(String(intent.latest_charge));
  return { emulator, stripe, customer, intent, charge };
}

describe('an older version of the API', () => {
  test('is echoed, the pinned one stands for none, and a malformed one is refused', async () => {
    const emulator = await startEmulator();
    const at = (version?: string) =>
      call(emulator, '/v1/customers', version ? { headers: { 'stripe-version': version } } : {});
    expect((await at('2022-11-15')).headers.get('stripe-version')).toBe('2022-11-15');
    expect((await at()).headers.get('stripe-version')).toBe('2026-10-28.endive');
    expect((await at('2026-10-28.endive; some_beta=v2')).status).toBe(200);
    const wrong = await at('yesterday');
    expect(wrong.status).toBe(400);
    expect(wrong.json.error).toEqual({
      type: 'invalid_request_error',
      message: 'Invalid Stripe API version: yesterday',
    });
  });

  test('before endive takes payment_method_types, which are refused since', async () => {
    const emulator = await startEmulator();
    const make = (version: string, path: string) =>
      call(emulator, path, {
        body: `${path.includes('payment') ? 'amount=500&currency=usd&' : ''}payment_method_types[]=card`,
        headers: { 'stripe-version': version },
      });
    for (const path of ['/v1/payment_intents', '/v1/setup_intents']) {
      const old = await make('2026-08-26.dahlia', path);
      expect(old.json).toMatchObject({ payment_method_types: ['card'] });
      for (const version of ['2026-09-30.endive', '2026-10-28.endive']) {
        expect((await make(version, path)).json.error).toMatchObject({
          type: 'invalid_request_error',
          code: 'payment_method_types_no_longer_supported',
          param: 'payment_method_types',
        });
      }
    }
  });

  test('before endive takes them at a change too, and names Link back without a form for it', async () => {
    const emulator = await startEmulator();
    const headers = { 'stripe-version': '2024-06-20' };
    for (const [path, start] of [
      ['/v1/payment_intents', 'amount=500&currency=usd&'],
      ['/v1/setup_intents', ''],
    ] as const) {
      const made = await call(emulator, path, {
        body: `${start}payment_method_types[]=card&payment_method_types[]=link`,
        headers,
      });
      expect(made.json).toMatchObject({ payment_method_types: ['card', 'link'] });
      const { id, client_secret: secret } = made.json as { id: string; client_secret: string };
      const session = `/v1/elements/sessions?key=pk_test_x&client_secret=${secret}`;
      expect((await call(emulator, session, { key: null })).json).toMatchObject({
        payment_method_preference: { ordered_payment_method_types: ['card'] },
      });
      const body = 'payment_method_types[]=card';
      const changed = await call(emulator, `${path}/${id}`, { body, headers });
      expect(changed.json).toMatchObject({ payment_method_types: ['card'] });
    }
    const other = await call(emulator, '/v1/payment_intents', {
      body: 'amount=500&currency=usd&payment_method_types[]=klarna',
      headers,
    });
    expect(other.status).toBe(400);
  });

  test('before 2024-04-10 has the balance transaction of a payment at once', async () => {
    const slow = { settings: { settleDelayMs: 60_000 } };
    const old = await payAt('2023-10-16', slow);
    expect(old.intent.capture_method).toBe('automatic');
    expect(old.charge.balance_transaction).toMatch(/^txn_/);
    const later = await payAt('2024-04-10', slow);
    expect(later.intent.capture_method).toBe('automatic_async');
    expect(later.charge.balance_transaction).toBeNull();
  });

  test('before basil shows the invoice of a payment', async () => {
    const old = await payAt('2024-06-20');
    expect(old.charge).toMatchObject({ invoice: null });
    expect(old.intent).toMatchObject({ invoice: null });
    expect(old.intent).not.toHaveProperty('charges');
    const now = await payAt('2025-03-31.basil');
    expect(now.charge).not.toHaveProperty('invoice');
  });

  test('before 2023-08-16 means cards alone by an intent that says nothing', async () => {
    const emulator = await startEmulator();
    const create = (apiVersion: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
      stripeFor(emulator, { apiVersion }).paymentIntents.create({
        amount: 500,
        currency: 'usd',
        ...more,
      });
    expect(await create('2022-11-15')).toMatchObject({
      automatic_payment_methods: null,
      payment_method_types: ['card'],
    });
    const automatic = { automatic_payment_methods: { enabled: true } };
    expect((await create('2022-11-15', automatic)).automatic_payment_methods?.enabled).toBe(true);
    expect((await create('2023-08-16')).automatic_payment_methods?.enabled).toBe(true);
  });

  test('before 2022-11-15 shows the charges of an intent, and the refunds of a charge', async () => {
    const { intent, charge } = await payAt('2022-08-01');
    expect(intent).toMatchObject({
      charges: {
        object: 'list',
        data: [{ id: charge.id, invoice: null, refunds: { object: 'list', data: [] } }],
      },
    });
    expect(charge.refunds).toMatchObject({ object: 'list', data: [] });
    expect((await payAt('2022-11-15')).charge).not.toHaveProperty('refunds');
  });

  test('before 2022-11-15 does so within an error too', async () => {
    const { emulator } = await payAt('2022-08-01');
    const declined = await call(emulator, '/v1/payment_intents', {
      body: 'amount=500&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined&return_url=http://localhost/x',
      headers: { 'stripe-version': '2022-08-01' },
    });
    expect(declined.status).toBe(402);
    expect(declined.json.error).toMatchObject({
      payment_intent: { charges: { data: [{ status: 'failed' }] } },
    });
  });

  test('before 2020-08-27 shows what a customer has', async () => {
    const { stripe, customer } = await payAt('2020-03-02');
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      sources: { object: 'list', data: [] },
      subscriptions: { data: [] },
      tax_ids: { data: [] },
    });
    const { data } = await stripe.customers.list();
    expect(data[0]?.sources).toMatchObject({ data: [] });
    await stripe.customers.del(customer.id);
    expect(await stripe.customers.retrieve(customer.id)).not.toHaveProperty('sources');
  });
});
