import fs, {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { DataDirectory } from '../../store/data-directory';
import { temporaryDirectory } from '../support/data-directory';

describe('the data directory', () => {
  const text = (...lines: string[]) => lines.map((line) => Buffer.from(`${line}\n`));

  /** What a start replays. */
  function replayed(directory: string): string[] {
    const lines: string[] = [];
    new DataDirectory(directory, (line) => lines.push(line.toString())).close();
    return lines;
  }

  function append(directory: DataDirectory, line: string): void {
    directory.append(Buffer.from(`${line}\n`));
  }

  test('a crash before the snapshot is in place leaves the old one in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"one"');
    first.close();
    writeFileSync(path.join(directory, 'snapshot-0abc.tmp'), '{"generation":1}\n"half');
    writeFileSync(path.join(directory, 'journal-1.jsonl'), '"meanwhile"\n"to');
    expect(replayed(directory)).toEqual(['"one"', '"meanwhile"']);
    expect(readdirSync(directory).sort()).toEqual(['journal-0.jsonl', 'journal-1.jsonl']);
  });

  test('what is written while a snapshot is, comes after it', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    first.snapshot(text('"all before"'));
    append(first, '"meanwhile"');
    expect(readdirSync(directory).sort()).toContain('journal-0.jsonl');
    await first.idle();
    append(first, '"after"');
    first.close();
    expect(readdirSync(directory).sort()).toEqual(['journal-1.jsonl', 'snapshot.jsonl']);
    expect(replayed(directory)).toEqual(['"all before"', '"meanwhile"', '"after"']);
  });

  test('a stop in the middle of a snapshot loses nothing, and leaves nothing half', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    first.snapshot(text('"all before"'));
    append(first, '"meanwhile"');
    first.close();
    await first.idle();
    expect(readdirSync(directory).sort()).toEqual(['journal-0.jsonl', 'journal-1.jsonl']);
    expect(replayed(directory)).toEqual(['"before"', '"meanwhile"']);
  });

  test('a directory that cannot be synced loses nothing of what comes after the snapshot', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    const { open } = fs.promises;
    const refused = vi.spyOn(fs.promises, 'open').mockImplementation((file, ...rest) => {
      if (file === directory) return Promise.reject(new Error('EMFILE'));
      return open(file, ...rest);
    });
    try {
      first.snapshot(text('"kept"'));
      await first.idle();
      expect(refused).toHaveBeenCalledWith(directory, 'r');
    } finally {
      refused.mockRestore();
    }
    append(first, '"after"');
    first.close();
    expect(replayed(directory)).toEqual(['"kept"', '"after"']);
  });

  test('a next journal that cannot be made leaves the old pair in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    mkdirSync(path.join(directory, 'journal-1.jsonl'));
    const log = vi.spyOn(console, 'error').mockReturnValue();
    first.snapshot(text('"snapshot"'));
    await first.idle();
    expect(log).toHaveBeenCalledWith('The snapshot could not be written:', expect.any(String));
    log.mockRestore();
    append(first, '"after"');
    first.close();
    rmdirSync(path.join(directory, 'journal-1.jsonl'));
    expect(replayed(directory)).toEqual(['"before"', '"after"']);
  });

  test('a snapshot that the disk refuses leaves what was in force in force', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"before"');
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const full = vi.spyOn(fs.promises, 'open').mockRejectedValue(new Error('ENOSPC'));
    first.snapshot(text('"snapshot"'));
    await first.idle();
    full.mockRestore();
    expect(log).toHaveBeenCalledWith('The snapshot could not be written:', 'ENOSPC');
    log.mockRestore();
    append(first, '"after"');
    first.close();
    expect(replayed(directory)).toEqual(['"before"', '"after"']);
  });

  test('a crash after the snapshot is in place ignores the journal it replaced', async () => {
    const directory = await temporaryDirectory();
    const first = new DataDirectory(directory, () => undefined);
    append(first, '"old"');
    first.snapshot(text('"new"'));
    await first.idle();
    first.close();
    writeFileSync(path.join(directory, 'journal-0.jsonl'), '"old"\n');
    expect(replayed(directory)).toEqual(['"new"']);
    expect(readdirSync(directory).sort()).toEqual(['journal-1.jsonl', 'snapshot.jsonl']);
  });

  describe('refuses to start, in one sentence, and touches nothing', () => {
    /** A directory with a snapshot and two journals, as a crash during a snapshot leaves it. */
    async function inUse(): Promise<string> {
      const directory = await temporaryDirectory();
      const first = new DataDirectory(directory, () => undefined);
      first.snapshot(text('"one"', '"two"'));
      await first.idle();
      append(first, '"three"');
      first.snapshot(text('"one"', '"two"', '"three"'));
      append(first, '"four"');
      first.close();
      await first.idle();
      expect(replayed(directory)).toEqual(['"one"', '"two"', '"three"', '"four"']);
      return directory;
    }

    function contents(directory: string): Record<string, string> {
      const names = readdirSync(directory).sort();
      return Object.fromEntries(
        names.map((name) => [name, readFileSync(path.join(directory, name), 'utf8')]),
      );
    }

    test.each([
      ['a snapshot without its end', 'snapshot.jsonl', (text: string) => text.slice(0, -12)],
      [
        'a snapshot that lacks a line',
        'snapshot.jsonl',
        (text: string) => text.replace('"two"\n', ''),
      ],
      ['an empty snapshot', 'snapshot.jsonl', () => ''],
      ['a finished journal cut off within a line', 'journal-1.jsonl', () => '"thr'],
      ['a snapshot that is gone', 'snapshot.jsonl', null],
      ['a journal that is gone', 'journal-1.jsonl', null],
    ])('%s', async (_, name, change) => {
      const directory = await inUse();
      const file = path.join(directory, name);
      if (change) writeFileSync(file, change(readFileSync(file, 'utf8')));
      else rmSync(file);
      const before = contents(directory);
      expect(() => replayed(directory)).toThrow(
        /^The (snapshot|journal|data directory) \S+ .* choose another data directory\.$/,
      );
      expect(contents(directory)).toEqual(before);
    });
  });
});
