import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import type { DatabaseConfig } from '../config/config';
import type { Db, OpenDatabase } from './database';
import { lockDirectory } from './directory-lock';
import { folderError, fullDiskError } from './folder-error';
import * as schema from './schema';
import { StartError } from './start-error';

const vacuumEveryMs = 6 * 3_600_000;

/** `count(*)` and sums are int8: a number here and on Postgres alike. */
export const numberParsers = { 20: (value: string) => Number(value) };

/** See `OpenDatabase.runScript`: nothing else runs on its one connection meanwhile. */
export function scriptRunner(lite: PGlite): (script: string) => Promise<void> {
  return async (script) => {
    try {
      await lite.exec(script);
    } catch (error) {
      await lite.exec('rollback');
      throw error;
    }
  };
}

/**
 * Opens PGlite in this process, locked for it, and brings it up to date. Throws a StartError when
 * another process has the folder, when it cannot be written to, or when it does not hold a whole
 * database.
 */
export async function openEmbedded(
  settings: Extract<DatabaseConfig, { kind: 'embedded' }>,
  migrationsFolder: string,
): Promise<OpenDatabase> {
  try {
    return await open(settings, migrationsFolder);
  } catch (error) {
    throw folderError(settings.dir, error) ?? error;
  }
}

async function open(
  { dir, durable }: Extract<DatabaseConfig, { kind: 'embedded' }>,
  migrationsFolder: string,
): Promise<OpenDatabase> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { drizzle } = await import('drizzle-orm/pglite');
  const { migrate } = await import('drizzle-orm/pglite/migrator');
  mkdirSync(path.dirname(dir), { recursive: true });
  const unlock = lockDirectory(dir);
  try {
    const finishFirstStart = beginFirstStart(dir);
    assertWhole(dir);
    // The default memory is meant for servers; a demo's tables fit in far less.
    const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];
    const storage = durable
      ? { fs: new (await import('./durable-node-fs')).DurableNodeFS(dir) }
      : { dataDir: dir };
    const lite = await PGlite.create({ ...storage, startParams, parsers: numberParsers }).catch(
      (error: unknown) => {
        throw folderError(dir, error) ?? fullDiskError(dir) ?? brokenFolder(dir, error);
      },
    );
    const db = drizzle(lite, { schema });
    await migrate(db, { migrationsFolder });
    finishFirstStart();
    // There is no autovacuum in it.
    const vacuum = setInterval(
      () => void lite.exec('vacuum analyze').catch(() => {}),
      vacuumEveryMs,
    );
    vacuum.unref();
    return {
      db: db as unknown as Db,
      kind: 'embedded',
      runScript: scriptRunner(lite),
      close: async () => {
        clearInterval(vacuum);
        await lite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * A mark stands beside the folder until its first start is through. A start that finds it begins
 * again from nothing: nobody was told yet that anything is stored.
 */
function beginFirstStart(dir: string): () => void {
  const mark = `${dir}.first-start`;
  if (existsSync(mark)) rmSync(dir, { recursive: true, force: true });
  if (existsSync(dir)) return () => {};
  writeFileSync(mark, '');
  return () => rmSync(mark, { force: true });
}

/** What every whole folder has; a copy that was cut short lacks some of it. */
function assertWhole(dir: string): void {
  if (!existsSync(dir)) return;
  const whole = ['PG_VERSION', 'base', 'pg_wal', path.join('global', 'pg_control')];
  if (whole.some((part) => !existsSync(path.join(dir, part)))) throw brokenFolder(dir);
}

function brokenFolder(dir: string, cause?: unknown): StartError {
  return new StartError(
    `The data folder ${dir} is half written or damaged and cannot be opened. ` +
      'Restore it from a copy, or delete it: the demo is then set up anew, without its old orders.',
    { cause },
  );
}
