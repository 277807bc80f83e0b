import { AsyncLocalStorage } from 'node:async_hooks';
import path from 'node:path';
import { config } from '../config/config';
import type { Db, OpenDatabase } from './database';
import { openEmbedded } from './open-embedded';
import { openPostgres } from './open-postgres';
import { StartError } from './start-error';

export type { Db } from './database';

// Next loads this module once for each bundle (instrumentation, routes, pages) and again on reload
// in development: what must exist once in a process hangs on globalThis.
const shared = globalThis as unknown as {
  soukDatabase?: Promise<OpenDatabase> | undefined;
  soukTransaction?: AsyncLocalStorage<Db>;
  soukAfterCommit?: WeakMap<Db, (() => void)[]>;
};
const transaction = (shared.soukTransaction ??= new AsyncLocalStorage<Db>());
const afterwards = (shared.soukAfterCommit ??= new WeakMap<Db, (() => void)[]>());

async function open(): Promise<OpenDatabase> {
  const { building, database } = config();
  if (building) {
    throw new Error('no database during `next build`: make the page dynamic (await connection())');
  }
  // Not `new URL(…, import.meta.url)`: bundles do not lie where the source lay.
  const migrationsFolder = path.join(process.cwd(), 'drizzle');
  return database.kind === 'postgres'
    ? openPostgres(database.url, migrationsFolder)
    : openEmbedded(database, migrationsFolder);
}

function handle(): Promise<OpenDatabase> {
  return (shared.soukDatabase ??= open().catch((error: unknown) => {
    shared.soukDatabase = undefined;
    throw error;
  }));
}

/**
 * The database, opened and migrated on first use; inside `withTx` the transaction the caller is in.
 * (PGlite has one connection: asking the outer database inside a transaction would wait for ever.)
 * Throws a StartError when it cannot be opened.
 */
export async function getDb(): Promise<Db> {
  return transaction.getStore() ?? (await handle()).db;
}

/** The database for statements that may take long and that nobody waits for; see `OpenDatabase.patient`. */
export async function getPatientDb(): Promise<Db> {
  const { db, patient = db } = await handle();
  return patient;
}

/**
 * Runs `work` in one transaction, which every `getDb()` beneath it joins; a throw rolls back. Never
 * await the network in it: on PGlite everybody else waits meanwhile.
 */
export async function withTx<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  const outer = transaction.getStore();
  const db = outer ?? (await handle()).db;
  const hooks = (outer && afterwards.get(outer)) ?? [];
  const result = await db.transaction((tx) => {
    afterwards.set(tx as Db, hooks);
    return transaction.run(tx as Db, () => work(tx as Db));
  });
  if (!outer) for (const hook of hooks) hook();
  return result;
}

/** True beneath `withTx`, where nobody may wait for the network. */
export const isInTransaction = (): boolean => transaction.getStore() !== undefined;

/** Calls `hook` once the transaction that the caller is in has been committed; at once outside of one. */
export function afterCommit(hook: () => void): void {
  const tx = transaction.getStore();
  const hooks = tx && afterwards.get(tx);
  if (hooks) hooks.push(hook);
  else hook();
}

/** Runs a script outside of every transaction of ours; see `OpenDatabase.runScript`. */
export async function runScript(script: string): Promise<void> {
  await (await handle()).runScript(script);
}

/** Which database is underneath: the embedded one belongs to this process alone. */
export async function databaseKind(): Promise<OpenDatabase['kind']> {
  return (await handle()).kind;
}

/** Closes the database if it is open; the next `getDb()` opens it again. */
export async function closeDb(): Promise<void> {
  const opened = shared.soukDatabase;
  shared.soukDatabase = undefined;
  await (await opened)?.close();
}

/** Puts an already open database in place (tests); refuses when another one is open. */
export function placeDatabase(opened: OpenDatabase): void {
  if (shared.soukDatabase) throw new StartError('A database is already open; close it first.');
  shared.soukDatabase = Promise.resolve(opened);
}
