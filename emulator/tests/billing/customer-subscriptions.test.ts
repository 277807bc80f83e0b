/** Subscriptions by the path of their customer, as code for older versions asks for them. */
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { failure } from '../resources/scene';
import { billing, subscribe, type Billing } from './billing-scene';

/** Sends what older libraries send, on the seller's account. */
function older({ stripe, seller }: Billing) {
  return <T>(method: string, path: string, given: object = {}) =>
    stripe.rawRequest(method, `/v1/customers/${path}`, given, seller) as unknown as Promise<T>;
}

test('a subscription is made, read, changed, listed and canceled by its customer’s path', async () => {
  const here = await billing();
  const { stripe, seller, customer, card, price } = here;
  const send = older(here);
  const path = `${customer}/subscriptions`;
  const made = await send<Stripe.Subscription>('POST', path, {
    items: [{ price }],
    default_payment_method: card,
    off_session: true,
  });
  expect(made).toMatchObject({ customer, status: 'active', default_payment_method: card });
  expect(await stripe.subscriptions.retrieve(made.id, {}, seller)).toMatchObject({ id: made.id });
  expect(await send('GET', `${path}/${made.id}`)).toMatchObject({ id: made.id, customer });
  expect(await send('POST', `${path}/${made.id}`, { metadata: { order: '7' } })).toMatchObject({
    metadata: { order: '7' },
  });
  expect(await send('GET', path)).toMatchObject({
    url: `/v1/customers/${customer}/subscriptions`,
    has_more: false,
    data: [{ id: made.id }],
  });
  expect(await send('DELETE', `${path}/${made.id}`)).toMatchObject({ status: 'canceled' });
  expect(await send('GET', path)).toMatchObject({ data: [] });
});

test('its list goes by pages, and holds no other customer’s', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const send = older(here);
  const first = await subscribe(here);
  const second = await subscribe(here);
  const other = await stripe.customers.create({}, seller);
  const pages = `${customer}/subscriptions?limit=1`;
  expect(await send('GET', pages)).toMatchObject({ has_more: true, data: [{ id: second.id }] });
  expect(await send('GET', `${pages}&starting_after=${second.id}`)).toMatchObject({
    has_more: false,
    data: [{ id: first.id }],
  });
  expect(await send('GET', `${other.id}/subscriptions`)).toMatchObject({ data: [] });
});

test('another customer’s subscription is not found there, and none is canceled', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const send = older(here);
  const { id } = await subscribe(here);
  const other = await stripe.customers.create({}, seller);
  for (const method of ['GET', 'POST', 'DELETE']) {
    expect(await failure(send(method, `${other.id}/subscriptions/${id}`))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  }
  expect(await failure(send('GET', 'cus_none/subscriptions'))).toMatchObject({ statusCode: 404 });
  expect(await stripe.subscriptions.retrieve(id, {}, seller)).toMatchObject({ status: 'active' });
});

test('a customer in the body is unknown where the path names one', async () => {
  const here = await billing();
  const { customer, price } = here;
  const given = { customer, items: [{ price }] };
  const send = older(here);
  expect(await failure(send('POST', `${customer}/subscriptions`, given))).toMatchObject({
    statusCode: 400,
    code: 'parameter_unknown',
    param: 'customer',
  });
});
