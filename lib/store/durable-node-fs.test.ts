import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { expect, test, vi } from 'vitest';
import { DurableNodeFS } from './durable-node-fs';

// A database from nothing takes long on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

class Watched extends DurableNodeFS {
  readonly synced: string[][] = [];
  failing = false;

  protected override async syncLog(names: readonly string[]): Promise<void> {
    if (this.failing) throw new Error('disk full');
    await super.syncLog(names);
    this.synced.push([...names]);
  }
}

test('each commit is synced before its answer, and nothing else costs a sync', async () => {
  const fs = new Watched(mkdtempSync(path.join(os.tmpdir(), 'souk-wal-')));
  const lite = await PGlite.create({ fs });
  await lite.exec('create table notes (text text)');
  const syncsOf = async (work: () => Promise<unknown>) => {
    fs.synced.length = 0;
    await work();
    return fs.synced.length;
  };
  const insert = () => lite.query(`insert into notes values ('x')`);
  // One after the other as fast as it goes: the clock of the file system may not tell them apart.
  for (let round = 0; round < 20; round += 1) expect(await syncsOf(insert)).toBe(1);
  expect(fs.synced[0]).toEqual([expect.stringMatching(/^[0-9A-F]{24}$/)]);
  expect(await syncsOf(() => lite.query('select * from notes'))).toBe(0);

  fs.failing = true;
  await expect(insert()).rejects.toThrow('disk full');
  fs.failing = false;
  // What was written then is on disk with the next statement, though that writes nothing itself.
  expect(await syncsOf(() => lite.query('select 1'))).toBe(1);
  await lite.close();
});
