import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { OrderId } from '../model/ids';
import { openMarket } from '../payments/testing/market';
import { getDb } from '../store/client';
import { webhookEvents } from '../store/schema';
import eventTypes from './event-types.json';
import { handleEvent } from './handle-event';
import { storeEvent, type EventRef } from './inbox';
import { toldRuns } from './testing/told-runs';
import { restore, snapshot, stateOf, type Snapshot } from './testing/told-state';

const market = openMarket(2);

/** As it was delivered, or would have been. */
interface Told {
  readonly ref: EventRef;
  readonly event: Parameters<typeof storeEvent>[1];
}

let log: readonly Told[];
let orders: readonly OrderId[];
let start: Snapshot;

/** Every event of the platform and of the sellers that Souk listens to, in the order of their making. */
async function recorded(): Promise<Told[]> {
  const told: Told[] = [];
  for (const accountId of [null, ...market.stalls.map((stall) => stall.accountId)]) {
    const endpoint = accountId === null ? 'platform' : 'connect';
    const list = market.emulator.stripe.events.list(
      { limit: 100 },
      accountId ? { stripeAccount: accountId } : {},
    );
    for await (const { id, type, created, data } of list) {
      if (!eventTypes[endpoint].includes(type)) continue;
      const object = data.object as { id?: string; payment_intent?: string | null };
      told.push({
        ref: { endpoint, eventId: id },
        event: {
          id,
          type,
          accountId,
          livemode: false,
          created: new Date(created * 1000),
          echo: false,
          objectId: object.id ?? null,
          paymentIntentId: object.payment_intent ?? null,
        },
      });
    }
  }
  return told.reverse();
}

/** Delivers these and handles each, several at a time as workers do; then what was put off. */
async function play(deliveries: readonly Told[]): Promise<void> {
  for (let index = 0; index < deliveries.length; index += 3) {
    await Promise.all(
      deliveries.slice(index, index + 3).map(async ({ ref, event }) => {
        await storeEvent(ref.endpoint, event, null);
        await handleEvent(ref);
      }),
    );
  }
  for (;;) {
    const db = await getDb();
    const open = await db.select().from(webhookEvents).where(eq(webhookEvents.state, 'received'));
    if (open.length === 0) return;
    for (const { endpoint, eventId } of open) await handleEvent({ endpoint, eventId });
  }
}

beforeAll(async () => {
  await prepareQueues();
  orders = await toldRuns(market);
  start = await snapshot();
  log = await recorded();
});
beforeEach(() => restore(start));

it('any order and any repeats of what Stripe told end as the straight run does', async () => {
  await play(log);
  const straight = await stateOf(orders);
  // The run is about what it claims to be.
  expect(straight.orders).toEqual(['paid', 'paid', 'paid', 'paid', 'failed']);
  expect(straight.disputes).toHaveLength(1);
  const sentBack = { reason: 'late_payment', at: 'succeeded' };
  expect(straight.refunds).toMatchObject([sentBack, sentBack]);
  expect(straight.subscriptions).toMatchObject([{ status: 'active', ends: true }]);
  expect(straight.invoices.map(({ isStray, back }) => [isStray, back]).sort()).toEqual([
    [false, 300],
    [true, 4200],
  ]);
  const years = straight.memberships.map(({ state, back, refundState, disputes, code }) =>
    [state, back, refundState, disputes.length, code].join(' '),
  );
  expect(years.sort()).toEqual([
    'canceled 0 succeeded 0 ',
    'ended 2400  0 ',
    'open 0  0 generic_decline',
    'paid 0  1 ',
    'paid 300  0 ',
  ]);
  expect(straight.looks.filter(({ amountRefunded }) => amountRefunded === 200)).toHaveLength(2);
  expect(straight.wallet.filter(({ expMonth }) => expMonth === 2)).toHaveLength(1);
  expect(straight.wallet.filter(({ status }) => status === 'removed')).toHaveLength(1);
  const everyOneAtLeast = fc
    .tuple(
      fc.shuffledSubarray([...log], { minLength: log.length }),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...log)), { maxLength: 12 }),
    )
    .map(([order, repeats]) => {
      const all = [...order];
      for (const [at, told] of repeats) all.splice(at % (all.length + 1), 0, told);
      return all;
    });
  await fc.assert(
    fc.asyncProperty(everyOneAtLeast, async (some) => {
      await restore(start);
      await play(some);
      expect(await stateOf(orders)).toEqual(straight);
    }),
    { numRuns: 6 },
  );
}, 240_000);
