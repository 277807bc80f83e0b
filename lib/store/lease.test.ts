import { eq, sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getDb } from './client';
import { startHeartbeat, stopHeartbeat } from './heartbeat';
import { leaseFor, leaseIsFree, newLeaseOwner } from './lease';
import { processName } from './process-name';
import { processes } from './schema';
import { at } from './schema/columns';
import { testDb } from './testing/database';
import { testPostgres } from './testing/postgres';

const rows = pgTable('leased_rows', {
  id: text().primaryKey(),
  leaseOwner: text('lease_owner'),
  leaseUntil: at('lease_until'),
});
const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds}::int)` as never;

describe.each([
  ['the embedded database', testDb],
  ['Postgres', testPostgres],
])('on %s', (kind, open) => {
  let close: () => Promise<void>;
  beforeAll(async () => {
    const database = await open();
    close = database.close;
    await database.db.execute(
      sql`create table leased_rows (id text primary key, lease_owner text, lease_until timestamptz)`,
    );
  });
  beforeEach(async () => {
    const db = await getDb();
    await db.delete(rows);
    await db.delete(processes);
  });
  afterEach(() => stopHeartbeat());
  afterAll(() => close());

  const free = async () => {
    const db = await getDb();
    const found = await db
      .select({ id: rows.id })
      .from(rows)
      .where(leaseIsFree(rows.leaseOwner, rows.leaseUntil))
      .orderBy(rows.id);
    return found.map(({ id }) => id);
  };

  it('a lease is free when it has run out, was never taken, or its process is silent', async () => {
    const db = await getDb();
    await db.insert(processes).values([
      { name: 'proc_lives', beatAt: ago(5) },
      { name: 'proc_silent', beatAt: ago(12) },
    ]);
    await db.insert(rows).values([
      { id: 'never taken' },
      { id: 'run out', leaseOwner: 'proc_lives:run_1', leaseUntil: ago(1) },
      {
        id: 'held by one who lives',
        leaseOwner: 'proc_lives:run_1',
        leaseUntil: leaseFor as never,
      },
      {
        id: 'held by a silent one',
        leaseOwner: 'proc_silent:run_1',
        leaseUntil: leaseFor as never,
      },
      { id: 'held by a stranger', leaseOwner: 'proc_gone:run_1', leaseUntil: leaseFor as never },
      { id: 'to be looked at later', leaseUntil: leaseFor as never },
      // Never free to itself, however long ago it last told that it lives.
      { id: 'held here', leaseOwner: newLeaseOwner(), leaseUntil: leaseFor as never },
    ]);
    expect(await free()).toEqual([
      'held by a silent one',
      'held by a stranger',
      'never taken',
      'run out',
    ]);
  });

  it('a process that starts tells that it lives; one that stops is gone', async () => {
    const db = await getDb();
    const mine = () => db.select().from(processes).where(eq(processes.name, processName));
    await startHeartbeat();
    expect(await mine()).toHaveLength(1);
    await stopHeartbeat();
    expect(await mine()).toHaveLength(0);
  });

  it('a start takes others for dead only where no other can live', async () => {
    const db = await getDb();
    await db.insert(processes).values([
      { name: 'proc_other', beatAt: ago(1) },
      { name: 'proc_yesterday', beatAt: ago(86_400) },
    ]);
    const held = { id: 'other', leaseOwner: 'proc_other:run_1', leaseUntil: leaseFor as never };
    await db.insert(rows).values(held);
    await startHeartbeat();
    expect(await free()).toEqual(kind === 'Postgres' ? [] : ['other']);
    const names = (await db.select().from(processes)).map(({ name }) => name).sort();
    expect(names).toEqual(kind === 'Postgres' ? ['proc_other', processName].sort() : [processName]);
  });
});

describe('the heart', () => {
  let database: Awaited<ReturnType<typeof testPostgres>>;
  beforeAll(async () => {
    database = await testPostgres();
  });
  afterAll(() => database.close());

  it('goes on beating', async () => {
    await startHeartbeat();
    await database.db.update(processes).set({ beatAt: ago(3600) });
    const young = sql<boolean>`${processes.beatAt} > now() - interval '10 seconds'`;
    const isYoung = async () => (await database.db.select({ young }).from(processes))[0]?.young;
    expect(await isYoung()).toBe(false);
    await expect.poll(isYoung, { timeout: 15_000 }).toBe(true);
    await stopHeartbeat();
  });
});
