import { describe, expect, test } from 'vitest';
import { checkShape } from '../../generated/check-shape';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

async function withPayment() {
  const emulator = await startEmulator();
  const stripe = stripeFor(emulator);
  const customer = await stripe.customers.create({ name: 'Jenny' });
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    customer: customer.id,
    payment_method: 'pm_card_visa',
    confirm: true,
    off_session: true,
  });
  return { emulator, stripe, customer, intent };
}

describe('expand', () => {
  test('puts objects in the place of ids, in objects and in lists, four levels deep', async () => {
    const { stripe, customer, intent } = await withPayment();
    const one = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ['customer', 'latest_charge.customer'],
    });
    expect(one.customer).toMatchObject({ object: 'customer', name: 'Jenny' });
    expect(one.latest_charge).toMatchObject({
      object: 'charge',
      customer: { id: customer.id, name: 'Jenny' },
    });
    const list = await stripe.paymentIntents.list({ expand: ['data.latest_charge.customer'] });
    expect(list.data[0]?.latest_charge).toMatchObject({ customer: { object: 'customer' } });
    const deep = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ['latest_charge.payment_intent.latest_charge.customer'],
    });
    expect(deep).toMatchObject({
      latest_charge: {
        payment_intent: { id: intent.id, latest_charge: { customer: { name: 'Jenny' } } },
      },
    });
  });

  test('works when creating, and for what a resource says nothing about', async () => {
    const { stripe, customer, intent } = await withPayment();
    const made = await stripe.setupIntents.create({ customer: customer.id, expand: ['customer'] });
    expect(made.customer).toMatchObject({ name: 'Jenny' });
    const charge = await stripe.charges.retrieve(String(intent.latest_charge), {
      expand: ['payment_intent.customer'],
    });
    expect(charge.payment_intent).toMatchObject({ customer: { id: customer.id } });
  });

  test('leaves an empty field empty, whatever would have been behind it', async () => {
    const { stripe, intent } = await withPayment();
    const made = await stripe.setupIntents.create({
      expand: ['customer', 'customer.sources', 'mandate', 'latest_attempt.setup_error'],
    });
    expect(made.customer).toBeNull();
    const charge = await stripe.charges.retrieve(String(intent.latest_charge), {
      expand: ['review', 'failure_balance_transaction', 'transfer_data.destination'],
    });
    expect(charge).toMatchObject({ review: null, failure_balance_transaction: null });
  });

  test('shows what of a customer is hidden otherwise', async () => {
    const { stripe, customer } = await withPayment();
    const one = await stripe.customers.retrieve(customer.id, {
      expand: ['sources', 'subscriptions', 'tax', 'tax_ids', 'default_source'],
    });
    expect(one).toMatchObject({
      sources: { object: 'list', data: [], has_more: false },
      subscriptions: { data: [] },
      tax: { automatic_tax: 'unrecognized_location', location: null },
      tax_ids: { data: [], url: `/v1/customers/${customer.id}/tax_ids` },
    });
    expect(checkShape(one)).toEqual([]);
    const placed = await stripe.customers.update(customer.id, {
      address: { country: 'US', state: 'NC' },
      expand: ['tax'],
    });
    expect(placed.tax).toMatchObject({
      automatic_tax: 'not_collecting',
      location: { country: 'US', source: 'billing_address', state: 'NC' },
    });
    expect(checkShape(placed)).toEqual([]);
    expect(await stripe.customers.retrieve(customer.id)).not.toHaveProperty('sources');
  });

  test('shows a deleted customer as one', async () => {
    const { stripe, customer, intent } = await withPayment();
    await stripe.customers.del(customer.id);
    const one = await stripe.paymentIntents.retrieve(intent.id, { expand: ['customer'] });
    expect(one.customer).toEqual({ id: customer.id, object: 'customer', deleted: true });
  });

  test('takes hashes and `data` for what they are', async () => {
    const { stripe, customer } = await withPayment();
    const one = await stripe.customers.retrieve(customer.id, { expand: ['invoice_settings'] });
    expect(one).toMatchObject({ invoice_settings: { default_payment_method: null } });
    const list = await stripe.customers.list({ expand: ['data', 'data.default_source'] });
    expect(list.data).toHaveLength(1);
  });

  test('the objects kept are not changed by it', async () => {
    const { stripe, customer, intent } = await withPayment();
    await stripe.paymentIntents.retrieve(intent.id, { expand: ['customer'] });
    expect((await stripe.paymentIntents.retrieve(intent.id)).customer).toBe(customer.id);
  });

  test('never reaches another account', async () => {
    const { emulator, customer } = await withPayment();
    const seller = stripeFor(emulator, { account: await seedAccount(emulator) });
    await expect(
      seller.paymentIntents.create({ amount: 500, currency: 'usd', customer: customer.id }),
    ).rejects.toMatchObject({ code: 'resource_missing' });
  });
});

describe('a wrong path', () => {
  const cannot = (path: string, advice = '') =>
    `This property cannot be expanded (${path}).${advice}`;

  test.each([
    ['/v1/customers', 'email', cannot('email')],
    ['/v1/customers', 'metadata', cannot('metadata')],
    ['/v1/customers', 'toString', cannot('toString')],
    ['/v1/customers', 'invoice_settings.bogus', cannot('invoice_settings.bogus')],
    ['/v1/setup_intents', 'customer.bogus', cannot('customer.bogus')],
    ['/v1/setup_intents', 'customer.sources.bogus', cannot('customer.sources')],
    [
      '/v1/customers',
      'a.b.c.d.e',
      'You cannot expand more than 4 levels of a property. Property: a.b.c.d.e',
    ],
  ])('of POST %s: %s', async (path, expand, message) => {
    const emulator = await startEmulator();
    const answer = await call(emulator, path, { body: `expand[]=${expand}` });
    expect(answer.status).toBe(400);
    expect(answer.json.error).toMatchObject({ type: 'invalid_request_error', message });
    expect(answer.json.error).not.toHaveProperty('param');
    expect(answer.json.error).not.toHaveProperty('doc_url');
    // Nothing has happened.
    expect((await stripeFor(emulator).events.list()).data).toEqual([]);
  });

  test('of a list is told though the list is empty, with advice', async () => {
    const emulator = await startEmulator();
    const bare = await call(emulator, '/v1/customers?expand[]=default_source');
    expect(bare.json.error?.message).toBe(
      cannot('default_source', " You may want to try expanding 'data.default_source' instead."),
    );
    const inside = await call(emulator, '/v1/customers?expand[]=data.bogus');
    expect(inside.json.error?.message).toBe(cannot('data.bogus'));
  });

  test('is told before that the object is missing, and before a card is declined', async () => {
    const emulator = await startEmulator();
    const missing = await call(emulator, '/v1/customers/cus_x?expand[]=bogus');
    expect(missing.json.error?.message).toBe(cannot('bogus'));
    const declined = await call(emulator, '/v1/payment_intents', {
      body: 'amount=500&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined&return_url=http://localhost/x&expand[]=bogus',
    });
    expect(declined.status).toBe(400);
    expect((await stripeFor(emulator).paymentIntents.list()).data).toEqual([]);
  });
});
