import { describe, expect, test } from 'vitest';
import { eventTypes, expectShape, failure, scene } from './scene';

describe('a customer’s balance', () => {
  test('is a ledger of entries in one currency', async () => {
    const { stripe, jenny } = await scene();
    const first = await stripe.customers.createBalanceTransaction(jenny, {
      amount: -500,
      currency: 'eur',
      description: 'Goodwill',
      metadata: { case: '7' },
    });
    expectShape(first);
    expect(first).toMatchObject({
      type: 'adjustment',
      amount: -500,
      ending_balance: -500,
      customer: jenny,
      description: 'Goodwill',
      metadata: { case: '7' },
    });
    const second = await stripe.customers.createBalanceTransaction(jenny, {
      amount: 200,
      currency: 'eur',
    });
    expect(second.ending_balance).toBe(-300);
    expect(await stripe.customers.retrieve(jenny)).toMatchObject({
      balance: -300,
      currency: 'eur',
    });
    const { data } = await stripe.customers.listBalanceTransactions(jenny);
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
    const wrong = await failure(
      stripe.customers.createBalanceTransaction(jenny, { amount: 1, currency: 'usd' }),
    );
    expect(wrong).toMatchObject({ statusCode: 400, param: 'currency' });
  });

  test('can be set, which books the difference', async () => {
    const { stripe } = await scene();
    const customer = await stripe.customers.create({ balance: 700 });
    expect(customer).toMatchObject({ balance: 700, currency: 'usd' });
    const updated = await stripe.customers.update(customer.id, { balance: 200 });
    expect(updated.balance).toBe(200);
    const { data } = await stripe.customers.listBalanceTransactions(customer.id);
    expect(data.map(({ amount }) => amount)).toEqual([-500, 700]);
    expect((await eventTypes(stripe)).slice(-2)).toEqual(['customer.created', 'customer.updated']);
  });

  test('has entries of which only the notes change', async () => {
    const { stripe, jenny } = await scene();
    const { id } = await stripe.customers.createBalanceTransaction(jenny, {
      amount: 100,
      currency: 'usd',
      metadata: { a: '1' },
    });
    const updated = await stripe.customers.updateBalanceTransaction(jenny, id, {
      description: 'Late fee',
      metadata: { b: '2' },
    });
    expect(updated).toMatchObject({ description: 'Late fee', metadata: { a: '1', b: '2' } });
    const read = await stripe.customers.retrieveBalanceTransaction(jenny, id, {
      expand: ['customer'],
    });
    expect(read).toMatchObject({ amount: 100, customer: { id: jenny } });
    const other = await stripe.customers.create();
    const error = await failure(stripe.customers.retrieveBalanceTransaction(other.id, id));
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
  });
});
