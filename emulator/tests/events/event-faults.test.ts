import { describe, expect, test } from 'vitest';
import type { Fault } from '../../server/faults';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { deliveries, settled } from './watch';

/** An emulator with an endpoint that hears everything, and a way to set faults. */
async function listening() {
  const emulator = await startEmulator();
  const stripe = stripeFor(emulator);
  const receiver = await startReceiver();
  await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
  return {
    emulator,
    stripe,
    types: () => receiver.received.map(({ event }) => event.type),
    ids: () => receiver.received.map(({ event }) => event.id),
    fault: (plan: object) => control<Fault>(emulator, 'POST', '/faults', plan),
  };
}

describe('duplicate_event', () => {
  test('sends one event several times, and counts its endpoint once', async () => {
    const { emulator, stripe, ids, fault } = await listening();
    const { id } = await fault({ action: 'duplicate_event', event: 'customer.created', copies: 3 });
    await stripe.customers.create({});
    const found = await settled(emulator);
    expect(found.map((delivery) => delivery.fault)).toEqual([id, id, id]);
    expect(ids()).toHaveLength(3);
    expect(new Set(ids()).size).toBe(1);
    expect((await stripe.events.list()).data).toMatchObject([{ pending_webhooks: 0 }]);
    // Only the first was to be hit.
    await stripe.customers.create({});
    await settled(emulator);
    expect(ids()).toHaveLength(4);
  });
});

describe('delay_event', () => {
  test('lets later events arrive first', async () => {
    const { emulator, stripe, types, fault } = await listening();
    await fault({ action: 'delay_event', event: '*.created', delay_ms: 3_000 });
    const { id } = await stripe.customers.create({ name: 'a' });
    await stripe.customers.update(id, { name: 'b' });
    await settled(emulator);
    expect(types()).toEqual(['customer.updated', 'customer.created']);
  });

  test('is for the account and the types that it names', async () => {
    const { emulator, stripe, fault } = await listening();
    const account = await seedAccount(emulator);
    const hour = { action: 'delay_event', delay_ms: 3_600_000, times: 0 };
    await fault({ ...hour, account });
    await fault({ ...hour, event: 'charge.*' });
    await stripe.customers.create({});
    expect(await settled(emulator)).toMatchObject([{ status: 'delivered', fault: null }]);
  });
});

describe('reorder_event', () => {
  test('holds an event back until a later one has arrived', async () => {
    const { emulator, stripe, types, fault } = await listening();
    await fault({ action: 'reorder_event', event: 'charge.succeeded' });
    await stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      capture_method: 'automatic',
      confirm: true,
      return_url: 'http://localhost/back',
    });
    await settled(emulator);
    const order = types();
    expect([...order].sort()).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    expect(order.indexOf('charge.succeeded')).toBeGreaterThan(
      order.indexOf('payment_intent.succeeded'),
    );
  });

  test('waits for the type that it names', async () => {
    const { emulator, stripe, types, fault } = await listening();
    await fault({
      action: 'reorder_event',
      event: 'customer.created',
      after: 'customer.deleted',
      delay_ms: 60_000,
    });
    const { id } = await stripe.customers.create({ name: 'a' });
    await stripe.customers.update(id, { name: 'b' });
    await expect.poll(types).toEqual(['customer.updated']);
    expect(await deliveries(emulator, '?status=pending')).toMatchObject([
      { event: { type: 'customer.created' }, attempts: [] },
    ]);
    await stripe.customers.del(id);
    await settled(emulator);
    expect(types()).toEqual(['customer.updated', 'customer.deleted', 'customer.created']);
  });

  test('lets go when nothing comes', async () => {
    const { emulator, stripe, types, fault } = await listening();
    await fault({ action: 'reorder_event', delay_ms: 20 });
    await stripe.customers.create({});
    await settled(emulator);
    expect(types()).toEqual(['customer.created']);
  });
});

test('faults of events leave calls alone, and the other way round', async () => {
  const { emulator, stripe, fault } = await listening();
  await fault({ action: 'delay_event', delay_ms: 3_600_000, event: 'charge.*' });
  await fault({ action: 'api_error', path: '/v1/charges' });
  await stripe.customers.create({});
  await settled(emulator);
  const { data } = await control<{ data: Fault[] }>(emulator, 'GET', '/faults');
  expect(data).toMatchObject([{ matched: 0 }, { matched: 0 }]);
});
