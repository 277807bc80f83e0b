/** How long a renewal stays a draft where an endpoint does not answer (docs.stripe.com/api/invoices). */
import { expect, test } from 'vitest';
import { deliveries, settled } from '../events/watch';
import { control } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import {
  advance,
  billing,
  february,
  give,
  hour,
  pass,
  passTo,
  read,
  start,
  subscribe,
  type Billing,
} from './billing-scene';

/** An endpoint for the drafts of the seller, asked again after each of these hours. */
async function listening(retryHours: number[], ...answers: number[]) {
  const webhookRetryMs = retryHours.map((hours) => hours * hour * 1000);
  const here = await billing('pm_card_visa', { settings: { webhookRetryMs } });
  const receiver = await startReceiver();
  await here.stripe.webhookEndpoints.create({
    ...{ url: receiver.url, connect: true },
    enabled_events: ['invoice.created'],
  });
  const { id } = await subscribe(here);
  await settled(here.emulator);
  receiver.answerWith(...answers);
  return { here, id, receiver };
}

/** Waits until so many tries of the renewal's event are noted. */
async function tried({ emulator }: Billing, times: number): Promise<void> {
  await expect
    .poll(async () => (await deliveries(emulator)).at(-1)?.attempts.length, { timeout: 10_000 })
    .toBe(times);
}

const draftOf = async (here: Billing, id: string) => {
  const { latest_invoice: invoice } = await read(here, id);
  if (!invoice || typeof invoice === 'string') throw new Error('no invoice');
  return invoice;
};

test('an hour after its endpoint has heard of it, where that failed before', async () => {
  const { here, id } = await listening([3], 500);
  await passTo(here, february);
  await tried(here, 1);
  await pass(here, hour);
  expect(await draftOf(here, id)).toMatchObject({
    ...{ status: 'draft', webhooks_delivered_at: null },
    automatically_finalizes_at: february + 2 * hour,
    next_payment_attempt: february + 2 * hour,
  });
  await pass(here, 2 * hour);
  await tried(here, 2);
  // It is looked at once more when it was due, and then an hour after it was heard of.
  await pass(here, hour - 1);
  expect(await draftOf(here, id)).toMatchObject({ status: 'draft' });
  await pass(here, 1);
  expect(await draftOf(here, id)).toMatchObject({
    ...{ status: 'paid', webhooks_delivered_at: february + 3 * hour },
    status_transitions: { finalized_at: february + 4 * hour },
  });
});

test('after 72 hours, whatever its endpoint says', async () => {
  const { here, id } = await listening([100], 500);
  await passTo(here, february);
  await tried(here, 1);
  await pass(here, 72 * hour - 1);
  expect(await draftOf(here, id)).toMatchObject({
    status: 'draft',
    automatically_finalizes_at: february + 72 * hour,
  });
  await pass(here, 1);
  expect(await draftOf(here, id)).toMatchObject({ status: 'paid' });
});

test('an hour after the last try, where none comes any more', async () => {
  const { here, id } = await listening([2], 500, 500);
  await passTo(here, february);
  await tried(here, 1);
  await pass(here, 2 * hour);
  await tried(here, 2);
  expect(await draftOf(here, id)).toMatchObject({ status: 'draft' });
  await pass(here, hour);
  expect(await draftOf(here, id)).toMatchObject({ status: 'paid' });
});

test('and an hour after it was sent again by hand', async () => {
  const { here, id } = await listening([100], 500);
  await passTo(here, february);
  await tried(here, 1);
  const last = (await deliveries(here.emulator)).at(-1);
  await control(here.emulator, 'POST', `/deliveries/${last?.id}/resend`);
  await pass(here, hour);
  expect(await draftOf(here, id)).toMatchObject({ status: 'paid' });
});

test('as its merchant has said, and no longer', async () => {
  const { here } = await listening([100], 500);
  const { stripe, seller, customer } = here;
  const at = start + 5 * hour;
  const own = { customer, auto_advance: true, automatically_finalizes_at: at };
  const { id } = await stripe.invoices.create(own, seller);
  await tried(here, 1);
  await passTo(here, at);
  expect(await stripe.invoices.retrieve(id, {}, seller)).not.toMatchObject({ status: 'draft' });
});

test('an hour of its test clock, as endpoints are told by another time', async () => {
  const { here } = await listening([100], 500, 500);
  const { stripe, seller } = here;
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start }, seller);
  const { id: customer } = await stripe.customers.create({ test_clock: clock.id }, seller);
  const there = { ...here, customer };
  await give(there, 'pm_card_visa');
  const { id } = await subscribe(there);
  await advance(here, clock.id, february);
  await tried(here, 1);
  await advance(here, clock.id, february + hour);
  expect(await draftOf(there, id)).toMatchObject({ status: 'paid' });
});
