/**
 * For unit tests only: a database of their own, in memory, with our real migrations. One for each
 * test file, begun from a shared template, since a first start of PGlite takes seconds.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import os from 'node:os';
import path from 'node:path';
import { closeDb, placeDatabase } from '../client';
import type { Db } from '../database';
import { numberParsers, scriptRunner } from '../open-embedded';
import * as schema from '../schema';

const migrationsFolder = path.join(process.cwd(), 'drizzle');
const options = {
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
  parsers: numberParsers,
};

/** A dump of a migrated, empty database, named after its migrations and made by whoever is first. */
async function template(): Promise<Blob> {
  const version = createHash('sha256')
    .update(JSON.stringify(readMigrationFiles({ migrationsFolder })))
    .digest('hex')
    .slice(0, 16);
  const file = path.join(os.tmpdir(), `souk-template-${version}.tar`);
  if (!existsSync(file)) {
    const lite = await PGlite.create(options);
    await migrate(drizzle(lite), { migrationsFolder });
    const dump = Buffer.from(await (await lite.dumpDataDir('none')).arrayBuffer());
    await lite.close();
    // Written aside and moved: another test file may look at the same time.
    writeFileSync(`${file}.${process.pid}`, dump);
    renameSync(`${file}.${process.pid}`, file);
  }
  return new Blob([readFileSync(file)]);
}

/**
 * Opens the test's database and puts it behind `getDb()` and `withTx()`. Call it in `beforeAll`, and
 * `close` in `afterAll`; `clear` empties every table.
 */
export async function testDb(): Promise<{
  db: Db;
  /** Every statement so far, oldest first; what begins and ends transactions is not among them. */
  statements: string[];
  clear: () => Promise<void>;
  close: () => Promise<void>;
}> {
  const lite = await PGlite.create({ ...options, loadDataDir: await template() });
  const statements: string[] = [];
  const logger = { logQuery: (query: string) => void statements.push(query) };
  const db = drizzle(lite, { schema, logger }) as unknown as Db;
  placeDatabase({
    db,
    kind: 'embedded',
    runScript: scriptRunner(lite),
    close: () => lite.close(),
  });
  const tables = await lite.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const names = tables.rows.map(({ name }) => `"${name}"`).join(', ');
  return {
    db,
    statements,
    clear: async () => {
      // Without triggers: one of them keeps what is written once from being emptied.
      await lite.exec(
        `set session_replication_role = replica; truncate ${names} cascade; set session_replication_role = origin`,
      );
    },
    close: closeDb,
  };
}
