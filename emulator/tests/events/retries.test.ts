import { describe, expect, test } from 'vitest';
import type { Settings } from '../../server/contract';
import { startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { deliveries, settled } from './watch';

const all = ['*' as const];
const hour = 3_600_000;

/** An endpoint that hears all, and gives these answers first. */
async function listening(settings: Partial<Settings>, ...answers: number[]) {
  const emulator = await startEmulator({ settings });
  const stripe = stripeFor(emulator);
  const receiver = await startReceiver();
  receiver.answerWith(...answers);
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: all });
  return { emulator, stripe, receiver, endpoint };
}

describe('retries', () => {
  test('come, newly signed, until the endpoint says 2xx; a redirect is not followed', async () => {
    const { emulator, stripe, receiver, endpoint } = await listening(
      { webhookRetryMs: [1, 2] },
      500,
      302,
      204,
    );
    const { secret = '' } = endpoint;
    await stripe.customers.create({});
    const [delivery] = await settled(emulator);
    expect(delivery).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 500 }, { status: 302 }, { status: 204, error: null }],
    });
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    for (const { body, signature } of receiver.received) {
      stripe.webhooks.constructEvent(body, signature, secret);
    }
  });

  test('end as failed, and what is still pending is counted', async () => {
    const emulator = await startEmulator({ settings: { webhookRetryMs: [1, 2] } });
    const stripe = stripeFor(emulator);
    const [bad, good] = [await startReceiver(), await startReceiver()];
    bad.answerWith(400, 400, 400);
    await stripe.webhookEndpoints.create({ url: bad.url, enabled_events: all });
    await stripe.webhookEndpoints.create({ url: good.url, enabled_events: all });
    await stripe.customers.create({});
    const [failed] = (await settled(emulator)).filter(({ status }) => status === 'failed');
    expect(failed?.attempts).toHaveLength(3);
    const pending = await stripe.events.list({ delivery_success: false });
    expect(pending.data).toMatchObject([{ pending_webhooks: 1 }]);
    expect((await stripe.events.list({ delivery_success: true })).data).toEqual([]);
    const resent = await control(emulator, 'POST', `/deliveries/${failed?.id}/resend`);
    expect(resent).toMatchObject({ status: 'delivered' });
    // Once more changes nothing: each endpoint is counted once.
    await control(emulator, 'POST', `/deliveries/${failed?.id}/resend`);
    expect(bad.received).toHaveLength(5);
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    expect((await stripe.events.list({ delivery_success: true })).data).toMatchObject([
      { pending_webhooks: 0 },
    ]);
  });

  test('no answer in time and nobody there are noted with the reason', async () => {
    const emulator = await startEmulator({
      settings: { webhookRetryMs: [], webhookTimeoutMs: 1_000 },
    });
    const stripe = stripeFor(emulator);
    const silent = await startReceiver();
    silent.answerWith(0);
    await stripe.webhookEndpoints.create({ url: silent.url, enabled_events: all });
    // Nothing listens on port 1.
    await stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:1/', enabled_events: all });
    await stripe.customers.create({});
    const found = await settled(emulator);
    const why = (url: string) => found.find(({ endpoint }) => endpoint.url === url)?.attempts;
    expect(why(silent.url)).toMatchObject([
      { status: null, error: 'No answer within 1000 ms.', response_body: null },
    ]);
    expect(why('http://127.0.0.1:1/')).toMatchObject([
      { status: null, error: expect.stringContaining('ECONNREFUSED') },
    ]);
  });

  test('wait for the pause that is set for them', async () => {
    const { emulator, stripe } = await listening({ webhookRetryMs: [1, 3_600_000] }, 500, 500);
    await stripe.customers.create({});
    await expect.poll(async () => (await deliveries(emulator))[0]?.attempts.length).toBe(2);
    const [delivery] = await deliveries(emulator);
    const last = delivery?.attempts.at(-1)?.at ?? NaN;
    expect(delivery?.status).toBe('pending');
    expect(delivery?.next_attempt_at).toBeGreaterThanOrEqual(last + 3_600_000);
  });

  test('come when the clock is put forward to them, all those that were due by then', async () => {
    const { emulator, stripe, receiver } = await listening(
      { webhookRetryMs: [hour, 2 * hour, 24 * hour] },
      500,
      500,
      500,
      500,
    );
    const { created } = await stripe.customers.create({});
    const tries = async () => (await deliveries(emulator))[0]?.attempts ?? [];
    await expect.poll(async () => (await tries()).length).toBe(1);
    await control(emulator, 'POST', '/clock', { advance_ms: hour });
    await expect.poll(async () => (await tries()).length).toBe(2);
    await control(emulator, 'POST', '/clock', { advance_ms: 26 * hour });
    const [delivery] = await settled(emulator);
    expect(delivery).toMatchObject({ status: 'failed' });
    expect(delivery?.attempts).toHaveLength(4);
    const last = delivery?.attempts.at(-1)?.at ?? 0;
    expect(last).toBeGreaterThanOrEqual(created * 1000 + 27 * hour);
    // Signed for the receiver's own time all the same.
    const { signature } = receiver.received.at(-1) ?? { signature: '' };
    const signedAt = Number(/t=(\d+)/.exec(signature)?.[1]);
    expect(signedAt * 1000).toBeLessThan(last);
  });

  test.each(['disabled', 'deleted'])(
    'do not go to an endpoint that was %s meanwhile',
    async (how) => {
      const { emulator, stripe, receiver, endpoint } = await listening(
        { webhookRetryMs: [hour] },
        500,
      );
      const { id } = endpoint;
      await stripe.customers.create({});
      await expect.poll(async () => (await deliveries(emulator))[0]?.attempts.length).toBe(1);
      if (how === 'disabled') await stripe.webhookEndpoints.update(id, { disabled: true });
      else await stripe.webhookEndpoints.del(id);
      await control(emulator, 'POST', '/clock', { advance_ms: hour });
      const [delivery] = await settled(emulator);
      expect(delivery).toMatchObject({
        status: 'failed',
        attempts: [{ status: 500 }, { status: null, error: expect.stringContaining(how) }],
      });
      expect(receiver.received).toHaveLength(1);
    },
  );

  test('go to an endpoint that was enabled again before they were due', async () => {
    const { emulator, stripe, endpoint } = await listening({ webhookRetryMs: [hour] }, 500);
    const { id } = endpoint;
    await stripe.customers.create({});
    await expect.poll(async () => (await deliveries(emulator))[0]?.attempts.length).toBe(1);
    await stripe.webhookEndpoints.update(id, { disabled: true });
    await stripe.webhookEndpoints.update(id, { disabled: false });
    await control(emulator, 'POST', '/clock', { advance_ms: hour });
    expect(await settled(emulator)).toMatchObject([{ status: 'delivered' }]);
  });
});

describe('an endpoint that only fails', () => {
  const patience = { webhookRetryMs: [], webhookDisableAfterMs: 60_000 };

  test('is disabled after a long time of it, and hears nothing more', async () => {
    const { emulator, stripe, receiver, endpoint } = await listening(patience, 500, 500, 500);
    const { id } = endpoint;
    const fail = async () => {
      await stripe.customers.create({});
      await settled(emulator);
      return (await stripe.webhookEndpoints.retrieve(id)).status;
    };
    expect(await fail()).toBe('enabled');
    expect(await fail()).toBe('enabled');
    await control(emulator, 'POST', '/clock', { advance_ms: 61_000 });
    expect(await fail()).toBe('disabled');
    await stripe.customers.create({});
    expect(await deliveries(emulator)).toHaveLength(3);
    // Switched on by hand it is judged anew.
    await stripe.webhookEndpoints.update(id, { disabled: false });
    receiver.answerWith(500);
    expect(await fail()).toBe('enabled');
  });

  test('is not disabled when one success came between', async () => {
    const { emulator, stripe, endpoint } = await listening(patience, 500, 200, 500);
    const { id } = endpoint;
    for (let n = 0; n < 3; n += 1) {
      await stripe.customers.create({});
      await settled(emulator);
      await control(emulator, 'POST', '/clock', { advance_ms: 61_000 });
    }
    expect((await stripe.webhookEndpoints.retrieve(id)).status).toBe('enabled');
  });
});
