import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { eventTypes, expectShape, failure, scene } from './scene';

const card = { number: '4242424242424242', exp_month: '12', exp_year: '2034', cvc: '123' };

describe('cards of a customer', () => {
  test('come with the customer, and the first is the default', async () => {
    const { stripe } = await scene();
    const customer = await stripe.customers.create({
      source: 'tok_visa',
      expand: ['default_source', 'sources'],
    });
    expectShape(customer);
    expect(customer.default_source).toMatchObject({
      object: 'card',
      brand: 'Visa',
      customer: customer.id,
      cvc_check: 'pass',
      funding: 'credit',
      last4: '4242',
      metadata: {},
    });
    expect(customer.sources).toMatchObject({
      data: [{ id: (customer.default_source as Stripe.Card).id }],
      has_more: false,
      total_count: 1,
      url: `/v1/customers/${customer.id}/sources`,
    });
    expect(await stripe.customers.retrieve(customer.id)).not.toHaveProperty('sources');
    expect((await eventTypes(stripe)).slice(-2)).toEqual([
      'customer.created',
      'customer.source.created',
    ]);
  });

  test('are added, read and listed', async () => {
    const { emulator, stripe, jenny } = await scene();
    const browser = stripeFor(emulator, { key: 'pk_test_emulator' });
    const token = await browser.tokens.create({
      card: { ...card, name: 'Jenny Rosen', address_zip: '10001' },
    });
    const first = await stripe.customers.createSource(jenny, {
      source: token.id,
      metadata: { desk: '1' },
    });
    expectShape(first);
    expect(first).toMatchObject({
      id: token.card?.id,
      object: 'card',
      address_zip: '10001',
      address_zip_check: 'pass',
      customer: jenny,
      metadata: { desk: '1' },
      name: 'Jenny Rosen',
    });
    const second = await stripe.customers.createSource(jenny, { source: 'tok_mastercard' });
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({ default_source: first.id });
    expect(await stripe.customers.retrieveSource(jenny, second.id)).toEqual(second);
    const all = await stripe.customers.listSources(jenny, { object: 'card' });
    expect(all.data.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect((await stripe.customers.listSources(jenny, { object: 'bank_account' })).data).toEqual(
      [],
    );
    const page = await stripe.customers.listSources(jenny, { limit: 1, starting_after: second.id });
    expect(page).toMatchObject({ data: [{ id: first.id }], has_more: false });
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      'customer.source.created',
      'customer.updated',
      'customer.source.created',
    ]);
  });

  test('are PaymentMethods of the same id', async () => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const attached = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: jenny });
    const method = await stripe.paymentMethods.retrieve(id);
    expectShape(method);
    expect(method).toMatchObject({ id, type: 'card', customer: jenny, card: { brand: 'visa' } });
    const { data } = await stripe.paymentMethods.list({ customer: jenny, type: 'card' });
    expect(data.map((one) => one.id)).toEqual([attached.id, id]);
    const sources = await stripe.customers.listSources(jenny);
    expect(sources.data.map((one) => one.id)).toEqual([id]);
    const intent = await stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      customer: jenny,
      confirm: true,
      off_session: true,
    });
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: id });
    await stripe.paymentMethods.detach(id);
    expect((await stripe.customers.listSources(jenny)).data).toEqual([]);
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({ default_source: null });
  });

  test('are cloned as PaymentMethods are', async () => {
    const { stripe, jenny, seller } = await scene();
    const { id } = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const clone = await stripe.paymentMethods.create(
      { customer: jenny, payment_method: id },
      seller,
    );
    expect(clone).toMatchObject({ customer: null, card: { last4: '4242' } });
    expect(clone.id).toMatch(/^pm_/);
  });

  test('are told anew', async () => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const after = await stripe.customers.updateSource(jenny, id, {
      address_city: 'Raleigh',
      address_country: 'US',
      address_line1: 'Main St 1',
      address_line2: 'Flat 2',
      address_state: 'NC',
      address_zip: '27601',
      exp_month: '11',
      exp_year: '2039',
      metadata: { a: '1' },
      name: 'Jenny R.',
    });
    expectShape(after);
    expect(after).toMatchObject({
      address_city: 'Raleigh',
      address_zip: '27601',
      exp_month: 11,
      exp_year: 2039,
      metadata: { a: '1' },
      name: 'Jenny R.',
    });
    const { data } = await stripe.events.list({ type: 'customer.source.updated' });
    expect(data[0]?.data.previous_attributes).toMatchObject({ address_city: null, name: null });
    const method = await stripe.paymentMethods.retrieve(id);
    expect(method.billing_details).toMatchObject({
      name: 'Jenny R.',
      address: { city: 'Raleigh' },
    });
    const wrong = stripe.customers.updateSource(jenny, id, { account_holder_name: 'Jenny' });
    expect(await failure(wrong)).toMatchObject({
      code: 'parameter_unknown',
      message: 'Received unknown parameter: account_holder_name',
    });
    const past = stripe.customers.updateSource(jenny, id, { exp_year: '2019' });
    expect(await failure(past)).toMatchObject({ statusCode: 402, code: 'invalid_expiry_year' });
  });

  test('replace the default with the update of a customer', async () => {
    const { stripe } = await scene();
    const before = await stripe.customers.create({ source: 'tok_visa' });
    const old = String(before.default_source);
    const after = await stripe.customers.update(before.id, { source: 'tok_mastercard' });
    expect(after.default_source).not.toBe(old);
    const { data } = await stripe.customers.listSources(before.id);
    expect(data.map(({ id }) => id)).toEqual([after.default_source]);
    expect((await eventTypes(stripe)).slice(-3)).toEqual([
      'customer.source.created',
      'customer.source.deleted',
      'customer.updated',
    ]);
    expect(await failure(stripe.customers.retrieveSource(before.id, old))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: `No such source: '${old}'`,
      param: 'id',
    });
  });

  test('are made the default, of those the customer has', async () => {
    const { stripe, jenny } = await scene();
    await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const second = await stripe.customers.createSource(jenny, { source: 'tok_mastercard' });
    const after = await stripe.customers.update(jenny, { default_source: second.id });
    expect(after.default_source).toBe(second.id);
    const other = await stripe.customers.create({ source: 'tok_visa' });
    const wrong = stripe.customers.update(jenny, { default_source: String(other.default_source) });
    expect(await failure(wrong)).toMatchObject({ statusCode: 400, param: 'default_source' });
  });

  test('are deleted, and another becomes the default', async () => {
    const { stripe, jenny } = await scene();
    const first = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const second = await stripe.customers.createSource(jenny, { source: 'tok_mastercard' });
    const gone = await stripe.customers.deleteSource(jenny, first.id);
    expect(gone).toEqual({ id: first.id, object: 'card', deleted: true });
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({ default_source: second.id });
    await stripe.customers.deleteSource(jenny, second.id);
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({ default_source: null });
    const used = stripe.paymentIntents.create({
      amount: 900,
      currency: 'usd',
      payment_method: first.id,
      confirm: true,
      off_session: true,
    });
    expect((await failure(used)).message).toContain('detached from a Customer');
  });

  test('are refused as their issuer refuses them', async () => {
    const { stripe, jenny } = await scene();
    const declined = stripe.customers.createSource(jenny, { source: 'tok_chargeDeclined' });
    expect(await failure(declined)).toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect((await stripe.customers.listSources(jenny)).data).toEqual([]);
  });

  test('are told of in the month in which they expire', async () => {
    // The twentieth of September 2026.
    const { emulator, stripe, jenny } = await scene({ clock: () => 1_789_900_000_000 });
    const first = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const longer = await stripe.customers.createSource(jenny, { source: 'tok_mastercard' });
    const gone = await stripe.customers.createSource(jenny, { source: 'tok_amex' });
    const expires = { exp_month: '10', exp_year: '2026' };
    for (const { id } of [first, longer, gone]) {
      await stripe.customers.updateSource(jenny, id, expires);
    }
    await stripe.customers.updateSource(jenny, longer.id, { exp_year: '2027' });
    await stripe.customers.deleteSource(jenny, gone.id);
    await control(emulator, 'POST', '/clock', { advance_seconds: 14 * 24 * 60 * 60 });
    const { data } = await stripe.events.list({ type: 'customer.source.expiring' });
    expect(data.map((event) => event.data.object)).toMatchObject([
      { id: first.id, object: 'card', exp_month: 10, exp_year: 2026 },
    ]);
  });

  test.each(['tok_1NoSuchTokenHereAtAllXYZ', 'pm_card_visa', 'card_1', 'nonsense'])(
    'are not made of %s',
    async (source) => {
      const { stripe, jenny } = await scene();
      const error = await failure(stripe.customers.createSource(jenny, { source }));
      expect(error).toMatchObject({
        statusCode: 400,
        code: 'resource_missing',
        message: `No such token: '${source}'`,
        param: 'source',
      });
    },
  );

  test('are shown without being asked for by the API of before 2020-08-27', async () => {
    const { emulator, stripe } = await scene();
    const { id, default_source } = await stripe.customers.create({ source: 'tok_visa' });
    const old = stripeFor(emulator, { apiVersion: '2020-03-02' });
    const customer = (await old.customers.retrieve(id)) as Stripe.Customer;
    expect(customer.sources?.data.map((one) => one.id)).toEqual([default_source]);
  });
});

describe('charges of a customer', () => {
  test('take the default source, or the one that is named', async () => {
    const { stripe } = await scene();
    const { id: customer, default_source } = await stripe.customers.create({ source: 'tok_visa' });
    const second = await stripe.customers.createSource(customer, { source: 'tok_mastercard' });
    const charge = await stripe.charges.create({ amount: 500, currency: 'usd', customer });
    expectShape(charge);
    expect(charge).toMatchObject({ customer, source: { id: default_source }, status: 'succeeded' });
    const named = await stripe.charges.create({
      amount: 500,
      currency: 'usd',
      customer,
      source: second.id,
    });
    expect(named).toMatchObject({ payment_method: second.id, source: { brand: 'MasterCard' } });
    const again = await stripe.charges.create({ amount: 500, currency: 'usd', customer });
    expect(again.status).toBe('succeeded');
  });

  test('pay subscriptions that name nothing else', async () => {
    const { stripe } = await scene();
    const { id: customer } = await stripe.customers.create({ source: 'tok_visa' });
    const price = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 900,
      recurring: { interval: 'month' },
      product_data: { name: 'Mugs' },
    });
    const subscription = await stripe.subscriptions.create({
      customer,
      items: [{ price: price.id }],
      expand: ['latest_invoice'],
    });
    expect(subscription).toMatchObject({ status: 'active', latest_invoice: { status: 'paid' } });
  });

  test("take nobody else's", async () => {
    const { stripe, jenny } = await scene();
    const other = await stripe.customers.create({ source: 'tok_visa' });
    const source = String(other.default_source);
    const wrong = stripe.charges.create({ amount: 500, currency: 'usd', customer: jenny, source });
    expect(await failure(wrong)).toMatchObject({
      statusCode: 404,
      code: 'missing',
      message: `Customer ${jenny} does not have a linked source with ID ${source}.`,
    });
    const alone = stripe.charges.create({ amount: 500, currency: 'usd', source });
    expect(await failure(alone)).toMatchObject({
      statusCode: 400,
      message: `No such token: '${source}'`,
    });
  });
});
