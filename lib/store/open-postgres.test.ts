/** One process that stops in the middle, or a server that falls silent, must not stop all the others. */
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { closeDb, placeDatabase } from './client';
import type { Db, OpenDatabase } from './database';
import { limits, openPostgres } from './open-postgres';
import { prune } from './prune';
import { milestones } from './schema';
import { startPostgres, type TestPostgres } from './testing/postgres';

let server: TestPostgres;
const opened: OpenDatabase[] = [];

beforeAll(async () => {
  server = await startPostgres();
  const { db } = await open();
  await db.insert(milestones).values([{ name: 'one' }, { name: 'other' }]);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  for (const { close } of opened) await close();
  await server.stop();
});

async function open(less: Partial<typeof limits> = {}, url = server.url): Promise<OpenDatabase> {
  const database = await openPostgres(url, path.join(process.cwd(), 'drizzle'), {
    ...limits,
    ...less,
  });
  opened.push(database);
  return database;
}

const change = (db: Db, name = 'one') =>
  db.execute(sql`update ${milestones} set value = 'changed' where ${milestones.name} = ${name}`);

const waiting = async (db: Db) => {
  const { rows } = (await db.execute(
    sql`select count(*)::int as waiting from pg_locks where not granted`,
  )) as unknown as { rows: { waiting: number }[] };
  return rows[0]?.waiting;
};

/** What Postgres said of it. */
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { cause?: { code?: string } }) => error.cause?.code,
  );

it('who is frozen in a transaction loses it and nothing else, and the others go on', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const { db } = await open({ idleInTransactionMs: 300 });
  const other = await open();
  const frozen = db.transaction(async (tx) => {
    await change(tx as Db);
    // As long as this is not over, nothing more is said to the database.
    await change(other.db);
    await change(tx as Db, 'other');
  });
  await expect(frozen).rejects.toThrow();
  expect(log).toHaveBeenCalledWith('[store] connection lost:', expect.any(String));
  await db.transaction((tx) => change(tx as Db, 'other'));
});

it('who waits for a lock gives up before everybody waits for it, and may come again', async () => {
  const { db } = await open({ lockMs: 300 });
  const holder = await open();
  await holder.db.transaction(async (tx) => {
    await change(tx as Db);
    expect(await codeOf(change(db))).toBe('55P03');
    expect(await codeOf(db.transaction((own) => change(own as Db)))).toBe('55P03');
  });
  await db.transaction((tx) => change(tx as Db));
});

it('a statement ends, but old rows are pruned for as long as that takes', async () => {
  const database = await open({ statementMs: 300, lockMs: 200 });
  const holder = await open();
  placeDatabase(database);
  expect(await codeOf(database.db.execute(sql`select pg_sleep(60)`))).toBe('57014');
  let pruned: Promise<void> = Promise.resolve();
  await holder.db.transaction(async (tx) => {
    await tx.execute(sql`lock table stripe_calls in share mode`);
    pruned = prune();
    await expect.poll(() => waiting(holder.db), { timeout: 10_000 }).toBe(1);
    // Both of its limits pass while it waits.
    expect(await codeOf(database.db.execute(sql`select pg_sleep(60)`))).toBe('57014');
    expect(await waiting(holder.db)).toBe(1);
  });
  await pruned;
  await closeDb();
  opened.splice(opened.indexOf(database), 1);
});

it('a database that falls silent is left, and found again when it is back', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const { port } = new URL(server.url);
  const sockets = new Set<Socket>();
  const between = createServer((socket) => {
    const onward = connect(Number(port), '127.0.0.1');
    sockets.add(socket).add(onward);
    socket.pipe(onward).pipe(socket);
    for (const end of [socket, onward]) end.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(between, 'listening');
  const address = new URL(server.url);
  address.port = String((between.address() as { port: number }).port);
  const { db } = await open({ silenceMs: 500 }, address.href);
  // All that the pool has are connected …
  const all = Array.from({ length: 10 }, (_, index) => index);
  await Promise.all(all.map(() => db.execute(sql`select pg_sleep(0.1)`)));
  // … and what is sent goes nowhere from here on, without a word.
  for (const socket of sockets) socket.unpipe().pause();
  const lost = await Promise.allSettled(all.map(() => db.transaction((tx) => change(tx as Db))));
  expect(lost.map(({ status }) => status)).toEqual(all.map(() => 'rejected'));
  await db.transaction((tx) => change(tx as Db));
  for (const socket of sockets) socket.destroy();
  between.close();
});
