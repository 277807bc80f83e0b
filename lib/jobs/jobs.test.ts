import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LegId, RefundId } from '../model/ids';
import { getDb, withTx } from '../store/client';
import { testDb } from '../store/testing/database';
import { testPostgres } from '../store/testing/postgres';
import { boss, prepareQueues } from './boss';
import {
  countDeadJobs,
  countJobs,
  forgetOutlivedJobs,
  listDeadJobs,
  retryDeadJob,
} from './dead-jobs';
import { schedule } from './schedule';
import { sendJob, sendJobs } from './send-job';
import { wakeWorkers } from './wake';
import { startWorkers, stopWorkers } from './workers';

const patience = { timeout: 20_000 };
const legId = 'leg_1' as LegId;

function never(): never {
  throw new Error('there is none');
}

describe.each([
  ['the embedded database', testDb],
  ['Postgres', testPostgres],
])('on %s', (_, open) => {
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ close } = await open());
    await prepareQueues();
  });
  beforeEach(() => {
    // A job that fails says so, which is not what these tests are about.
    vi.spyOn(console, 'error').mockReturnValue();
  });
  afterEach(async () => {
    await stopWorkers();
    const db = await getDb();
    await db.execute(sql`delete from pgboss.job`);
    vi.restoreAllMocks();
  });
  afterAll(() => close());

  /** Makes every job that waits for its next try due. */
  const hurry = async () => {
    const db = await getDb();
    await db.execute(sql`update pgboss.job set start_after = now() where state < 'active'`);
    wakeWorkers();
  };
  const states = async () => {
    const db = await getDb();
    const { rows } = (await db.execute(
      sql`select name, state::text from pgboss.job order by name, created_on`,
    )) as unknown as { rows: { name: string; state: string }[] };
    return rows.map(({ name, state }) => `${name} ${state}`);
  };

  it('a job is done once, with what it was told', async () => {
    const seen: unknown[] = [];
    await startWorkers({ 'drive-leg': async (payload) => void seen.push(payload) });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toEqual(['drive-leg completed']);
    expect(seen).toEqual([{ legId }]);
  });

  it('a job sent in a transaction is there with it, and gone with it', async () => {
    await withTx(async () => {
      await sendJob('drive-leg', { legId });
    });
    const undone = withTx(async () => {
      await sendJob('send-refund', { refundId: 'ref_1' as RefundId });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await states()).toEqual(['drive-leg created']);
  });

  it('one that was sent in a transaction wakes the workers when that is committed', async () => {
    const seen: unknown[] = [];
    await startWorkers({ 'drive-leg': async (payload) => void seen.push(payload) });
    await withTx(() => sendJob('drive-leg', { legId }));
    await expect.poll(() => seen, patience).toHaveLength(1);
  });

  it('many are sent as one is: once a key, in the transaction or not at all, now or later', async () => {
    const payloads = [legId, legId, 'leg_2' as LegId].map((id) => ({ legId: id }));
    const undone = withTx(async () => {
      await sendJobs('drive-leg', payloads);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await sendJobs('drive-leg', []);
    expect(await states()).toEqual([]);

    const seen: unknown[] = [];
    await startWorkers({ 'drive-leg': async (payload) => void seen.push(payload) });
    await sendJobs('drive-leg', [{ legId: 'leg_3' as LegId }], { startAfterSeconds: 3_600 });
    await withTx(() => sendJobs('drive-leg', payloads));
    await expect.poll(() => seen.length, patience).toBe(2);
    expect(seen).toEqual(expect.arrayContaining([{ legId }, { legId: 'leg_2' }]));
    expect(await states()).toContain('drive-leg created');
  });

  it('of one key only one waits, while another may be running', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    let runs = 0;
    await startWorkers({
      'drive-leg': async () => {
        runs += 1;
        await held;
      },
    });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toEqual(['drive-leg active']);
    // At one moment: a worker may take the first of them before it sees the second.
    await withTx(async () => {
      await sendJob('drive-leg', { legId });
      await sendJob('drive-leg', { legId });
    });
    release();
    await expect.poll(states, patience).toEqual(['drive-leg completed', 'drive-leg completed']);
    expect(runs).toBe(2);
  });

  it('a slow job keeps no other waiting', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await startWorkers({
      'drive-leg': (told) => (told.legId === legId ? held : Promise.resolve()),
    });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toEqual(['drive-leg active']);
    await sendJob('drive-leg', { legId: 'leg_2' as LegId });
    await expect.poll(states, patience).toEqual(['drive-leg active', 'drive-leg completed']);
    release();
  });

  it('a later time is waited for', async () => {
    const seen: unknown[] = [];
    await startWorkers({ 'drive-leg': async (payload) => void seen.push(payload) });
    await sendJob('drive-leg', { legId }, { startAfterSeconds: 3600 });
    await sendJob('drive-leg', { legId: 'leg_2' as LegId });
    await expect.poll(() => seen, patience).toEqual([{ legId: 'leg_2' }]);
    expect(await states()).toContain('drive-leg created');
  });

  it('a job that fails is tried again, then waits for the operator, who may send it again', async () => {
    let tries = 0;
    let mended = false;
    await startWorkers({
      'drive-leg': async () => {
        tries += 1;
        if (!mended) throw new Error('the bridge is out');
      },
    });
    await sendJob('drive-leg', { legId });
    const died = async () => {
      await hurry();
      return (await listDeadJobs()).length;
    };
    await expect.poll(died, patience).toBe(1);
    expect(tries).toBe(6);
    const [dead] = await listDeadJobs();
    expect(dead).toMatchObject({
      queue: 'drive-leg',
      about: { legId },
      reason: 'the bridge is out',
      tries: 6,
    });
    expect(await countJobs()).toEqual({ waiting: 0, retrying: 0, running: 0, dead: 1 });

    mended = true;
    expect(await retryDeadJob('drive-leg', String(dead?.id))).toBe(true);
    await expect.poll(states, patience).toEqual(['drive-leg completed']);
    expect(await retryDeadJob('drive-leg', String(dead?.id))).toBe(false);
  });

  it('a dead job whose work was done by a later one is forgotten', async () => {
    const db = await getDb();
    await sendJob('drive-leg', { legId });
    await sendJob('drive-leg', { legId: 'leg_2' as LegId });
    await db.execute(
      sql`update pgboss.job set state = 'failed', completed_on = now() - interval '1 minute'`,
    );
    await startWorkers({ 'drive-leg': () => Promise.resolve() });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toContain('drive-leg completed');
    await forgetOutlivedJobs();
    expect((await listDeadJobs()).map(({ about }) => about)).toEqual([{ legId: 'leg_2' }]);
  });

  it('a dead job of a queue of former days is neither listed nor counted', async () => {
    await boss().createQueue('former-days');
    await boss().send('former-days', { legId });
    await sendJob('drive-leg', { legId });
    const db = await getDb();
    await db.execute(sql`update pgboss.job set state = 'failed', completed_on = now()`);
    expect((await listDeadJobs()).map(({ queue }) => queue)).toEqual(['drive-leg']);
    expect(await countDeadJobs()).toBe(1);
    await db.execute(sql`delete from pgboss.job`);
    await boss().deleteQueue('former-days');
  });

  it('a dead scheduled job is forgotten once a later one is done', async () => {
    const db = await getDb();
    await schedule('sweep', '0 0 1 1 *', { what: 'everything' });
    // What pg-boss does when the time has come.
    const come = async () => {
      const [{ name, data, options } = never()] = await boss().getSchedules();
      await boss().insert([{ name, data: data as object, ...(options as object) }]);
    };
    await come();
    await db.execute(
      sql`update pgboss.job set state = 'failed', completed_on = now() - interval '1 minute'`,
    );
    await startWorkers({ sweep: () => Promise.resolve() });
    await come();
    await expect.poll(states, patience).toContain('sweep completed');
    await forgetOutlivedJobs();
    expect(await listDeadJobs()).toEqual([]);
    await boss().unschedule('sweep');
  });

  it('what is going to be tried again by itself is not sent beside it, if that is asked for', async () => {
    let fails = true;
    const done: LegId[] = [];
    await startWorkers({
      'drive-leg': async (payload) => {
        if (fails) throw new Error('not yet');
        done.push(payload.legId);
      },
    });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toEqual(['drive-leg retry']);
    const db = await getDb();
    await db.execute(sql`update pgboss.job set start_after = now() + interval '1 hour'`);
    fails = false;
    const other = 'leg_2' as LegId;
    await sendJob('drive-leg', { legId }, { unlessRetrying: true });
    await sendJobs('drive-leg', [{ legId }, { legId: other }], { unlessRetrying: true });
    await expect.poll(states, patience).toEqual(['drive-leg retry', 'drive-leg completed']);
    expect(done).toEqual([other]);
    await hurry();
    await expect.poll(() => done, patience).toEqual([other, legId]);
  });

  it('a pause between two tries grows', async () => {
    let tries = 0;
    await startWorkers({
      'drive-leg': async () => {
        tries += 1;
        throw new Error('no');
      },
    });
    await sendJob('drive-leg', { legId });
    const pauseOf = async (number: number) => {
      await expect.poll(() => tries, patience).toBe(number);
      await expect.poll(states, patience).toEqual(['drive-leg retry']);
      const db = await getDb();
      const { rows } = (await db.execute(
        sql`select extract(epoch from start_after - now())::float8 as pause from pgboss.job`,
      )) as unknown as { rows: { pause: number }[] };
      return Number(rows[0]?.pause);
    };
    const first = await pauseOf(1);
    for (const number of [2, 3, 4]) {
      await hurry();
      await pauseOf(number);
    }
    await hurry();
    const fifth = await pauseOf(5);
    expect(first).toBeLessThanOrEqual(4);
    expect(fifth).toBeGreaterThan(20);
  });

  it('a stop takes no more jobs and waits for the one that runs', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await startWorkers({ 'drive-leg': () => held });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toEqual(['drive-leg active']);
    const stopped = stopWorkers();
    await sendJob('drive-leg', { legId: 'leg_2' as LegId });
    release();
    await stopped;
    expect(await states()).toEqual(['drive-leg completed', 'drive-leg created']);
  });

  it('a stop gives back what will not end, for the next start', async () => {
    await startWorkers({ 'drive-leg': () => new Promise(() => {}) });
    await sendJob('drive-leg', { legId });
    await expect.poll(states, patience).toEqual(['drive-leg active']);
    await stopWorkers(1);
    expect(await states()).toEqual(['drive-leg retry']);
    const seen: unknown[] = [];
    await startWorkers({ 'drive-leg': async (payload) => void seen.push(payload) });
    await expect.poll(() => seen, patience).toEqual([{ legId }]);
  });

  it('refuses a payload that its queue does not take', async () => {
    await expect(sendJob('drive-leg', { legId: '' as LegId })).rejects.toThrow();
    await expect(sendJob('reconcile', { day: '20 November' })).rejects.toThrow(/2026-11-20/);
  });
});
