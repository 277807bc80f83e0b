import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { milestones } from './schema';
import { openEmbedded } from './open-embedded';
import { StartError } from './start-error';

// Each makes a database from nothing, which takes long on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const migrations = path.join(process.cwd(), 'drizzle');
const freshDir = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'souk-data-')), 'deep', 'pg');

test('what was written is there after opening again, with the log synced', async () => {
  const dir = freshDir();
  const first = await openEmbedded({ kind: 'embedded', dir, durable: true }, migrations);
  await first.db.insert(milestones).values({ name: 'kept' });
  await first.close();
  expect(existsSync(`${dir}.lock`)).toBe(false);
  const second = await openEmbedded({ kind: 'embedded', dir, durable: true }, migrations);
  expect(await second.db.select().from(milestones)).toMatchObject([{ name: 'kept' }]);
  await second.close();
});

test('a first start that was killed half way is begun again', async () => {
  const dir = freshDir();
  mkdirSync(path.join(dir, 'base'), { recursive: true });
  writeFileSync(path.join(dir, 'PG_VERSION'), '18\n');
  writeFileSync(`${dir}.first-start`, '');
  const opened = await openEmbedded({ kind: 'embedded', dir, durable: false }, migrations);
  expect(await opened.db.select().from(milestones)).toEqual([]);
  expect(existsSync(`${dir}.first-start`)).toBe(false);
  await opened.close();
});

test('a half-written folder is refused with what to do, and not locked', async () => {
  const dir = freshDir();
  mkdirSync(path.join(dir, 'base'), { recursive: true });
  writeFileSync(path.join(dir, 'PG_VERSION'), '18\n');
  const opening = openEmbedded({ kind: 'embedded', dir, durable: true }, migrations);
  await expect(opening).rejects.toThrow(StartError);
  await expect(opening).rejects.toThrow(/half written or damaged.*delete it/);
  expect(existsSync(`${dir}.lock`)).toBe(false);
});

test('a folder whose control file is damaged is refused the same way', async () => {
  const dir = freshDir();
  const opened = await openEmbedded({ kind: 'embedded', dir, durable: false }, migrations);
  await opened.close();
  writeFileSync(path.join(dir, 'global', 'pg_control'), Buffer.alloc(8192));
  await expect(openEmbedded({ kind: 'embedded', dir, durable: false }, migrations)).rejects.toThrow(
    /half written or damaged/,
  );
  rmSync(dir, { recursive: true, force: true });
});
