import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folderError, fullDiskError } from './folder-error';
import { openEmbedded } from './open-embedded';
import { StartError } from './start-error';

const migrations = path.join(process.cwd(), 'drizzle');
const fault = (code: string) => Object.assign(new Error(`${code}: at /srv/data`), { code });

test.each([
  ['EACCES', /may not be written to\. Make it writable/],
  ['EROFS', /read only\. Mount it writable/],
  ['ENOSPC', /is full\. Make room/],
  ['ENOTDIR', /below a file\. Move the file away/],
])('%s is a sentence that says what to do', (code, words) => {
  const error = folderError('/srv/data', fault(code));
  expect(error).toBeInstanceOf(StartError);
  expect(error?.message).toMatch(words);
  expect(error?.message).toMatch(/^The .*\/srv\/data.*DATA_DIR.*\.$/);
});

test('a fault of ours stays what it is', () => {
  expect(folderError('/srv/data', new TypeError('x is not a function'))).toBeNull();
  expect(folderError('/srv/data', fault('EBADF'))).toBeNull();
});

test('a disk with room is not called full', () => {
  expect(fullDiskError(path.join(os.tmpdir(), 'pg'))).toBeNull();
});

test('a folder that cannot be made is refused in words, and so is a file in its place', async () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'souk-data-')), 'file');
  writeFileSync(file, '');
  const open = (dir: string) => openEmbedded({ kind: 'embedded', dir, durable: true }, migrations);
  await expect(open(path.join(file, 'deep', 'pg'))).rejects.toThrow(/lies below a file/);
  await expect(open(file)).rejects.toThrow(StartError);
});
