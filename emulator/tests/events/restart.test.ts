import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../server/emulator';
import { startChild } from '../support/child-emulator';
import { temporaryDirectory } from '../support/data-directory';
import { startEmulator, stripeFor } from '../support/emulator';
import { startReceiver } from '../support/webhook-receiver';
import { deliveries, settled } from './watch';

const all = ['*' as const];

describe('what was on its way when the emulator ended', () => {
  test('is sent by the next one', async () => {
    const dataDir = await temporaryDirectory();
    const receiver = await startReceiver();
    receiver.answerWith(0);
    const first = await createEmulator({ port: 0, dataDir });
    await stripeFor(first).webhookEndpoints.create({ url: receiver.url, enabled_events: all });
    await stripeFor(first).customers.create({});
    await expect.poll(() => receiver.received.length).toBe(1);
    await first.close();
    const second = await startEmulator({ dataDir });
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(await settled(second)).toMatchObject([
      { status: 'delivered', attempts: [{ status: 200 }] },
    ]);
    expect(receiver.received[1]?.event.id).toBe(receiver.received[0]?.event.id);
    await second.close();
  });

  test('is sent after a kill -9 too, and its log, events and endpoints are all there', async () => {
    const dataDir = await temporaryDirectory();
    const receiver = await startReceiver();
    // The first is delivered, the second fails and waits, the third is never answered.
    receiver.answerWith(200, 500, 0);
    const first = await startChild(['--data', dataDir]);
    const before = stripeFor(first);
    const endpoint = await before.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: all,
    });
    for (const arrived of [1, 2, 3]) {
      await before.customers.create({});
      await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(arrived);
    }
    await expect
      .poll(async () => (await deliveries(first)).flatMap(({ attempts }) => attempts).length)
      .toBeGreaterThanOrEqual(2);
    await first.end('SIGKILL');

    const second = await startChild(['--data', dataDir]);
    const after = stripeFor(second);
    const found = await settled(second);
    expect(found.map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered']);
    expect(found[0]?.attempts).toHaveLength(1);
    expect(found[1]?.attempts[0]?.status).toBe(500);
    const { data } = await after.events.list();
    expect(data.map(({ pending_webhooks }) => pending_webhooks)).toEqual([0, 0, 0]);
    expect((await after.webhookEndpoints.list()).data.map(({ id }) => id)).toEqual([endpoint.id]);
    await second.end('SIGTERM');
  });
});
