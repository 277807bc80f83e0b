/** What billing has planned outlives the process. */
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../support/data-directory';
import { startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';

test('renewals and clocks go on after a restart', async () => {
  const dataDir = await temporaryDirectory();
  const start = Date.parse('2026-01-31T10:00:00Z') / 1000;
  const standing = { dataDir, clock: () => start * 1000, settings: { settleDelayMs: 0 } };
  const first = await startEmulator(standing);
  const stripe = stripeFor(first);
  const customer = await stripe.customers.create({});
  const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', {
    customer: customer.id,
  });
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Souk Plus' },
  });
  const { id } = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    default_payment_method: card,
  });
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
  await first.close();

  const second = await startEmulator(standing);
  const again = stripeFor(second);
  const now = Date.parse('2026-02-28T11:00:00Z') / 1000;
  await control(second, 'POST', '/clock', { now });
  const renewed = await again.subscriptions.retrieve(id, { expand: ['latest_invoice'] });
  expect(renewed).toMatchObject({
    status: 'active',
    latest_invoice: { status: 'paid', billing_reason: 'subscription_cycle' },
  });
  expect(await again.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({
    frozen_time: start,
    status: 'ready',
  });
});
