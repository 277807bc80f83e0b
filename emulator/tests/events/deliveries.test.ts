import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { deliveries, settled } from './watch';

const all = ['*' as const];

describe('a delivery', () => {
  test('arrives signed, as the SDK verifies it', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    const { secret = '' } = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['customer.created'],
    });
    const customer = await stripe.customers.create(
      { name: 'Zoë ✓' },
      { idempotencyKey: 'key-of-zoe' },
    );
    await settled(emulator);
    const [received] = receiver.received;
    const { body = '', signature = '' } = received ?? {};
    const event = stripe.webhooks.constructEvent(body, signature, secret);
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_1\w{23}$/),
      object: 'event',
      type: 'customer.created',
      api_version: '2026-10-28.endive',
      created: customer.created,
      livemode: false,
      pending_webhooks: 1,
      data: { object: JSON.parse(JSON.stringify(customer)) },
      request: { id: customer.lastResponse.requestId, idempotency_key: 'key-of-zoe' },
    });
    expect(signature).toMatch(/^t=\d+,v1=[0-9a-f]{64}$/);
    expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
    expect(received).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': expect.stringMatching(/^Stripe\/1\.0 /),
        'content-length': String(Buffer.byteLength(body)),
      },
    });
  });

  test('is made of the events asked for; * is all of them; a disabled endpoint hears nothing', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const [some, every, none] = [
      await startReceiver(),
      await startReceiver(),
      await startReceiver(),
    ];
    await stripe.webhookEndpoints.create({ url: some.url, enabled_events: ['customer.updated'] });
    await stripe.webhookEndpoints.create({ url: every.url, enabled_events: all });
    const off = await stripe.webhookEndpoints.create({ url: none.url, enabled_events: all });
    await stripe.webhookEndpoints.update(off.id, { disabled: true });
    const { id } = await stripe.customers.create({ name: 'J' });
    await stripe.customers.update(id, { name: 'K' });
    await settled(emulator);
    expect(some.received.map(({ event }) => event.type)).toEqual(['customer.updated']);
    expect(some.received[0]?.event.data.previous_attributes).toEqual({ name: 'J' });
    expect(every.received.map(({ event }) => event.type).sort()).toEqual([
      'customer.created',
      'customer.updated',
    ]);
    expect(none.received).toEqual([]);
  });

  test('names the version of the endpoint, or else that of the account', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const [old, current] = [await startReceiver(), await startReceiver()];
    const api_version = '2025-03-31.basil' as const;
    await stripe.webhookEndpoints.create({ url: old.url, enabled_events: all, api_version });
    await stripe.webhookEndpoints.create({ url: current.url, enabled_events: all });
    await stripe.customers.create({});
    await settled(emulator);
    expect(old.received[0]?.event.api_version).toBe(api_version);
    expect(current.received[0]?.event.api_version).toBe('2026-10-28.endive');
    expect((await stripe.events.list()).data[0]?.api_version).toBe('2026-10-28.endive');
  });

  test('is logged with status, duration and the start of what was answered', async () => {
    const emulator = await startEmulator({ settings: { webhookRetryMs: [1] } });
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    receiver.answerWith(503);
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: all,
    });
    await stripe.customers.create({});
    const [delivery] = await settled(emulator);
    const [event] = (await stripe.events.list()).data;
    expect(delivery).toMatchObject({
      id: expect.stringMatching(/^whd_/),
      event: { id: event?.id, type: 'customer.created' },
      endpoint: { id: endpoint.id, url: receiver.url },
      status: 'delivered',
      next_attempt_at: null,
      attempts: [
        {
          at: expect.any(Number),
          duration_ms: expect.any(Number),
          status: 503,
          error: 'The endpoint answered 503.',
          response_body: 'answer 503',
        },
        { status: 200, error: null, response_body: 'answer 200' },
      ],
    });
    const none = await deliveries(emulator, '?type=charge.*');
    expect(none).toEqual([]);
    expect(await deliveries(emulator, `?type=customer.*&event=${event?.id}&limit=1`)).toEqual([
      delivery,
    ]);
  });

  test('to one endpoint does not wait for another that is slow', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const [slow, quick] = [await startReceiver(), await startReceiver()];
    slow.answerWith(...Array<number>(20).fill(0));
    await stripe.webhookEndpoints.create({ url: slow.url, enabled_events: all });
    await stripe.webhookEndpoints.create({ url: quick.url, enabled_events: all });
    for (let n = 0; n < 20; n += 1) await stripe.customers.create({});
    await expect.poll(() => quick.received.length).toBe(20);
  });
});

describe('Connect', () => {
  test('a platform hears of itself, its connect endpoint of others, with the account named', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const account = await seedAccount(emulator);
    const seller = { stripeAccount: account };
    const [platform, connect, own] = [
      await startReceiver(),
      await startReceiver(),
      await startReceiver(),
    ];
    await stripe.webhookEndpoints.create({ url: platform.url, enabled_events: all });
    await stripe.webhookEndpoints.create({
      url: connect.url,
      enabled_events: all,
      connect: true,
    });
    await stripe.webhookEndpoints.create({ url: own.url, enabled_events: all }, seller);
    const here = await stripe.customers.create({ name: 'here' });
    const there = await stripe.customers.create({ name: 'there' }, seller);
    await settled(emulator);
    const seen = (receiver: typeof platform) =>
      receiver.received.map(({ event }) => [
        (event.data.object as { id: string }).id,
        event.account,
      ]);
    expect(seen(platform)).toEqual([[here.id, undefined]]);
    expect(seen(connect)).toEqual([[there.id, account]]);
    expect(seen(own)).toEqual([[there.id, undefined]]);
    // One event with two listeners; each account lists its own.
    const [event] = (await stripe.events.list({}, seller)).data;
    expect(event).toMatchObject({ type: 'customer.created', pending_webhooks: 0 });
    expect(event).not.toHaveProperty('account');
    expect((await stripe.events.list()).data).toHaveLength(1);
    await expect(stripe.events.retrieve(event?.id ?? '')).rejects.toMatchObject({
      code: 'resource_missing',
      statusCode: 404,
    });
  });
});

describe('a rolled secret', () => {
  test('signs beside the new one for a while', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    const { id, secret: old = '' } = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: all,
    });
    const roll = async (body: object) =>
      (
        await control<{ secret: string }>(
          emulator,
          'POST',
          `/webhook_endpoints/${id}/roll_secret`,
          body,
        )
      ).secret;
    const fresh = await roll({ expires_in_ms: 3_600_000 });
    expect(fresh).toMatch(/^whsec_\w{32}$/);
    await stripe.customers.create({});
    await settled(emulator);
    const [first = { body: '', signature: '' }] = receiver.received;
    expect(first.signature).toMatch(/^t=\d+,v1=\w{64},v1=\w{64}$/);
    for (const secret of [old, fresh]) {
      stripe.webhooks.constructEvent(first.body, first.signature, secret);
    }
    const last = await roll({});
    await stripe.customers.create({});
    await settled(emulator);
    const { body = '', signature = '' } = receiver.received[1] ?? {};
    stripe.webhooks.constructEvent(body, signature, last);
    expect(() => stripe.webhooks.constructEvent(body, signature, fresh)).toThrow();
    await expect(roll({ expires_in_ms: 90_000_000 })).rejects.toThrow('expires_in_ms');
  });
});

describe('a resend', () => {
  test('is noted as such and leaves the retries as they are', async () => {
    const emulator = await startEmulator({ settings: { webhookRetryMs: [3_600_000] } });
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    receiver.answerWith(500);
    await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: all });
    await stripe.customers.create({});
    await expect.poll(async () => (await deliveries(emulator))[0]?.attempts.length).toBe(1);
    const [before] = await deliveries(emulator);
    const resent = await control(emulator, 'POST', `/deliveries/${before?.id}/resend`);
    expect(resent).toMatchObject({
      status: 'pending',
      next_attempt_at: before?.next_attempt_at,
      attempts: [
        { status: 500, trigger: 'automatic' },
        { status: 200, trigger: 'manual' },
      ],
    });
    expect((await stripe.events.list()).data[0]?.pending_webhooks).toBe(0);
  });

  test('needs an endpoint that is there and enabled', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const receiver = await startReceiver();
    const { id } = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: all,
    });
    await stripe.customers.create({});
    const [delivery] = await settled(emulator);
    await stripe.webhookEndpoints.update(id, { disabled: true });
    const resend = (which?: string) => control(emulator, 'POST', `/deliveries/${which}/resend`);
    await expect(resend(delivery?.id)).rejects.toThrow('400');
    await expect(resend('whd_none')).rejects.toThrow('404');
  });

  test('can be asked of the API as the command line of Stripe does', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const account = await seedAccount(emulator);
    const receiver = await startReceiver();
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['charge.succeeded'],
      connect: true,
    });
    await stripe.customers.create({}, { stripeAccount: account });
    const [event] = (await stripe.events.list({}, { stripeAccount: account })).data;
    const retry = (parameters: Record<string, string>) =>
      stripe.rawRequest('POST', `/v1/events/${event?.id}/retry`, parameters);
    const answer = await retry({ webhook_endpoint: endpoint.id, account });
    expect(answer).toMatchObject({ id: event?.id, object: 'event' });
    const [delivery] = await settled(emulator);
    expect(delivery).toMatchObject({ trigger: 'manual', status: 'delivered' });
    expect(receiver.received).toMatchObject([{ event: { id: event?.id, account } }]);
    await expect(retry({ webhook_endpoint: 'we_none', account })).rejects.toMatchObject({
      param: 'webhook_endpoint',
      code: 'resource_missing',
    });
    await expect(retry({ webhook_endpoint: endpoint.id })).rejects.toMatchObject({
      statusCode: 404,
    });
    await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    await expect(retry({ webhook_endpoint: endpoint.id, account })).rejects.toMatchObject({
      statusCode: 400,
    });
  });
});
