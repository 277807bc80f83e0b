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
});
