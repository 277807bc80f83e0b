import { expect, test } from 'vitest';
import Stripe from 'stripe';
import { failure, scene } from './scene';

test('an ephemeral key is for a customer, tells its secret once, and can be ended', async () => {
  const { stripe, jenny } = await scene();
  const options = { apiVersion: Stripe.API_VERSION };
  const key = await stripe.ephemeralKeys.create({ customer: jenny }, options);
  expect(key).toMatchObject({
    object: 'ephemeral_key',
    associated_objects: [{ id: jenny, type: 'customer' }],
    expires: key.created + 3600,
    livemode: false,
  });
  expect(key.id).toMatch(/^ephkey_/);
  expect(key.secret).toMatch(/^ek_test_/);
  const ended = await stripe.ephemeralKeys.del(key.id);
  expect(ended).not.toHaveProperty('secret');
  expect(ended.expires).toBeLessThan(key.expires);
  expect(await failure(stripe.ephemeralKeys.del(key.id))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
});

test('it has to be for a customer that there is', async () => {
  const { stripe } = await scene();
  const options = { apiVersion: Stripe.API_VERSION };
  const make = (given: Stripe.EphemeralKeyCreateParams) =>
    failure(stripe.ephemeralKeys.create(given, options));
  expect(await make({})).toMatchObject({ code: 'parameter_missing', param: 'customer' });
  expect(await make({ customer: 'cus_none' })).toMatchObject({ code: 'resource_missing' });
  expect(await make({ issuing_card: 'ic_1' })).toMatchObject({ param: 'issuing_card' });
});
