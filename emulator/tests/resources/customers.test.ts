import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, expectShape, failure, saveCard, scene } from './scene';

describe('customers', () => {
  test('have Stripe’s shape from the first, and keep what is set', async () => {
    const { stripe } = await scene();
    const customer = await stripe.customers.create({
      name: 'Jenny',
      email: 'j@example.com',
      address: { line1: 'Main St 1', country: 'US' },
      metadata: { a: '1', b: '2' },
    });
    expectShape(customer);
    expect(customer.id).toMatch(/^cus_\w{14}$/);
    expect(customer).toMatchObject({ name: 'Jenny', balance: 0, livemode: false });
    const updated = await stripe.customers.update(customer.id, {
      name: 'Jen',
      metadata: { a: '', c: '3' },
    });
    expect(updated).toMatchObject({ name: 'Jen', metadata: { b: '2', c: '3' } });
    const emptied = await stripe.customers.update(customer.id, { metadata: '' });
    expect(emptied).toMatchObject({ metadata: {}, name: 'Jen' });
  });

  test('are listed by exact e-mail', async () => {
    const { stripe, jenny } = await scene();
    await stripe.customers.create({ email: 'JENNY@example.com' });
    const { data } = await stripe.customers.list({ email: 'jenny@example.com' });
    expect(data.map(({ id }) => id)).toEqual([jenny]);
  });

  test('leave a stub when deleted', async () => {
    const { stripe, jenny } = await scene();
    await stripe.customers.del(jenny);
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({ id: jenny, deleted: true });
    expect((await stripe.customers.list()).data).toEqual([]);
    const error = await failure(stripe.customers.update(jenny, { name: 'x' }));
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'id' });
    expect(error.message).toBe(`No such customer: '${jenny}'`);
  });

  test('created with a card own it, and a refused card makes no customer', async () => {
    const { stripe } = await scene();
    const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' });
    const { data } = await stripe.customers.listPaymentMethods(customer.id);
    expect(data).toHaveLength(1);
    expect(data[0]?.card?.checks?.cvc_check).toBe('pass');
    expect(customer.invoice_settings.default_payment_method).toBeNull();
    const error = await failure(
      stripe.customers.create({ payment_method: 'pm_card_chargeDeclined' }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined' });
    expect((await stripe.customers.list()).data).toHaveLength(2);
  });

  test('made with a card pay their invoices with it, by the name that it came by', async () => {
    const { stripe } = await scene();
    const customer = await stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_visa' },
    });
    const { data } = await stripe.customers.listPaymentMethods(customer.id);
    expect(data.map(({ id }) => id)).toEqual([customer.invoice_settings.default_payment_method]);
    const other = stripe.customers.create({
      payment_method: 'pm_card_visa',
      invoice_settings: { default_payment_method: 'pm_card_mastercard' },
    });
    expect(await failure(other)).toMatchObject({ statusCode: 400, code: 'resource_missing' });
  });

  test('tell their credit by currency where that is asked for', async () => {
    const { stripe, jenny } = await scene();
    const expand = ['invoice_credit_balance'];
    const of = async () => (await stripe.customers.retrieve(jenny, { expand })) as Stripe.Customer;
    expect((await of()).invoice_credit_balance).toEqual({});
    await stripe.customers.createBalanceTransaction(jenny, { amount: -500, currency: 'usd' });
    expect(await of()).toMatchObject({ balance: -500, invoice_credit_balance: { usd: 500 } });
    expect(await stripe.customers.retrieve(jenny)).not.toHaveProperty('invoice_credit_balance');
  });

  test('take only an attached card as default', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const stranger = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
    });
    const error = await failure(
      stripe.customers.update(jenny, { invoice_settings: { default_payment_method: stranger.id } }),
    );
    expect(error).toMatchObject({ statusCode: 400, code: 'resource_missing' });
    expect(error.message).toBe(
      `The customer does not have a payment method with the ID ${stranger.id}. The payment method must be attached to the customer.`,
    );
    const updated = await stripe.customers.update(jenny, {
      invoice_settings: { default_payment_method: card },
      expand: ['invoice_settings.default_payment_method'],
    });
    expect(updated.invoice_settings.default_payment_method).toMatchObject({ id: card });
    await stripe.paymentMethods.detach(card);
    const after = await stripe.customers.retrieve(jenny);
    expect(after).toMatchObject({ invoice_settings: { default_payment_method: null } });
  });

  test('of the platform are unknown to a seller', async () => {
    const { stripe, jenny, seller } = await scene();
    const error = await failure(stripe.customers.retrieve(jenny, {}, seller));
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });

  test('tell of every change', async () => {
    const { stripe, jenny } = await scene();
    await stripe.customers.update(jenny, { name: 'Jenny' });
    await stripe.customers.update(jenny, { name: 'Jenny' });
    await stripe.customers.del(jenny);
    expect(await eventTypes(stripe)).toEqual([
      'customer.created',
      'customer.updated',
      'customer.deleted',
    ]);
    const { data } = await stripe.events.list({ type: 'customer.updated' });
    expect(data[0]?.data.previous_attributes).toEqual({ name: null });
  });

  test('created with a default card are announced once they are whole', async () => {
    const { stripe } = await scene();
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
    });
    const customer = await stripe.customers.create({
      payment_method: method.id,
      invoice_settings: { default_payment_method: method.id },
    });
    expect(customer.invoice_settings.default_payment_method).toBe(method.id);
    const { data } = await stripe.events.list({ limit: 2 });
    expect(data.map(({ type }) => type)).toEqual(['payment_method.attached', 'customer.created']);
    expect(data[1]?.data.object).toEqual(customer);
  });

  test('deleted leave their cards named and good for nothing', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const card = await saveCard(made, 'pm_card_visa');
    await stripe.customers.del(jenny);
    expect(await stripe.paymentMethods.retrieve(card)).toMatchObject({ customer: jenny });
    const pay = { amount: 1000, currency: 'usd', payment_method: card, confirm: true } as const;
    const ownerless = await failure(stripe.paymentIntents.create({ ...pay, off_session: true }));
    expect(ownerless.message).toContain('was previously used');
    const owned = await failure(
      stripe.paymentIntents.create({ ...pay, customer: jenny, off_session: true }),
    );
    expect(owned).toMatchObject({ statusCode: 404, param: 'customer' });
    const clone = await failure(
      stripe.paymentMethods.create({ customer: jenny, payment_method: card }, seller),
    );
    expect(clone).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect((await failure(stripe.customers.listPaymentMethods(jenny))).statusCode).toBe(404);
  });

  test('refuse an address that is no e-mail, and what the emulator does not do', async () => {
    const { stripe, jenny } = await scene();
    expect(await failure(stripe.customers.create({ email: 'jenny' }))).toMatchObject({
      statusCode: 400,
      code: 'email_invalid',
      param: 'email',
      message: 'Invalid email address: jenny',
    });
    const tax = { ip_address: '127.0.0.1' };
    const error = await failure(stripe.customers.create({ tax }));
    expect(error).toMatchObject({ statusCode: 400, param: 'tax[ip_address]' });
    const validate = { tax: { validate_location: 'immediately' as const } };
    expect(await failure(stripe.customers.create(validate))).toMatchObject({
      code: 'customer_tax_location_invalid',
    });
    expect((await stripe.customers.list()).data.map(({ id }) => id)).toEqual([jenny]);
  });

  test('take all that Stripe documents, and unset what is emptied', async () => {
    const { stripe } = await scene();
    const customer = await stripe.customers.create({
      business_name: 'Atelier GmbH',
      individual_name: 'Jenny R.',
      description: 'A buyer',
      email: 'j@example.com',
      invoice_prefix: 'JENNY1',
      invoice_settings: {
        custom_fields: [{ name: 'PO', value: '7' }],
        footer: 'Thanks',
        rendering_options: { amount_tax_display: 'include_inclusive_tax' },
      },
      next_invoice_sequence: 4,
      phone: '+4930123',
      preferred_locales: ['de', 'en'],
      shipping: { name: 'Jenny', address: { city: 'Berlin' }, phone: '+4930124' },
      tax_exempt: 'reverse',
    });
    expectShape(customer);
    expect(customer).toMatchObject({
      business_name: 'Atelier GmbH',
      invoice_prefix: 'JENNY1',
      invoice_settings: { footer: 'Thanks', custom_fields: [{ name: 'PO', value: '7' }] },
      next_invoice_sequence: 4,
      preferred_locales: ['de', 'en'],
      shipping: { name: 'Jenny', address: { city: 'Berlin', line1: null } },
      tax_exempt: 'reverse',
    });
    const emptied = await stripe.customers.update(customer.id, {
      business_name: '',
      description: '',
      email: '',
      invoice_settings: { footer: '', custom_fields: '' },
      phone: '',
      shipping: '',
      tax_exempt: '',
    });
    expectShape(emptied);
    expect(emptied).toMatchObject({
      description: null,
      email: null,
      invoice_settings: { footer: null, custom_fields: null },
      phone: null,
      shipping: null,
      tax_exempt: 'none',
    });
    expect(emptied.business_name).toBeUndefined();
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    expect(event?.data.previous_attributes).toMatchObject({
      business_name: 'Atelier GmbH',
      description: 'A buyer',
      tax_exempt: 'reverse',
    });
  });
});
