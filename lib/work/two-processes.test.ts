import { rmSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import { sendJob } from '../jobs/send-job';
import type { LegId } from '../model/ids';
import { startEmulator, type Emulator } from '../payments/testing/emulator';
import { firstLeg, paidOnce, placed, readLeg } from '../payments/testing/orders';
import { openStalls, type Stall } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { processes } from '../store/schema';
import { testPostgres } from '../store/testing/postgres';
import { bundleWorker, startWorker, type WorkerProcess } from './testing/processes';

let database: Awaited<ReturnType<typeof testPostgres>>;
let emulator: Emulator;
let stall: Stall;
let file: string;
const started: WorkerProcess[] = [];

beforeAll(async () => {
  database = await testPostgres();
  emulator = await startEmulator();
  vi.stubEnv('STRIPE_API_BASE', emulator.url);
  file = await bundleWorker();
  await prepareQueues();
  [stall] = (await openStalls(emulator, 1)) as [Stall];
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.kill()));
  await emulator.clearFaults();
  const db = await getDb();
  await db.execute(sql`delete from pgboss.job`);
  await db.delete(processes);
});
afterAll(async () => {
  rmSync(file, { force: true });
  await emulator.stop();
  await database.close();
  vi.unstubAllEnvs();
});

async function start(env: Record<string, string> = {}): Promise<WorkerProcess> {
  const worker = await startWorker(file, {
    DATABASE_URL: database.url,
    STRIPE_API_BASE: emulator.url,
    ...env,
  });
  started.push(worker);
  return worker;
}

const chargesHeld = async () =>
  (await emulator.calls()).filter(({ path }) => path === '/v1/payment_intents').length;

it('two processes take each job once', async () => {
  const db = await getDb();
  await db.execute(sql`create table taken (leg text not null, process text not null)`);
  await Promise.all([start({ LOG_JOBS: '1' }), start({ LOG_JOBS: '1' })]);
  for (let number = 0; number < 200; number += 1) {
    await sendJob('drive-leg', { legId: `leg_${number}` as LegId });
  }
  const taken = async () => {
    const { rows } = (await db.execute(sql`
      select count(*) as runs, count(distinct leg) as legs, count(distinct process) as processes
      from taken
    `)) as unknown as { rows: { runs: number; legs: number; processes: number }[] };
    return rows[0];
  };
  const everyJob = { runs: 200, legs: 200, processes: 2 };
  await expect.poll(taken, { timeout: 30_000 }).toEqual(everyJob);
  const open = async () => {
    const { rows } = (await db.execute(
      sql`select count(*) as open from pgboss.job where name = 'drive-leg' and state <> 'completed'`,
    )) as unknown as { rows: { open: number }[] };
    return rows[0]?.open;
  };
  await expect.poll(open, { timeout: 30_000 }).toBe(0);
  expect(await taken()).toEqual(everyJob);
});

it('a leg whose process is killed while it charges is taken over by one that lives, charged once', async () => {
  const order = await placed(emulator, [stall]);
  await emulator.fault({
    path: '/v1/payment_intents',
    action: 'delay',
    delay_ms: 15_000,
    times: 1,
  });
  const first = await start();
  const holder = async () => (await readLeg(firstLeg(order))).leg.leaseOwner?.split(':')[0];
  await expect.poll(holder, { timeout: 20_000 }).toBe(first.name);
  await expect.poll(async () => (await readLeg(firstLeg(order))).leg.state).toBe('charging');
  await start();
  await first.kill();
  const state = async () => (await readLeg(firstLeg(order))).leg.state;
  await expect.poll(state, { timeout: 30_000 }).toBe('paid');
  await paidOnce(emulator, order);
});

it('a stop by a deploy lets what is running end, and gives up its name', async () => {
  const order = await placed(emulator, [stall]);
  await emulator.fault({ path: '/v1/payment_intents', action: 'delay', delay_ms: 2_000, times: 1 });
  const worker = await start();
  await expect
    .poll(async () => (await readLeg(firstLeg(order))).leg.state, { timeout: 20_000 })
    .toBe('charging');
  expect(await worker.end()).toBe(0);
  expect(await chargesHeld()).toBe(1);
  await paidOnce(emulator, order);
  expect(await database.db.select().from(processes)).toEqual([]);
});
