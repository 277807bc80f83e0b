import { asc, eq, inArray, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { KeptCloneId, PlatformMethodId, SubscriptionId } from '../model/ids';
import { getDb, withTx, type Db } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import {
  keptClones,
  legs,
  savedMethods,
  subscriptions,
  syncs,
  users,
  variants,
} from '../store/schema';
import { testPostgres } from '../store/testing/postgres';
import { changeBuyer } from '../subscriptions/sync/change-buyer';
import { claimMirror } from '../subscriptions/sync/claim-mirror';
import { storeDetached, storeOutOfReach } from '../subscriptions/sync/clone-progress';
import { followMethod } from '../subscriptions/sync/follow-method';
import { convergeSubscription } from '../subscriptions/read-subscription';
import { requestSyncs } from '../subscriptions/sync/request-sync';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { cartOf } from '../subscriptions/testing/starts';
import { claimLegs, storeEnding, type LegTask } from './leg-progress';
import { placeOrder } from './place-order';
import { setDefaultMethod } from './wallet/set-default-method';
import { startEmulator, type Emulator } from './testing/emulator';
import { placed } from './testing/orders';
import { newBuyer, openStalls, saveCard, type Stall } from './testing/shop';
import { usableMethods } from './wallet/usable-method';

// On the embedded database one transaction follows the other, and nobody ever waits for a row.
let database: Awaited<ReturnType<typeof testPostgres>>;
let emulator: Emulator;
let stalls: Stall[] = [];

beforeAll(async () => {
  database = await testPostgres();
  emulator = await startEmulator();
  vi.stubEnv('STRIPE_API_BASE', emulator.url);
  await prepareQueues();
  stalls = await openStalls(emulator, 2);
});
afterAll(async () => {
  await emulator.stop();
  await database.close();
  vi.unstubAllEnvs();
});

/** What waits for `begun` is outside of the transaction in which `begin` is called. */
function start() {
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return { begun, begin };
}

/**
 * Locks something, lets `other` run into that lock in a transaction of its own, and locks more then.
 * Postgres ends one of two that wait for each other, so this throws where they lock in two orders.
 */
async function meet<T>(
  first: (tx: Db) => Promise<unknown>,
  other: () => Promise<T>,
  then: (tx: Db) => Promise<unknown>,
): Promise<T> {
  const { begun, begin } = start();
  const running = begun.then(other);
  await withTx(async (tx) => {
    await first(tx);
    begin();
    await expect.poll(() => waiting(tx), { timeout: 10_000 }).toBe(true);
    await then(tx);
  });
  return running;
}

const waiting = async (tx: Db): Promise<boolean> => (await countWaiting(tx)) > 0;

async function countWaiting(tx: Db): Promise<number> {
  const { rows } = (await tx.execute(
    sql`select count(*)::int as waiting from pg_locks where not granted`,
  )) as unknown as { rows: { waiting: number }[] };
  return rows[0]?.waiting ?? 0;
}

const lock = (tx: Db, table: typeof legs | typeof variants, ids: readonly string[]) =>
  tx
    .select({ id: table.id })
    .from(table)
    .where(inArray(table.id, [...ids] as never[]))
    .for('no key update');

it('a checkout locks cards before goods, as another try of a leg does', async () => {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  const goods = stalls.map(({ variantId }) => variantId);
  const quote = await cartOf(buyer, stalls);
  const order = await meet(
    (tx) => usableMethods(tx, buyer.id, [card.id]),
    () => placeOrder(buyer, { quote, savedMethodId: card.id }, newLeaseOwner()),
    (tx) => lock(tx, variants, goods),
  );
  expect(order.ok).toBe(true);
});

it('steps of several legs, and the goods they give back, are locked in one order', async () => {
  const order = await placed(emulator, stalls);
  const [low, high] = (await claimLegs(order.legIds, newLeaseOwner())).sort((one, other) =>
    one.legId < other.legId ? -1 : 1,
  ) as [LegTask, LegTask];
  const end = (task: LegTask) => storeEnding(task, { state: 'failed' });
  const moved = await meet(
    (tx) => lock(tx, legs, [low.legId]),
    () => Promise.all([end(high), end(low)]),
    (tx) => lock(tx, legs, [high.legId]),
  );
  expect(moved).toEqual([true, true]);

  const again = await placed(emulator, stalls);
  const tasks = await claimLegs(again.legIds, newLeaseOwner());
  const [first, last] = stalls.map(({ variantId }) => variantId).sort() as unknown as [
    string,
    string,
  ];
  const ended = await meet(
    (tx) => lock(tx, variants, [first]),
    () => Promise.all(tasks.reverse().map(end)),
    (tx) => lock(tx, variants, [last]),
  );
  expect(ended).toEqual([true, true]);
});

it('a mirror takes its card up while whoever asked for more holds that card', async () => {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  const plan = await openPlan(emulator, stalls[0] as Stall);
  const mirror = await makeMirror(emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  const ask = () =>
    withTx((tx) =>
      requestSyncs(tx, {
        ...{ buyerId: buyer.id, reason: 'method', savedMethodId: card.id, which: [mirror.id] },
        ...{ renewsMethod: true, renewsCustomer: false },
      }),
    );
  await ask();
  const { begun, begin } = start();
  const claimed = begun.then(() => claimMirror({ id: mirror.id, owner: newLeaseOwner() }));
  await withTx(async (tx) => {
    await usableMethods(tx, buyer.id, [card.id]);
    begin();
    // Its clone refers to the card, and is written all the same.
    expect((await claimed)?.clone).toMatchObject({ savedMethodId: card.id });
    await ask();
  });
  const db = await getDb();
  const asked = await db.select().from(syncs).where(eq(syncs.subscriptionId, mirror.id));
  expect(asked).toHaveLength(2);
});

const lockMirror = (tx: Db, id: SubscriptionId) =>
  tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.id, id))
    .for('no key update');

async function subscribed() {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  const plan = await openPlan(emulator, stalls[0] as Stall);
  return { buyer, card, mirror: await makeMirror(emulator, buyer, card, plan) };
}

it.each([
  ['detached', storeDetached],
  ['out of reach', storeOutOfReach],
])('a mirror is locked before its clone, also when that is %s', async (_, store) => {
  const { mirror } = await subscribed();
  const db = await getDb();
  const ofIt = eq(keptClones.subscriptionId, mirror.id);
  const [clone] = await db.select({ id: keptClones.id }).from(keptClones).where(ofIt);
  await meet(
    (tx) => lockMirror(tx, mirror.id),
    () => store(clone?.id as KeptCloneId),
    // As a step does that leaves it behind.
    (tx) => tx.update(keptClones).set({ unwantedAt: new Date() }).where(ofIt),
  );
});

it('a buyer takes another e-mail while a change of their card is written down', async () => {
  const { buyer, mirror } = await subscribed();
  const changed = await meet(
    (tx) => lockMirror(tx, mirror.id),
    () => changeBuyer(buyer, { name: buyer.name, email: `new-${buyer.id}@souk.example` }),
    (tx) =>
      requestSyncs(tx, {
        ...{ buyerId: buyer.id, reason: 'details', which: [mirror.id] },
        ...{ renewsMethod: true, renewsCustomer: false },
      }),
  );
  expect(changed).toMatchObject({ ok: true, value: { subscriptionIds: [mirror.id] } });
});

it('whoever waited for a mirror to tell of a change tells of the buyer as they are now', async () => {
  const { buyer, mirror } = await subscribed();
  await convergeSubscription(mirror.id);
  const claimed = await meet(
    async (tx) => {
      // As a change asks for them that is not the last one.
      await requestSyncs(tx, {
        ...{ buyerId: buyer.id, reason: 'buyer', which: [mirror.id] },
        ...{ renewsMethod: false, renewsCustomer: true },
      });
    },
    () => claimMirror({ id: mirror.id, owner: newLeaseOwner() }),
    (tx) => tx.update(users).set({ name: 'Jenny New' }).where(eq(users.id, buyer.id)),
  );
  expect(claimed?.sync).toMatchObject({ renewsCustomer: true });
  expect(claimed?.buyer).toMatchObject({ name: 'Jenny New' });
});

it('the wallet is locked as a whole, in the order of an order that takes two cards', async () => {
  const buyer = await newBuyer();
  await saveCard(emulator, buyer, 'pm_card_visa');
  await saveCard(emulator, buyer, 'pm_card_mastercard');
  const db = await getDb();
  const cards = await db
    .select({ id: savedMethods.id, isDefault: savedMethods.isDefault })
    .from(savedMethods)
    .where(eq(savedMethods.buyerId, buyer.id))
    .orderBy(asc(savedMethods.id));
  const [low, high] = cards.map(({ id }) => id) as [never, never];
  const other = cards.find(({ isDefault }) => !isDefault);
  const chosen = await meet(
    (tx) => usableMethods(tx, buyer.id, [low]),
    () => setDefaultMethod(buyer, other?.id as never),
    (tx) => usableMethods(tx, buyer.id, [high]),
  );
  expect(chosen.ok).toBe(true);
});

it('of two who hear of one change of a card the second asks for nothing', async () => {
  const { card, mirror } = await subscribed();
  const id = card.platformMethodId as PlatformMethodId;
  await emulator.stripe.paymentMethods.update(id, { billing_details: { name: 'J. Rosen' } });
  await meet(
    (tx) => lockMirror(tx, mirror.id),
    () => Promise.all([followMethod(id), followMethod(id)]),
    // Both have compared the copies by then.
    (tx) => expect.poll(() => countWaiting(tx), { timeout: 10_000 }).toBe(2),
  );
  const db = await getDb();
  const asked = await db.select().from(syncs).where(eq(syncs.subscriptionId, mirror.id));
  expect(asked.map(({ number }) => number)).toEqual([1]);
});
