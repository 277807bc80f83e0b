/** Several processes of the shop on one Postgres: what one does no other does, and none is missed. */
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
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
function buyers({ engine }: Process, count: number) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { buyer, methodId } = await buyerWithCard({ engine, platform }, 'pm_card_visa');
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

const settled = ({ engine }: Process) =>
  until('all is settled', async () => openWork(await engine.do('readRecords')).length === 0);
