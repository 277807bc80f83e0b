/**
 * Products and Prices: what is sold, and for how much
 * (docs.stripe.com/products-prices/how-products-and-prices-work).
 */
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { eventTypes, failure, scene } from '../resources/scene';

test('a product with its first price', async () => {
  const { stripe, seller } = await scene();
  const { default_price, ...product } = await stripe.products.create(
    {
      name: 'Coffee',
      description: 'A bag a month',
      default_price_data: { currency: 'EUR', unit_amount: 1500, recurring: { interval: 'month' } },
      expand: ['default_price'],
    },
    seller,
  );
  expect(product).toMatchObject({ active: true, name: 'Coffee', type: 'service', images: [] });
  expect(default_price).toMatchObject({
    object: 'price',
    product: product.id,
    currency: 'eur',
    unit_amount: 1500,
    type: 'recurring',
    recurring: {
      interval: 'month',
      interval_count: 1,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
  });
  expect(await eventTypes(stripe, seller)).toEqual([
    'product.created',
    'plan.created',
    'price.created',
    'product.updated',
  ]);
  expect(await eventTypes(stripe)).not.toContain('price.created');
});

test('prices are of the account that made them', async () => {
  const { stripe, seller, account } = await scene();
  const own = await stripe.products.create({ name: 'Coffee' }, seller);
  const refused = await failure(
    stripe.prices.create({ currency: 'usd', unit_amount: 1, product: own.id }),
  );
  expect([refused.statusCode, refused.code, refused.param]).toEqual([
    400,
    'resource_missing',
    'product',
  ]);
  const price = await stripe.prices.create(
    { currency: 'eur', unit_amount: 1, product: own.id },
    seller,
  );
  expect((await failure(stripe.prices.retrieve(price.id))).message).toBe(
    `No such price: '${price.id}'`,
  );
  expect(account).not.toBe('');
});

test('amounts of fractions, and in several currencies', async () => {
  const { stripe } = await scene();
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount_decimal: Stripe.Decimal.from('12.50'),
    currency_options: { EUR: { unit_amount: 11 }, jpy: { unit_amount: 1800 } },
    product_data: { name: 'Beans' },
    expand: ['currency_options'],
  });
  expect([price.unit_amount, String(price.unit_amount_decimal)]).toEqual([null, '12.5']);
  const options = Object.entries(price.currency_options ?? {});
  expect(options.map(([currency, { unit_amount }]) => [currency, unit_amount]).sort()).toEqual([
    ['eur', 11],
    ['jpy', 1800],
    ['usd', null],
  ]);
  // Shown on request only.
  expect(await stripe.prices.retrieve(price.id)).not.toHaveProperty('currency_options');
  const changed = await stripe.prices.update(price.id, {
    currency_options: { gbp: { unit_amount: 9 } },
    expand: ['currency_options'],
  });
  expect(Object.keys(changed.currency_options ?? {}).sort()).toEqual(['eur', 'gbp', 'jpy', 'usd']);
  const { data } = await stripe.events.list({ type: 'price.updated' });
  expect(data.map(({ data: { object } }) => object)).toMatchObject([{ id: price.id }]);
});

test('a recurring price that changes is told of as the plan that it is, too', async () => {
  const { stripe } = await scene();
  const { id } = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Souk Plus' },
  });
  const gbp = { unit_amount: 700 };
  await stripe.prices.update(id, { nickname: 'Monthly', currency_options: { gbp } });
  const types = ['plan.updated', 'price.updated'];
  const { data } = await stripe.events.list({ types });
  const told = data.map(({ type, data: { object, previous_attributes: was } }) => [
    type,
    (object as { id: string }).id,
    Object.keys(was ?? {}).sort(),
  ]);
  expect(told.sort()).toEqual([
    ['plan.updated', id, ['nickname']],
    ['price.updated', id, ['currency_options', 'nickname']],
  ]);
  // A plan has no other currencies to tell of.
  await stripe.prices.update(id, { currency_options: { eur: { unit_amount: 800 } } });
  const later = await stripe.events.list({ types });
  expect(later.data.map(({ type }) => type).sort()).toEqual([
    'plan.updated',
    'price.updated',
    'price.updated',
  ]);
});

test('a lookup key names one price, and can be handed on', async () => {
  const { stripe } = await scene();
  const { id: product } = await stripe.products.create({ name: 'Box' });
  const given = { currency: 'usd', unit_amount: 900, product, lookup_key: 'weekly-box' };
  const first = await stripe.prices.create(given);
  const clash = await failure(stripe.prices.create(given));
  expect(clash.message).toBe(`A price (\`${first.id}\`) already uses that lookup key.`);
  const second = await stripe.prices.create({ ...given, transfer_lookup_key: true });
  const { data } = await stripe.prices.list({ lookup_keys: ['weekly-box'] });
  expect(data.map(({ id }) => id)).toEqual([second.id]);
  expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull();
});

test('what is listed: by product, kind, interval, currency', async () => {
  const { stripe } = await scene();
  const { id: product } = await stripe.products.create({ name: 'Box' });
  const { id: other } = await stripe.products.create({ name: 'Mug', active: false });
  const make = (given: Omit<Stripe.PriceCreateParams, 'unit_amount'>) =>
    stripe.prices.create({ unit_amount: 900, ...given });
  const weekly = await make({ product, currency: 'usd', recurring: { interval: 'week' } });
  const once = await make({ product, currency: 'usd' });
  const mug = await make({ product: other, currency: 'eur', active: false });
  const ids = async (given: Stripe.PriceListParams) =>
    (await stripe.prices.list(given)).data.map(({ id }) => id);
  expect(await ids({ product })).toEqual([once.id, weekly.id]);
  expect(await ids({ type: 'recurring' })).toEqual([weekly.id]);
  expect(await ids({ recurring: { interval: 'week' } })).toEqual([weekly.id]);
  expect(await ids({ currency: 'eur' })).toEqual([mug.id]);
  expect(await ids({ active: true })).toEqual([once.id, weekly.id]);
  const { data } = await stripe.products.list({ active: false });
  expect(data.map(({ id }) => id)).toEqual([other]);
});

test('a product is deleted while it has no price', async () => {
  const { stripe } = await scene();
  const { id } = await stripe.products.create({ name: 'Gone', id: 'gone' });
  expect(await stripe.products.del(id)).toMatchObject({ id: 'gone', deleted: true });
  expect((await failure(stripe.products.retrieve(id))).statusCode).toBe(404);
  const { id: sold } = await stripe.products.create({ name: 'Stays' });
  await stripe.prices.create({ currency: 'usd', unit_amount: 1, product: sold });
  expect((await failure(stripe.products.del(sold))).message).toMatch(/cannot be deleted/);
});

test.each([
  ['tiers', { billing_scheme: 'tiered', tiers_mode: 'volume' }, /Tiered prices/],
  ['metered usage', { recurring: { interval: 'month', usage_type: 'metered' } }, /Metered prices/],
  ['no amount', { unit_amount: undefined }, /exactly one of `unit_amount`/],
  ['two amounts', { custom_unit_amount: { enabled: true } }, /exactly one of `unit_amount`/],
  [
    'too long an interval',
    { recurring: { interval: 'year', interval_count: 4 } },
    /between 1 and 3/,
  ],
  ['an unknown currency', { currency: 'zzz' }, /Invalid currency: zzz/],
  ['less than nothing', { unit_amount: -1 }, /non-negative/],
] as const)('refused: %s', async (_, given, message) => {
  const { stripe } = await scene();
  const price = { currency: 'usd', unit_amount: 100, product_data: { name: 'X' }, ...given };
  const error = await failure(stripe.prices.create(price as Stripe.PriceCreateParams));
  expect(error.statusCode).toBe(400);
  expect(error.message).toMatch(message);
  expect((await stripe.products.list()).data).toEqual([]);
});
