/** Test clocks: customers that go by a time of their own (docs.stripe.com/billing/testing/test-clocks). */
import { expect, test } from 'vitest';
import { eventTypes, eventually, failure, scene, type Scene } from '../resources/scene';
import { control } from '../support/raw-call';

const start = 1_800_000_000;
const day = 24 * 60 * 60;

async function until({ stripe }: Scene, clock: string, options = {}) {
  return eventually(async () => {
    const found = await stripe.testHelpers.testClocks.retrieve(clock, {}, options);
    return found.status === 'ready' ? found : null;
  });
}

test('a clock stands, is advanced, and becomes ready by itself', async () => {
  const here = await scene();
  const { testClocks } = here.stripe.testHelpers;
  const clock = await testClocks.create({ frozen_time: start, name: 'A year' });
  expect(clock).toMatchObject({ frozen_time: start, status: 'ready', status_details: {} });
  const advancing = await testClocks.advance(clock.id, { frozen_time: start + 30 * day });
  expect(advancing).toMatchObject({
    frozen_time: start,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: start + 30 * day } },
  });
  const ready = await until(here, clock.id);
  expect(ready).toMatchObject({ frozen_time: start + 30 * day, status_details: {} });
  expect((await eventTypes(here.stripe)).slice(-3)).toEqual([
    'test_helpers.test_clock.created',
    'test_helpers.test_clock.advancing',
    'test_helpers.test_clock.ready',
  ]);
});

test('a clock of a connected account is that account’s', async () => {
  const here = await scene();
  const { testClocks } = here.stripe.testHelpers;
  const { id } = await testClocks.create({ frozen_time: start }, here.seller);
  const customer = await here.stripe.customers.create({ test_clock: id }, here.seller);
  expect(customer).toMatchObject({ test_clock: id, created: start });
  await testClocks.advance(id, { frozen_time: start + day }, here.seller);
  expect((await until(here, id, here.seller)).frozen_time).toBe(start + day);
  const later = await here.stripe.customers.create(
    { test_clock: id, expand: ['test_clock'] },
    here.seller,
  );
  expect(later.created).toBe(start + day);
  expect(later.test_clock).toMatchObject({ id, object: 'test_helpers.test_clock' });
  expect((await failure(testClocks.retrieve(id))).code).toBe('resource_missing');
  expect((await failure(here.stripe.customers.create({ test_clock: id }))).statusCode).toBe(400);
});

test('customers of a clock are listed by their clock only, and go with it', async () => {
  const { stripe } = await scene();
  const { id } = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  const customer = await stripe.customers.create({ test_clock: id });
  const listed = async (given = {}) => (await stripe.customers.list(given)).data.map((c) => c.id);
  expect(await listed()).not.toContain(customer.id);
  expect(await listed({ test_clock: id })).toEqual([customer.id]);
  expect(await stripe.testHelpers.testClocks.del(id)).toMatchObject({ id, deleted: true });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
  expect((await stripe.testHelpers.testClocks.list()).data).toEqual([]);
});

test('a clock is deleted after thirty days of the emulator’s time', async () => {
  const { emulator, stripe } = await scene();
  const { id, created, deletes_after } = await stripe.testHelpers.testClocks.create({
    frozen_time: start,
  });
  expect(deletes_after - created).toBe(30 * day);
  await control(emulator, 'POST', '/clock', { advance_seconds: 30 * day + 1 });
  expect((await failure(stripe.testHelpers.testClocks.retrieve(id))).statusCode).toBe(404);
});

test('refused: back, too far, a fourth customer', async () => {
  const here = await scene();
  const { testClocks } = here.stripe.testHelpers;
  const { id } = await testClocks.create({ frozen_time: start });
  expect((await failure(testClocks.advance(id, { frozen_time: start }))).message).toMatch(/later/);
  const far = await failure(testClocks.advance(id, { frozen_time: start + 800 * day }));
  expect(far.message).toMatch(/two years/);
  for (let count = 0; count < 3; count += 1) await here.stripe.customers.create({ test_clock: id });
  expect((await failure(here.stripe.customers.create({ test_clock: id }))).message).toMatch(
    /up to 3/,
  );
});

test('a customer of a clock has up to three subscriptions', async () => {
  const { stripe } = await scene();
  const { id: clock } = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  const { id: customer } = await stripe.customers.create({ test_clock: clock });
  const recurring = { interval: 'month' } as const;
  const product_data = { name: 'Coffee' };
  const given = { currency: 'eur', unit_amount: 0, recurring, product_data };
  const { id: price } = await stripe.prices.create(given);
  const subscribe = () => stripe.subscriptions.create({ customer, items: [{ price }] });
  const [{ id }] = [await subscribe(), await subscribe(), await subscribe()];
  expect((await failure(subscribe())).message).toMatch(/up to 3/);
  // What is only looked at takes no room.
  const subscription_details = { items: [{ price }] };
  const preview = await stripe.invoices.createPreview({ customer, subscription_details });
  expect(preview.lines.data).toHaveLength(1);
  await stripe.subscriptions.cancel(id);
  expect((await subscribe()).status).toBe('active');
});
