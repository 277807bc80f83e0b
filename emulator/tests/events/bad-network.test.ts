import { expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { settled } from './watch';

const hits = 3;

/** Each of them hits three times at most, so that a client that tries ten times gets through. */
const misfortunes = [
  { action: 'reset', seed: 1 },
  { action: 'drop', seed: 2 },
  { action: 'lock_timeout', seed: 3 },
].map((fault) => ({ ...fault, method: 'POST', probability: 0.4, times: hits }));

test('on a bad network there is one object and one event for each call, told at least once', async () => {
  const emulator = await startEmulator({ settings: { webhookRetryMs: [1, 1, 1] } });
  const receiver = await startReceiver();
  await stripeFor(emulator).webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
  for (const fault of misfortunes) await control(emulator, 'POST', '/faults', fault);
  for (const plan of [{ action: 'duplicate_event' }, { action: 'reorder_event', delay_ms: 100 }]) {
    const often = { probability: 0.5, seed: 4, times: 5 };
    await control(emulator, 'POST', '/faults', { ...plan, ...often });
  }
  receiver.answerWith(500, 200, 500);

  const stripe = stripeFor(emulator, { retries: misfortunes.length * hits });
  const names = Array.from({ length: 12 }, (_, n) => `customer ${n}`);
  const made = await Promise.all(names.map((name) => stripe.customers.create({ name })));

  const { data } = await stripe.customers.list({ limit: 100 });
  expect(data.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(new Set(data.map(({ id }) => id))).toEqual(new Set(made.map(({ id }) => id)));
  const found = await settled(emulator);
  expect(found.every(({ status }) => status === 'delivered')).toBe(true);
  const events = await stripe.events.list({ limit: 100 });
  expect(events.data).toHaveLength(names.length);
  expect(new Set(receiver.received.map(({ event }) => event.id))).toEqual(
    new Set(events.data.map(({ id }) => id)),
  );
  expect(receiver.received.length).toBeGreaterThan(names.length);
  const faults = await control<{ data: { hits: number }[] }>(emulator, 'GET', '/faults');
  expect(faults.data.slice(0, misfortunes.length).map((fault) => fault.hits)).toEqual([3, 3, 3]);
}, 30_000);
