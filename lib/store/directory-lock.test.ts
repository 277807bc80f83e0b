import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockDirectory } from './directory-lock';
import { StartError } from './start-error';

const freshDir = () => path.join(mkdtempSync(path.join(os.tmpdir(), 'souk-lock-')), 'pg');
const ownerFile = (dir: string) => `${dir}.lock`;
const writeOwner = (dir: string, owner: object) =>
  writeFileSync(ownerFile(dir), JSON.stringify({ start: '', nonce: 'other', ...owner }));
/** Only Linux says which processes there are, and only in a process namespace that has its own /proc. */
const procIsOurs = existsSync('/proc/self') && readlinkSync('/proc/self') === String(process.pid);

function attempt(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('a living process keeps others out, with a sentence that says what to do', () => {
  const dir = freshDir();
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  try {
    writeOwner(dir, { pid: other.pid });
    const taken = attempt(() => lockDirectory(dir));
    expect(taken).toBeInstanceOf(StartError);
    expect((taken as StartError).message).toMatch(
      new RegExp(`in use by process ${other.pid}. Stop that one, or .*DATA_DIR.*DATABASE_URL`),
    );
  } finally {
    other.kill('SIGKILL');
  }
});

test('the lock of a dead process is taken over', () => {
  const dir = freshDir();
  const dead = spawnSync(process.execPath, ['-e', '']);
  writeOwner(dir, { pid: dead.pid });
  const unlock = lockDirectory(dir);
  expect(JSON.parse(readFileSync(ownerFile(dir), 'utf8'))).toMatchObject({ pid: process.pid });
  unlock();
  expect(existsSync(ownerFile(dir))).toBe(false);
});

test.runIf(procIsOurs)(
  'a killed process whose parent has not noticed does not count as the owner',
  async () => {
    const dir = freshDir();
    // The shell becomes a program that never asks what became of its child.
    const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 600']);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      const stat = (of: number | undefined) => readFileSync(`/proc/${of}/stat`, 'utf8');
      // Before that it is still a shell, which does ask.
      await expect.poll(() => stat(parent.pid)).toContain('(sleep)');
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => stat(pid)).toContain(') Z ');
      writeOwner(dir, { pid });
      lockDirectory(dir)();
      expect(existsSync(ownerFile(dir))).toBe(false);
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

test('a process that ends meanwhile is waited for', () => {
  const dir = freshDir();
  const other = spawn('sleep', ['0.4'], { stdio: 'ignore' });
  writeOwner(dir, { pid: other.pid });
  lockDirectory(dir)();
  expect(existsSync(ownerFile(dir))).toBe(false);
});

test.runIf(procIsOurs)(
  'a number that was given to a later process does not count as the owner',
  () => {
    const dir = freshDir();
    writeOwner(dir, { pid: process.ppid, start: '1' });
    lockDirectory(dir)();
    expect(existsSync(ownerFile(dir))).toBe(false);
  },
);

test('giving it back leaves a lock that somebody else has taken since', () => {
  const dir = freshDir();
  const unlock = lockDirectory(dir);
  writeOwner(dir, { pid: process.pid });
  unlock();
  expect(existsSync(ownerFile(dir))).toBe(true);
});
