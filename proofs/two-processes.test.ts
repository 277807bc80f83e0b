/** Several processes of the shop on one Postgres: what one does no other does, and none is missed. */
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../lib/payments/testing/emulator';
import { startPostgres, type TestPostgres } from '../lib/store/testing/postgres';
import type { Records } from './engine/records';
import { bundleEngine } from './harness/bundle';
import { openWork, problemsOf, readBooks } from './harness/books';
import { startEngine, type Engine } from './harness/engine-process';
import { buyerWithCard, cartOf, good } from './harness/flow-steps';
import { openLine, type Line } from './harness/line';
import { platformAt, type Platform } from './harness/platform';
import { until } from './harness/until';

interface Process {
  readonly engine: Engine;
  readonly line: Line;
}

let emulator: Emulator;
let postgres: TestPostgres;
let bundle: string;
let platform: Platform;
/** Before anything was sold. */
let shelf: Records['stock'];
const folder = path.join(os.tmpdir(), `souk-processes-${process.pid}`);
const open: Process[] = [];

beforeAll(async () => {
  bundle = await bundleEngine();
  emulator = await startEmulator();
  postgres = await startPostgres();
  platform = platformAt(emulator.url, 'shared');
  // The first sees to the tables and the sellers' accounts.
  const { engine } = await startProcess();
  shelf = (await engine.do('readRecords')).stock;
  await startProcess();
});

afterAll(async () => {
  for (const { engine, line } of open) {
    await engine.kill();
    await line.close();
  }
  await postgres.stop();
  await emulator.stop();
  await rm(folder, { recursive: true, force: true });
});

async function startProcess(): Promise<Process> {
  const line = await openLine(emulator.url);
  const engine = await startEngine({
    bundle,
    dataDir: folder,
    platform,
    stripeUrl: line.url,
    env: { DATABASE_URL: postgres.url },
  });
  const started = { engine, line };
  open.push(started);
  return started;
}

/** Some buyers, each with a card and three sellers' goods in the cart. */
function buyers({ engine }: Process, count: number, card = 'pm_card_visa') {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { buyer, methodId } = await buyerWithCard({ engine, platform }, card);
      const quote = await cartOf({ engine, platform }, buyer, 3);
      return {
        buyer,
        request: { quote, savedMethodId: methodId, policy: 'each_on_its_own' } as const,
      };
    }),
  );
}

it('one order is placed and paid once, however many processes are asked for it', async () => {
  const [one, other] = open as [Process, Process];
  const before = (await one.engine.do('readRecords')).orders.length;
  const people = await buyers(one, 12);
  const answers = await Promise.all(
    people.map(({ buyer, request }) =>
      Promise.all(
        [one, other, other, one].map(async ({ engine }) =>
          good(await engine.do('startCheckout', buyer, request)),
        ),
      ),
    ),
  );
  for (const same of answers) expect(new Set(same.map(({ orderId }) => orderId)).size).toBe(1);
  await settled(one);
  const records = await one.engine.do('readRecords');
  expect(records.orders.length - before).toBe(12);
  expect(records.legs.filter(({ state }) => state !== 'paid')).toEqual([]);
  expect(problemsOf(await readBooks(platform), records, shelf)).toEqual([]);
});

it('what a killed process was driving is finished within half a minute, by one of the others', async () => {
  const [one, other] = open as [Process, Process];
  const known = new Set((await one.engine.do('readRecords')).legs.map(({ id }) => id));
  const third = await startProcess();
  const people = await buyers(one, 6);
  let calls = 0;
  third.line.listen = () => {
    calls += 1;
    // In the middle of it: some legs have their clone, some are charged, nobody was told.
    if (calls !== 24) return undefined;
    return { kind: 'interrupt', when: 'after', act: () => third.engine.kill() };
  };
  const arrived: string[] = [];
  await Promise.allSettled(
    people.map(({ buyer, request }) => third.engine.do('startCheckout', buyer, request)),
  );
  expect(third.engine.gone).toBe(true);
  for (const { line } of [one, other]) {
    line.listen = ({ name, identity }) => {
      if (name.startsWith('POST')) arrived.push(identity);
      return undefined;
    };
  }
  expect(openWork(await one.engine.do('readRecords'))).not.toEqual([]);
  await settled(one);
  const records = await one.engine.do('readRecords');
  const legs = records.legs.filter(({ id }) => !known.has(id));
  expect(legs.map(({ state }) => state)).toEqual(legs.map(() => 'paid'));
  // Both look for such legs at the same time, and each is taken by one of them.
  expect(arrived.length).toBeGreaterThan(0);
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(problemsOf(await readBooks(platform), records, shelf)).toEqual([]);
});

it('one that is frozen in a transaction, and at a call, holds nobody up, and lives on', async () => {
  const [one, other] = open as [Process, Process];
  const known = new Set((await one.engine.do('readRecords')).legs.map(({ id }) => id));
  const frozen = await startProcess();
  const press = ({ engine }: Process, { buyer, request }: Awaited<ReturnType<typeof buyers>>[0]) =>
    engine.do('startCheckout', buyer, request).then(good);
  const declined = await buyers(one, 1, 'pm_card_chargeCustomerFail');
  const [atCall, inTransaction, ...people] = await buyers(one, 5);
  if (!atCall || !inTransaction) throw new Error('somebody is missing');

  // One charge of it was made, and it never hears so; those of `one` are answered once it is frozen.
  const asleep = moment();
  const awake = moment();
  const charged = holdCharges(frozen, { when: 'after', until: awake });
  const held = holdCharges(one, { when: 'before', until: asleep });
  const driven = press(frozen, atCall);
  const first = Promise.all([...declined, ...people.splice(0, 1)].map((who) => press(one, who)));
  await Promise.all([charged, held]);
  // It has locked a cart and the goods in it when it comes to write the order.
  const holder = new pg.Client({ connectionString: postgres.url });
  await holder.connect();
  await holder.query('begin; lock table orders in exclusive mode');
  const lost = press(frozen, inTransaction).then(
    () => 'placed',
    () => 'lost',
  );
  await until('it is about to write the order', async () => {
    const { rows } = await holder.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_locks
       where not granted and relation = 'orders'::regclass`,
    );
    return rows[0]?.waiting === 1;
  });
  frozen.engine.freeze();
  await holder.end();
  asleep.come();

  // The same goods, and some that go back to their shelf.
  await Promise.all(people.map((who) => press(other, who)));
  await first;
  await settled(one);
  frozen.engine.thaw();
  awake.come();
  expect(await lost).toBe('lost');
  await driven;
  await press(frozen, inTransaction);
  await settled(one);
  expect(frozen.engine.gone).toBe(false);
  const records = await one.engine.do('readRecords');
  const states = records.legs.filter(({ id }) => !known.has(id)).map(({ state }) => state);
  expect(states.toSorted()).toEqual([...Array(3).fill('declined'), ...Array(15).fill('paid')]);
  expect(problemsOf(await readBooks(platform), records, shelf)).toEqual([]);
});

/** Something that comes later. */
function moment() {
  let come = (): void => undefined;
  const comes = new Promise<void>((resolve) => (come = resolve));
  return { comes, come: () => come() };
}

/** Charges of this process get no answer, and are repeated by it, from then on; resolves at the first. */
function holdCharges(
  { line }: Process,
  { when, until: end }: { when: 'before' | 'after'; until: ReturnType<typeof moment> },
): Promise<void> {
  const { comes, come } = moment();
  let over = false;
  void end.comes.then(() => (over = true));
  line.listen = ({ name }) => {
    if (over || name !== 'POST /v1/payment_intents') return undefined;
    come();
    return { kind: 'interrupt', when, act: () => end.comes };
  };
  return comes;
}

const settled = ({ engine }: Process) =>
  until('all is settled', async () => openWork(await engine.do('readRecords')).length === 0);
