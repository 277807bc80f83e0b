import Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { startEmulator, stripeFor } from '../support/emulator';
import { startReceiver } from '../support/webhook-receiver';
import { settled } from './watch';

describe('an endpoint with a version of its own', () => {
  test('is sent objects as they were then, and others as they are', async () => {
    const emulator = await startEmulator({ settings: { settleDelayMs: 0 } });
    const stripe = stripeFor(emulator);
    const [older, newer] = [await startReceiver(), await startReceiver()];
    const enabled_events = ['charge.captured' as const, 'payment_intent.succeeded' as const];
    await stripe.webhookEndpoints.create({
      url: older.url,
      enabled_events,
      // The SDK's type names the pinned version alone.
      api_version: '2020-08-27' as never,
    });
    await stripe.webhookEndpoints.create({ url: newer.url, enabled_events });
    const { id } = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      capture_method: 'manual',
    });
    await stripe.paymentIntents.capture(id, { amount_to_capture: 2000 });
    await settled(emulator);
    const sent = (receiver: typeof older, type: string): unknown =>
      receiver.received.map(({ event }) => event).find((event) => event.type === type);
    expect(sent(older, 'charge.captured')).toMatchObject({
      api_version: '2020-08-27',
      data: {
        object: { amount_captured: 2000, amount_refunded: 500, refunds: { object: 'list' } },
      },
    });
    expect(sent(older, 'payment_intent.succeeded')).toMatchObject({
      data: { object: { id, charges: { data: [{ amount: 2500 }] } } },
    });
    const now = sent(newer, 'charge.captured');
    expect(now).toMatchObject({ data: { object: { amount_refunded: 0 } } });
    expect(now).not.toHaveProperty('data.object.refunds');
    expect(sent(newer, 'payment_intent.succeeded')).not.toHaveProperty('data.object.charges');
  });

  test('and all events have the form of the account’s own version, also when they are read', async () => {
    const emulator = await startEmulator({
      settings: { settleDelayMs: 0, apiVersion: '2020-08-27' },
    });
    const receiver = await startReceiver();
    const stripe = stripeFor(emulator, { apiVersion: '2020-08-27' });
    await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['charge.captured'],
    });
    const { id } = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      capture_method: 'manual',
    });
    await stripe.paymentIntents.capture(id, { amount_to_capture: 2000 });
    await settled(emulator);
    const then = {
      api_version: '2020-08-27',
      data: { object: { amount_refunded: 500, refunds: { object: 'list' } } },
    };
    expect(receiver.received.map(({ event }) => event)).toMatchObject([then]);
    for (const apiVersion of ['2020-08-27', Stripe.API_VERSION]) {
      const reader = stripeFor(emulator, { apiVersion });
      const { data } = await reader.events.list({ type: 'charge.captured' });
      expect(data, apiVersion).toMatchObject([then]);
      expect(await reader.events.retrieve(data[0]?.id ?? '')).toMatchObject(then);
    }
  });
});
