import { expect, test } from 'vitest';
import { checkShape } from '../../generated/check-shape';
import { billing, subscribe } from '../billing/billing-scene';
import { failure, scene } from './scene';

test('customers are found by what is said of them, in every way of saying it', async () => {
  const { stripe, jenny } = await scene();
  const make = (name: string, email: string, cup: string) =>
    stripe.customers.create({ name, email, metadata: { cup, "it's": 'so' } });
  const amy = await make('Amy Rocket', 'amy@rocketrides.io', 'blue');
  const bob = await make('Bob "Bo" Rosen', 'bob@example.com', 'red');
  const gone = await make('Gone', 'gone@rocketrides.io', 'blue');
  await stripe.customers.del(gone.id);
  const found = async (query: string) =>
    (await stripe.customers.search({ query })).data.map(({ id }) => id);
  expect(await found("email:'AMY@rocketrides.io'")).toEqual([amy.id]);
  expect(await found('email~"rides"')).toEqual([amy.id]);
  expect(await found(`metadata['cup']:'red'`)).toEqual([bob.id]);
  expect(await found(`metadata["it's"]:"so"`)).toEqual([bob.id, amy.id]);
  expect(await found(`-metadata['cup']:null`)).toEqual([bob.id, amy.id]);
  expect(await found(`metadata['cup']:null`)).toEqual([jenny]);
  expect(await found(`name:"Bob \\"Bo\\" Rosen"`)).toEqual([bob.id]);
  expect(await found("name~'Amy' or name~'Rosen'")).toEqual([bob.id, amy.id]);
  expect(await found("name~'Amy' AND metadata['cup']:'red'")).toEqual([]);
  expect(await found("name~'Amy' metadata['cup']:'blue'")).toEqual([amy.id]);
  expect(await found("-email:'amy@rocketrides.io'")).toEqual([bob.id, jenny]);
  expect(await found(`created<=${amy.created}`)).toContain(jenny);
  expect(await found(`created>"${bob.created}"`)).toEqual([]);
});

test('pages follow each other, and expand what they hold', async () => {
  const { stripe, jenny } = await scene();
  for (const amount of [500, 700, 900]) {
    await stripe.paymentIntents.create({ amount, currency: 'usd', customer: jenny });
  }
  const query = `amount>=500 AND customer:'${jenny}' AND status:'requires_payment_method'`;
  const first = await stripe.paymentIntents.search({ query, limit: 2, expand: ['data.customer'] });
  expect(checkShape(first)).toEqual([]);
  expect(first).toMatchObject({
    object: 'search_result',
    data: [{ amount: 900, customer: { id: jenny } }, { amount: 700 }],
    has_more: true,
    url: '/v1/payment_intents/search',
  });
  const page = first.next_page ?? '';
  expect(await stripe.paymentIntents.search({ query, limit: 2, page })).toMatchObject({
    data: [{ amount: 500 }],
    has_more: false,
    next_page: null,
  });
  const expand = ['total_count', 'data.customer'];
  const counted = await stripe.paymentIntents.search({ query, limit: 2, page, expand });
  expect(counted).toMatchObject({ data: [{ customer: { id: jenny } }], total_count: 3 });
  expect(checkShape(counted)).toEqual([]);
  expect(first).not.toHaveProperty('total_count');
  const listed = stripe.paymentIntents.list({ expand: ['total_count'] });
  expect((await failure(listed)).message).toMatch(/cannot be expanded \(total_count\)/);
  const all: number[] = [];
  for await (const { amount } of stripe.paymentIntents.search({ query, limit: 1 }))
    all.push(amount);
  expect(all).toEqual([900, 700, 500]);
  expect(await failure(stripe.paymentIntents.search({ query, page: 'x' }))).toMatchObject({
    param: 'page',
  });
});

test('charges, invoices, prices, products and subscriptions, within their account', async () => {
  const here = await billing();
  const { stripe, seller, customer, price } = here;
  const { id } = await subscribe(here, { metadata: { cup: 'blue' } });
  const ask = (query: string) => ({ query });
  const charges = await stripe.charges.search(
    ask("payment_method_details.card.last4:4242 AND refunded:'false' amount:1500"),
    seller,
  );
  expect(charges.data).toMatchObject([{ amount: 1500, currency: 'eur' }]);
  const invoices = await stripe.invoices.search(
    ask(`subscription:'${id}' AND total>1000 AND status:'paid' AND customer:'${customer}'`),
    seller,
  );
  expect(invoices.data).toMatchObject([{ total: 1500 }]);
  const prices = await stripe.prices.search(ask("active:'true' AND type:'recurring'"), seller);
  expect(prices.data.map((one) => one.id)).toEqual([price]);
  const products = await stripe.products.search(ask("name~'coff'"), seller);
  expect(products.data).toMatchObject([{ name: 'Coffee' }]);
  const subscriptions = ask("status:'active' AND metadata['cup']:'blue'");
  expect((await stripe.subscriptions.search(subscriptions, seller)).data).toMatchObject([{ id }]);
  expect((await stripe.subscriptions.search(subscriptions)).data).toEqual([]);
});

test.each([
  ['', 'empty string'],
  ['jenny', 'unable to parse'],
  ["email:'a' AND", 'unable to parse'],
  ["email:'a", 'unable to parse'],
  ["email:'a' OR name:'b' AND phone:'c'", 'cannot combine AND and OR'],
  ["colour:'green'", 'unsupported search field for resource `customers`'],
  ["metadata:'x'", 'unsupported search field'],
  ["email>'a'", 'operator `>` is not supported'],
  ["name~'ab'", 'at least 3 characters'],
  ["created>'soon'", 'with a number'],
])('%j is refused', async (query, message) => {
  const { stripe } = await scene();
  const error = await failure(stripe.customers.search({ query }));
  expect(error.message).toMatch(new RegExp(message.replace(/[`$()]/g, '.')));
  expect(error).toMatchObject({ statusCode: 400 });
});
