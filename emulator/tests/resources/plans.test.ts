import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { billing } from '../billing/billing-scene';
import { failure } from './scene';

test('a plan is a recurring price in the words of before', async () => {
  const { stripe, seller, customer } = await billing();
  const plan = await stripe.plans.create(
    {
      id: 'gold',
      amount: 2000,
      currency: 'eur',
      interval: 'month',
      product: { name: 'Gold' },
      transform_usage: { divide_by: 2, round: 'up' },
    },
    seller,
  );
  expect(plan).toMatchObject({
    id: 'gold',
    object: 'plan',
    active: true,
    amount: 2000,
    interval: 'month',
    transform_usage: { divide_by: 2, round: 'up' },
  });
  const price = await stripe.prices.retrieve('gold', {}, seller);
  expect(price).toMatchObject({ unit_amount: 2000, recurring: { interval: 'month' } });
  const subscription = await stripe.subscriptions.create(
    { customer, items: [{ plan: 'gold' }] },
    seller,
  );
  const changed = await stripe.plans.update(
    'gold',
    { nickname: 'Gold', trial_period_days: 7 },
    seller,
  );
  expect(changed).toMatchObject({ nickname: 'Gold', trial_period_days: 7 });
  const expanded = await stripe.plans.retrieve('gold', { expand: ['product'] }, seller);
  expect(expanded.product).toMatchObject({ name: 'Gold' });
  const listed = async () => (await stripe.plans.list({}, seller)).data.map(({ id }) => id);
  expect(await listed()).toHaveLength(2);
  expect(await stripe.plans.del('gold', {}, seller)).toEqual({
    id: 'gold',
    object: 'plan',
    deleted: true,
  });
  expect(await listed()).toHaveLength(1);
  expect(await failure(stripe.plans.retrieve('gold', {}, seller))).toMatchObject({
    code: 'resource_missing',
  });
  const items = { customer, items: [{ plan: 'gold' }] };
  expect(await failure(stripe.subscriptions.create(items, seller))).toMatchObject({
    statusCode: 400,
  });
  const kept = await stripe.subscriptions.retrieve(subscription.id, {}, seller);
  expect(kept.status).toBe('active');
});

test('a change is told as one of the plan and of the price, and none where nothing changed', async () => {
  const { stripe } = await billing();
  await stripe.plans.create({
    id: 'gold',
    amount: 2000,
    currency: 'usd',
    interval: 'month',
    metadata: { cup: 'blue' },
    product: { name: 'Gold' },
  });
  const change = { metadata: { cup: 'red' }, nickname: 'Gold', trial_period_days: 7 };
  await stripe.plans.update('gold', change);
  await stripe.plans.update('gold', change);
  const told = async (type: Stripe.Event.Type) =>
    (await stripe.events.list({ type })).data.map(({ data }) => data.previous_attributes);
  const before = { metadata: { cup: 'blue' }, nickname: null };
  expect(await told('plan.updated')).toEqual([{ ...before, trial_period_days: null }]);
  expect(await told('price.updated')).toEqual([
    { ...before, recurring: { trial_period_days: null } },
  ]);
});

test('one of the same id, or of no product, is refused', async () => {
  const { stripe } = await billing();
  const gold = {
    id: 'gold',
    currency: 'usd',
    interval: 'year',
    product: { name: 'Gold' },
  } as const;
  expect(await stripe.plans.create(gold)).toMatchObject({ amount: 0 });
  expect(await failure(stripe.plans.create(gold))).toMatchObject({
    code: 'resource_already_exists',
  });
  const { product: _, ...bare } = gold;
  expect(await failure(stripe.plans.create({ ...bare, id: 'silver' }))).toMatchObject({
    param: 'product',
  });
});
