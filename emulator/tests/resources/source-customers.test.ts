import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';
import { alipay, atThePage } from './source-scene';

async function cardSource({ stripe }: Scene): Promise<Stripe.Source> {
  return stripe.sources.create({ type: 'card', token: 'tok_visa' });
}

describe('sources of a customer', () => {
  test('are attached, seen and listed with the cards', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const card = await stripe.customers.createSource(jenny, { source: 'tok_amex' });
    const { id } = await cardSource(made);
    const attached = await stripe.customers.createSource(jenny, { source: id });
    expectShape(attached);
    expect(attached).toMatchObject({
      id,
      object: 'source',
      card: { cvc_check: 'pass' },
      customer: jenny,
      status: 'chargeable',
    });
    const all = await stripe.customers.listSources(jenny);
    expect(all.data.map((one) => one.id).sort()).toEqual([card.id, id].sort());
    const { data } = await stripe.customers.listSources(jenny, { object: 'source' });
    expect(data).toEqual([attached]);
    expect(await stripe.customers.retrieveSource(jenny, id)).toEqual(attached);
    expect((await eventTypes(stripe)).at(-1)).toBe('customer.source.created');
  });

  test('come with a new customer, and replace the default of another', async () => {
    const made = await scene();
    const { stripe } = made;
    const { id } = await cardSource(made);
    const customer = await stripe.customers.create({ source: id, expand: ['default_source'] });
    expectShape(customer);
    expect(customer.default_source).toMatchObject({ id, object: 'source' });
    const { id: next } = await cardSource(made);
    const after = await stripe.customers.update(customer.id, { source: next });
    expect(after.default_source).toBe(next);
    expect(await stripe.sources.retrieve(id)).toMatchObject({ status: 'consumed' });
    const { data } = await stripe.customers.listSources(customer.id);
    expect(data.map((one) => one.id)).toEqual([next]);
  });

  test('are told anew there as well', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await cardSource(made);
    await stripe.customers.createSource(jenny, { source: id });
    const after = await stripe.customers.updateSource(jenny, id, {
      metadata: { a: '1' },
      owner: { name: 'Kim' },
    });
    expect(after).toMatchObject({ metadata: { a: '1' }, owner: { name: 'Kim' } });
    const wrong = stripe.customers.updateSource(jenny, id, { exp_year: '2040' });
    expect(await failure(wrong)).toMatchObject({ code: 'parameter_unknown' });
  });

  test('are consumed when they are detached', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await cardSource(made);
    await stripe.customers.createSource(jenny, { source: id });
    const gone = await stripe.customers.deleteSource(jenny, id);
    expect(gone).toMatchObject({ id, object: 'source', status: 'consumed' });
    expect(gone).not.toHaveProperty('customer');
    expect(await stripe.sources.retrieve(id)).toEqual(gone);
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({ default_source: null });
    const late = await failure(stripe.customers.createSource(jenny, { source: id }));
    expect(late.message).toContain('The reusable source you provided is consumed');
    const charged = stripe.charges.create({ amount: 700, currency: 'usd', source: id });
    expect((await failure(charged)).message).toContain('was detached from a customer');
    expect((await eventTypes(stripe)).slice(-2)).toEqual([
      'customer.source.deleted',
      'customer.updated',
    ]);
  });

  test('are attached once they are chargeable, to one customer', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const pending = await stripe.sources.create(alipay);
    const early = await failure(stripe.customers.createSource(jenny, { source: pending.id }));
    expect(early.message).toBe('The source you provided is not in a chargeable state.');
    await atThePage(pending, 'authenticate');
    await stripe.customers.createSource(jenny, { source: pending.id });
    const other = await stripe.customers.create();
    for (const customer of [jenny, other.id]) {
      const again = await failure(stripe.customers.createSource(customer, { source: pending.id }));
      expect(again).toMatchObject({ statusCode: 400, param: 'source' });
    }
    const pay = { amount: 1099, currency: 'usd', customer: jenny, source: pending.id };
    expect((await stripe.charges.create(pay)).status).toBe('succeeded');
    expect(await stripe.sources.retrieve(pending.id)).toMatchObject({ status: 'consumed' });
  });

  test('are unknown to other accounts', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await cardSource(made);
    const error = await failure(stripe.customers.create({ source: id }, seller));
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      message: `No such source: '${id}'`,
      param: 'source',
    });
  });

  test('are consumed with a customer who is deleted', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id } = await cardSource(made);
    await stripe.customers.createSource(jenny, { source: id });
    await stripe.customers.del(jenny);
    expect(await stripe.sources.retrieve(id)).toMatchObject({ status: 'consumed' });
  });

  test('cannot be shared as a token', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await cardSource(made);
    const customer = await stripe.customers.create({ source: id });
    const error = await failure(stripe.tokens.create({ customer: customer.id }, seller));
    expect(error).toMatchObject({
      statusCode: 400,
      message:
        'You provided a customer without specifying a source. The default source of the customer is a source and cannot be shared from existing customers.',
    });
  });
});
