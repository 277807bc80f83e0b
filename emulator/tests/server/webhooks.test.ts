import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../server/emulator';
import type { Delivery } from '../../store/system-kinds';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';

const quick = { webhookRetryMs: [1, 2] };

async function deliveries(emulator: Emulator, query = ''): Promise<Delivery[]> {
  const path_ = `/deliveries${query}`;
  return (await control<{ data: Delivery[] }>(emulator, 'GET', path_)).data;
}

/** Waits until nothing is on its way any more. */
async function settled(emulator: Emulator): Promise<Delivery[]> {
  await expect.poll(async () => (await deliveries(emulator, '?status=pending')).length).toBe(0);
  return deliveries(emulator);
}

describe('delivery', () => {
  test('an event arrives signed, as the SDK verifies it', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    const { secret } = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['customer.created'],
    });
    const customer = await stripe.customers.create(
      { name: 'Zoë ✓' },
      { idempotencyKey: 'key-of-zoe' },
    );
    await expect.poll(() => receiver.received.length).toBe(1);
    const [{ body, signature } = { body: '', signature: '' }] = receiver.received;
    const event = stripe.webhooks.constructEvent(body, signature, secret ?? '');
    expect(event).toMatchObject({
      object: 'event',
      type: 'customer.created',
      api_version: '2026-10-28.endive',
      livemode: false,
      pending_webhooks: 1,
      data: { object: { id: customer.id, name: 'Zoë ✓' } },
      request: { id: customer.lastResponse.requestId, idempotency_key: 'key-of-zoe' },
    });
    expect(event).not.toHaveProperty('account');
    expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    await settled(emulator);
    expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  });

  test('only the events asked for arrive; * is all of them; a disabled endpoint hears nothing', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const some = await startReceiver();
    const all = await startReceiver();
    const none = await startReceiver();
    await stripe.webhookEndpoints.create({ url: some.url, enabled_events: ['customer.updated'] });
    await stripe.webhookEndpoints.create({ url: all.url, enabled_events: ['*'] });
    const off = await stripe.webhookEndpoints.create({ url: none.url, enabled_events: ['*'] });
    await stripe.webhookEndpoints.update(off.id, { disabled: true });
    const { id } = await stripe.customers.create({ name: 'J' });
    await stripe.customers.update(id, { name: 'K' });
    await settled(emulator);
    expect(some.received.map(({ event }) => event.type)).toEqual(['customer.updated']);
    expect(some.received[0]?.event.data.previous_attributes).toEqual({ name: 'J' });
    expect(all.received.map(({ event }) => event.type).sort()).toEqual([
      'customer.created',
      'customer.updated',
    ]);
    expect(none.received).toEqual([]);
  });

  test('events of connected accounts go to connect endpoints, with the account named', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const account = await seedAccount(emulator);
    const platform = await startReceiver();
    const connect = await startReceiver();
    await stripe.webhookEndpoints.create({ url: platform.url, enabled_events: ['*'] });
    await stripe.webhookEndpoints.create({
      url: connect.url,
      enabled_events: ['*'],
      connect: true,
    });
    const here = await stripe.customers.create({ name: 'here' });
    const there = await stripe.customers.create({ name: 'there' }, { stripeAccount: account });
    await settled(emulator);
    const seen = (receiver: typeof platform) =>
      receiver.received.map(({ event }) => [
        (event.data.object as { id: string }).id,
        event.account,
      ]);
    expect(seen(platform)).toEqual([[here.id, undefined]]);
    expect(seen(connect)).toEqual([[there.id, account]]);
    const own = await stripe.events.list({}, { stripeAccount: account });
    expect(own.data.map(({ type }) => type)).toEqual(['customer.created']);
    expect((await stripe.events.list()).data.map(({ account: of }) => of)).toEqual([undefined]);
  });
});

describe('retries', () => {
  test('come, newly signed, until the endpoint says 2xx', async () => {
    const emulator = await startEmulator({ settings: quick });
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    receiver.answerWith(500, 302);
    const { secret } = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['*'],
    });
    await stripe.customers.create({});
    const [delivery] = await settled(emulator);
    expect(delivery).toMatchObject({
      status: 'delivered',
      next_attempt_at: null,
      attempts: [{ status: 500 }, { status: 302 }, { status: 200, error: null }],
    });
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    for (const { body, signature } of receiver.received) {
      stripe.webhooks.constructEvent(body, signature, secret ?? '');
    }
  });

  test('end as failed, and can be sent again by hand', async () => {
    const emulator = await startEmulator({ settings: quick });
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    receiver.answerWith(400, 400, 400);
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    await stripe.customers.create({});
    const [failed] = await settled(emulator);
    expect(failed).toMatchObject({ status: 'failed', next_attempt_at: null });
    expect(failed?.attempts).toHaveLength(3);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
    const resent = await control(emulator, 'POST', `/deliveries/${failed?.id}/resend`);
    expect(resent).toMatchObject({ status: 'delivered' });
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    await control(emulator, 'POST', `/deliveries/${failed?.id}/resend`);
    expect(receiver.received).toHaveLength(5);
  });

  test('an endpoint that is not there is noted with the reason', async () => {
    const emulator = await startEmulator({ settings: { webhookRetryMs: [] } });
    const stripe = stripeFor(emulator);
    // Nothing listens on port 1.
    await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: ['*'] });
    await stripe.customers.create({});
    const [delivery] = await settled(emulator);
    expect(delivery).toMatchObject({ status: 'failed', attempts: [{ status: null }] });
    expect(delivery?.attempts[0]?.error).toMatch(/\S/);
  });

  test('wait for the pause that is set for them', async () => {
    const emulator = await startEmulator({ settings: { webhookRetryMs: [1, 3_600_000] } });
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    receiver.answerWith(500, 500);
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
    await stripe.customers.create({});
    await expect.poll(async () => (await deliveries(emulator))[0]?.attempts.length).toBe(2);
    const [delivery] = await deliveries(emulator);
    const last = delivery?.attempts.at(-1)?.at ?? NaN;
    expect(delivery?.status).toBe('pending');
    expect(delivery?.next_attempt_at).toBeGreaterThanOrEqual(last + 3_600_000);
  });

  test('an event that was on its way when the emulator stopped is sent by the next one', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'emulator-webhooks-'));
    try {
      const receiver = await startReceiver();
      receiver.answerWith(0);
      const first = await createEmulator({ port: 0, dataDir });
      await stripeFor(first).webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
      await stripeFor(first).customers.create({});
      await expect.poll(() => receiver.received.length).toBe(1);
      await first.close();

      const second = await startEmulator({ dataDir });
      await expect.poll(() => receiver.received.length).toBe(2);
      const [delivery] = await settled(second);
      expect(delivery).toMatchObject({ status: 'delivered', attempts: [{ status: 200 }] });
      expect(receiver.received[1]?.event.id).toBe(receiver.received[0]?.event.id);
      await second.close();
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
