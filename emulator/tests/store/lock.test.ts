import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockDirectory } from '../../store/lock';
import { temporaryDirectory } from '../support/data-directory';

/** Only Linux says which processes there are, and only in a process namespace that has its own /proc. */
const procIsOurs = existsSync('/proc/self') && readlinkSync('/proc/self') === String(process.pid);

describe('the lock', () => {
  test('keeps a second holder out, and is free again when released', async () => {
    const directory = await temporaryDirectory();
    const release = lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow('in use by process');
    release();
    lockDirectory(directory)();
  });

  test('of a living process holds, with its number named', async () => {
    const directory = await temporaryDirectory();
    const other = spawn('sleep', ['600'], { stdio: 'ignore' });
    try {
      writeFileSync(
        path.join(directory, 'lock'),
        JSON.stringify({ pid: other.pid, start: '', nonce: 'other' }),
      );
      expect(() => lockDirectory(directory)).toThrow(`in use by process ${other.pid};`);
    } finally {
      other.kill('SIGKILL');
    }
  });

  test('of a process that ends meanwhile is waited for', async () => {
    const directory = await temporaryDirectory();
    const other = spawn('sleep', ['0.4'], { stdio: 'ignore' });
    writeFileSync(
      path.join(directory, 'lock'),
      JSON.stringify({ pid: other.pid, start: '', nonce: 'other' }),
    );
    lockDirectory(directory)();
    expect(readdirSync(directory)).toEqual([]);
  });

  test.runIf(procIsOurs)(
    'of a killed process whose parent has not noticed does not count',
    async () => {
      const directory = await temporaryDirectory();
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
        writeFileSync(
          path.join(directory, 'lock'),
          JSON.stringify({ pid, start: '', nonce: 'other' }),
        );
        lockDirectory(directory)();
        expect(readdirSync(directory)).toEqual([]);
      } finally {
        parent.kill('SIGKILL');
      }
    },
  );

  test('of a process that is gone does not count', async () => {
    const directory = await temporaryDirectory();
    const stale = { pid: 2 ** 22 + 1, start: '1', nonce: 'gone' };
    writeFileSync(path.join(directory, 'lock'), JSON.stringify(stale));
    const release = lockDirectory(directory);
    expect(JSON.parse(readFileSync(path.join(directory, 'lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    });
    release();
  });
});
