import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { BuyerId, OrderId, SubscriptionId } from '../model/ids';
import type { TestDataKind, TestRunView } from '../model/test-data';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { operator } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import {
  acts,
  disputes,
  keptClones,
  legs,
  orders,
  subscriptions,
  testRuns,
  users,
} from '../store/schema';
import { dueMirrors } from '../subscriptions/sync/due-mirrors';
import { readSubscriptions } from '../subscriptions/subscription-rows';
import { syncMirror } from '../subscriptions/sync/sync-mirror';
import { openPlan } from '../subscriptions/testing/mirrors';
import { listTestRuns } from './list-test-runs';
import { makeTestData } from './make-test-data';
import { startTestRun } from './start-test-run';

const house = openHouse();
beforeAll(async () => {
  const stalls = await openStalls(house.emulator, 3);
  await openPlan(house.emulator, stalls[0] as Stall);
  await prepareQueues();
});

async function start(kind: TestDataKind) {
  const olu = await operator();
  const started = await startTestRun(olu, kind);
  if (!started.ok) throw new Error(started.message);
  return { olu, id: started.value.testRunId };
}

/** As the queue does it: again and again until there is nothing to wait for. */
async function made(kind: TestDataKind): Promise<TestRunView & { readonly by: BuyerId }> {
  const { id, olu } = await start(kind);
  for (;;) {
    await makeTestData(id);
    for (const mirror of await dueMirrors()) await syncMirror(mirror);
    const run = (await listTestRuns()).find((one) => one.id === id);
    if (!run) throw new Error(`no ${id}`);
    if (run.state !== 'running') return { ...run, by: olu.id };
  }
}

/** The people it made. */
async function buyersOf(id: string) {
  const db = await getDb();
  const rows = await db.select({ id: users.id, email: users.email }).from(users);
  return rows.filter(({ email }) => email.startsWith(`test-${id.slice(4)}-`));
}

test('a week of sales is paid at several sellers, and its maker stands in the log', async () => {
  const run = await made('week');
  expect(run).toMatchObject({ state: 'done', problem: null, taken: 28, steps: 28 });
  expect(run.orders).toHaveLength(7);
  const db = await getDb();
  const paid = (await db.select().from(legs).where(eq(legs.state, 'paid'))).filter(({ orderId }) =>
    run.orders.includes(orderId),
  );
  expect(paid).toHaveLength(13);
  expect(new Set(paid.map(({ sellerId }) => sellerId)).size).toBe(3);
  expect(await buyersOf(run.id)).toHaveLength(7);
  const [act] = await db.select().from(acts).where(eq(acts.actorId, run.by));
  expect(act).toMatchObject({ kind: 'test_data_made', about: { testRunId: run.id } });
}, 90_000);

test('what was killed anywhere goes on, and buys nothing twice', async () => {
  const { id } = await start('dispute');
  expect((await start('dispute')).id).toBe(id);
  await makeTestData(id);
  const db = await getDb();
  const [buyer] = await buyersOf(id);
  for (let taken = 0; taken <= 4; taken += 1) {
    // As a kill before the outcome of a step was stored leaves it.
    await db.update(testRuns).set({ state: 'running', taken }).where(eq(testRuns.id, id));
    await makeTestData(id);
  }
  const [run] = await db.select().from(testRuns).where(eq(testRuns.id, id));
  expect(run).toMatchObject({ state: 'done', problem: null });
  const bought = await db
    .select({ order: orders.id, leg: legs.id })
    .from(orders)
    .innerJoin(legs, eq(legs.orderId, orders.id))
    .where(eq(orders.buyerId, buyer?.id ?? ('' as BuyerId)));
  expect(bought.map(({ order }) => order)).toEqual([run?.saved.order0 as OrderId]);
  const [leg] = bought.map((one) => one.leg);
  if (!leg) throw new Error('nothing was bought');
  await lookAfterSale({ legId: leg });
  expect(await db.select().from(disputes).where(eq(disputes.legId, leg))).toHaveLength(1);
}, 60_000);

test('a renewal is declined once a test clock has moved on', async () => {
  const run = await made('renewal');
  expect(run).toMatchObject({ state: 'done', problem: null, taken: 12 });
  const [buyer] = await buyersOf(run.id);
  const db = await getDb();
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.buyerId, buyer?.id ?? ('' as BuyerId)));
  expect(row?.status).toBe('past_due');
  // Each with the card that was there, though the clock stood still while the first was attached: here
  // five seconds behind, and a minute when the second was.
  const [first, second] = await db
    .select()
    .from(keptClones)
    .where(eq(keptClones.subscriptionId, row?.id ?? ('' as SubscriptionId)))
    .orderBy(keptClones.attachedAt);
  const [begun] = (await readSubscriptions(row?.buyerId ?? ('' as BuyerId), row?.id)).flatMap(
    ({ invoices }) => invoices.flatMap(({ paidAt }) => paidAt ?? []),
  );
  for (const [clone, seconds] of [
    [first, 5],
    [second, 60],
  ] as const) {
    const attachedAt = new Date(Number(begun) + seconds * 1000);
    await db
      .update(keptClones)
      .set({ attachedAt })
      .where(eq(keptClones.id, clone?.id ?? ('' as never)));
  }
  const [read] = await readSubscriptions(row?.buyerId ?? ('' as BuyerId), row?.id);
  const paid = read?.invoices.find(({ paidAt }) => paidAt !== null);
  const open = read?.invoices.find(({ paidAt }) => paidAt === null);
  expect([paid?.card.last4, open?.card.last4]).toEqual(['4242', '0341']);
}, 90_000);
