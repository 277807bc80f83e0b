import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { eventTypes, expectShape, failure, scene } from './scene';

const day = 24 * 60 * 60;

describe('an event', () => {
  test('has every field, and its object as it was then', async () => {
    const { stripe, jenny } = await scene();
    const updated = await stripe.customers.update(
      jenny,
      { name: 'Jenny', metadata: { size: 'M' } },
      { idempotencyKey: 'rename' },
    );
    await stripe.customers.update(jenny, { name: 'Jennifer', metadata: { size: '' } });
    const [last, first] = (await stripe.events.list({ type: 'customer.updated' })).data;
    if (!first || !last) throw new Error('The events are missing.');
    expectShape(first);
    expect(first).toEqual({
      id: expect.stringMatching(/^evt_/),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: expect.any(Number),
      data: {
        object: JSON.parse(JSON.stringify(updated)),
        previous_attributes: { name: null, metadata: { size: null } },
      },
      livemode: false,
      pending_webhooks: 0,
      request: { id: updated.lastResponse.requestId, idempotency_key: 'rename' },
      type: 'customer.updated',
    });
    // A key that is gone shows its value, and nothing else of what it was in.
    expect(last.data.previous_attributes).toEqual({ name: 'Jenny', metadata: { size: 'M' } });
    expect(await stripe.events.retrieve(first.id)).toEqual(first);
  });

  test('of a DELETE names the request and no key', async () => {
    const { stripe, jenny } = await scene();
    const { lastResponse } = await stripe.customers.del(jenny, {}, { idempotencyKey: 'gone' });
    const [event] = (await stripe.events.list({ type: 'customer.deleted' })).data;
    expect(event?.request).toEqual({ id: lastResponse.requestId, idempotency_key: null });
  });

  test('of the emulator itself names no request', async () => {
    const { stripe } = await scene({ settings: { settleDelayMs: 0 } });
    await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      return_url: 'http://localhost/back',
    });
    await expect.poll(() => eventTypes(stripe)).toContain('charge.updated');
    const [event] = (await stripe.events.list({ type: 'charge.updated' })).data;
    expect(event?.request).toEqual({ id: null, idempotency_key: null });
  });

  test('is not written for a call that changed nothing or failed', async () => {
    const { stripe, jenny } = await scene();
    await stripe.customers.update(jenny, { email: 'jenny@example.com' });
    await failure(stripe.customers.update(jenny, { name: 'x'.repeat(10), source: 'tok_none' }));
    expect(await eventTypes(stripe)).toEqual(['customer.created']);
  });

  test('is not written for an update to what is there already, whatever is updated', async () => {
    const { stripe, jenny } = await scene();
    const metadata = { cup: 'blue' };
    const product = await stripe.products.create({ name: 'Coffee', metadata });
    const terms = { currency: 'usd', unit_amount: 500, lookup_key: 'coffee' } as const;
    const price = await stripe.prices.create({ ...terms, product: product.id, metadata });
    await stripe.customers.createBalanceTransaction(jenny, { amount: 0, currency: 'usd' });
    const before = await eventTypes(stripe);
    await stripe.products.update(product.id, { name: 'Coffee', metadata });
    await stripe.prices.update(price.id, { active: true, lookup_key: 'coffee', metadata });
    await stripe.customers.createBalanceTransaction(jenny, { amount: 0, currency: 'usd' });
    expect(await eventTypes(stripe)).toEqual(before);
    await stripe.customers.createBalanceTransaction(jenny, { amount: -250, currency: 'usd' });
    const [event] = (await stripe.events.list({ type: 'customer.updated' })).data;
    expect(event?.data.previous_attributes).toEqual({ balance: 0 });
  });

  test('is written once for a call that is repeated', async () => {
    const { stripe } = await scene();
    const key = { idempotencyKey: 'once' };
    await stripe.customers.create({ name: 'twice' }, key);
    await stripe.customers.create({ name: 'twice' }, key);
    expect(await eventTypes(stripe)).toEqual(['customer.created', 'customer.created']);
  });

  test('can be read for 30 days by the clock', async () => {
    const { emulator, stripe } = await scene();
    const [event] = (await stripe.events.list()).data;
    const id = event?.id ?? '';
    await control(emulator, 'POST', '/clock', { advance_ms: 29 * day * 1000 });
    expect((await stripe.events.list()).data).toHaveLength(1);
    await control(emulator, 'POST', '/clock', { advance_ms: 2 * day * 1000 });
    expect((await stripe.events.list()).data).toEqual([]);
    expect(await failure(stripe.events.retrieve(id))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: `No such event: '${id}'`,
      param: 'id',
    });
  });
});

describe('a list of events', () => {
  test('is by type, types and group', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const { id } = await stripe.customers.create({ name: 'a' });
    await stripe.customers.update(id, { name: 'b' });
    await stripe.setupIntents.create({});
    const types = async (parameters: Stripe.EventListParams) =>
      (await stripe.events.list(parameters)).data.map(({ type }) => type);
    expect(await types({ type: 'customer.updated' })).toEqual(['customer.updated']);
    expect(await types({ type: 'customer.*' })).toEqual(['customer.updated', 'customer.created']);
    expect(await types({ types: ['customer.created', 'setup_intent.created'] })).toEqual([
      'setup_intent.created',
      'customer.created',
    ]);
    expect(await failure(types({ type: 'a', types: ['b'] }))).toMatchObject({ statusCode: 400 });
    const many = Array.from({ length: 21 }, (_, n) => `type.${n}`);
    expect(await failure(types({ types: many }))).toMatchObject({
      statusCode: 400,
      param: 'types',
    });
  });

  test('is by time and in pages, newest first', async () => {
    let now = Date.UTC(2026, 10, 1);
    const emulator = await startEmulator({ clock: () => now });
    const stripe = stripeFor(emulator);
    for (let n = 0; n < 4; n += 1) {
      await stripe.customers.create({ name: String(n) });
      now += 60_000;
    }
    const { data } = await stripe.events.list({ limit: 2 });
    const created = data.map((event) => event.created);
    expect(created).toEqual([now / 1000 - 60, now / 1000 - 120]);
    const rest = await stripe.events.list({ starting_after: data[1]?.id ?? '' });
    expect(rest.data).toHaveLength(2);
    expect(rest.has_more).toBe(false);
    const back = await stripe.events.list({ ending_before: rest.data[0]?.id ?? '' });
    expect(back.data.map(({ id }) => id)).toEqual(data.map(({ id }) => id));
    const late = await stripe.events.list({ created: { gte: created[1] ?? 0 } });
    expect(late.data.map(({ id }) => id)).toEqual(data.map(({ id }) => id));
  });
});
