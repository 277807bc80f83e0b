import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

describe('endpoints', () => {
  test('the secret is shown once; all else can be read, changed and deleted', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    const made = await stripe.webhookEndpoints.create({
      url: 'https://shop.example/hooks',
      enabled_events: ['charge.succeeded'],
      description: 'orders',
      metadata: { a: '1' },
    });
    expect(made.secret).toMatch(/^whsec_\w{32}$/);
    const read = await stripe.webhookEndpoints.retrieve(made.id);
    expect(read).toEqual({ ...made, secret: undefined });
    expect('secret' in read).toBe(false);
    const changed = await stripe.webhookEndpoints.update(made.id, {
      enabled_events: ['charge.failed'],
      url: 'http://127.0.0.1:9/x',
      disabled: true,
    });
    expect(changed).toMatchObject({
      enabled_events: ['charge.failed'],
      url: 'http://127.0.0.1:9/x',
      status: 'disabled',
      description: 'orders',
    });
    expect((await stripe.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([made.id]);
    expect(await stripe.webhookEndpoints.del(made.id)).toEqual({
      id: made.id,
      object: 'webhook_endpoint',
      deleted: true,
    });
    await expect(stripe.webhookEndpoints.retrieve(made.id)).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  test('addresses are checked, and there are 16 at most', async () => {
    const emulator = await startEmulator();
    const stripe = stripeFor(emulator);
    for (const url of ['shop.example', 'ftp://shop.example', 'javascript:alert(1)']) {
      await expect(
        stripe.webhookEndpoints.create({ url, enabled_events: ['*'] }),
      ).rejects.toMatchObject({ code: 'url_invalid', param: 'url' });
    }
    const wrong = await call(emulator, '/v1/webhook_endpoints', {
      body: 'url=https://a.example&enabled_events[]=nonsense',
    });
    expect(wrong.json.error?.param).toBe('enabled_events[0]');
    for (let n = 0; n < 16; n += 1) {
      await stripe.webhookEndpoints.create({ url: `http://a.example/${n}`, enabled_events: ['*'] });
    }
    await expect(
      stripe.webhookEndpoints.create({ url: 'http://a.example/17', enabled_events: ['*'] }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });
});

test('events are listed by type, types and group', async () => {
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
  await expect(types({ type: 'a', types: ['b'] })).rejects.toMatchObject({ statusCode: 400 });
});
