import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setImmediate as requests } from 'node:timers/promises';
import { readLines } from './read-lines';

/** The first line; `format` is missing in snapshots of version 0.1.0, which have no last line. */
interface Header {
  /** The first journal that a start has to replay after this snapshot. */
  generation: number;
  format?: 2;
}

/** The last line; the only one but the first that is an object. */
interface Footer {
  lines: number;
}

/** How much is written between two looks at the requests that came meanwhile. */
const CHUNK = 128 * 1024;

const BRACE = 0x7b;

/** What a start has to know of the snapshot it has read. */
export interface Snapshot {
  readonly generation: number;
  readonly bytes: number;
}

/** Hands each line to `replay`. Throws one sentence for the user when anything of it is missing. */
export function readSnapshot(file: string, replay: (line: Buffer) => void): Snapshot {
  const descriptor = fs.openSync(file, 'r');
  try {
    let header: Header | undefined;
    let footer: Footer | undefined;
    let lines = 0;
    const bytes = readLines(descriptor, (line) => {
      if (footer) throw new Error('Something follows its end.');
      if (!header) header = JSON.parse(line.toString('utf8')) as Header;
      else if (header.format && line[0] === BRACE) footer = JSON.parse(line.toString()) as Footer;
      else {
        replay(line);
        lines += 1;
      }
    });
    if (!header) throw new Error('It is empty.');
    if (header.format && footer?.lines !== lines) throw new Error('Lines are missing.');
    return { generation: header.generation, bytes };
  } catch {
    throw new Error(
      `The snapshot ${file} is damaged; restore it from a copy, or choose another data directory.`,
    );
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * Writes a whole snapshot into a new file of `directory`, on the disk when it resolves, and lets
 * requests be answered in between. Resolves with the file's name and size. Rejects when the disk
 * refuses or `stop` is aborted; then no file is left.
 */
export async function writeSnapshot(
  directory: string,
  generation: number,
  lines: Iterable<Buffer>,
  stop: AbortSignal,
): Promise<{ file: string; bytes: number }> {
  // A name of its own: another process may have the directory before this one notices its end.
  const file = path.join(directory, `snapshot-${randomBytes(6).toString('hex')}.tmp`);
  const handle = await fs.promises.open(file, 'wx', 0o600);
  let bytes = 0;
  try {
    try {
      for (const chunk of chunks(generation, lines)) {
        await handle.writeFile(chunk);
        bytes += chunk.length;
        await requests(undefined, { signal: stop });
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    stop.throwIfAborted();
  } catch (error) {
    fs.rmSync(file, { force: true });
    throw error;
  }
  return { file, bytes };
}

function* chunks(generation: number, lines: Iterable<Buffer>): Generator<Buffer> {
  const header: Header = { generation, format: 2 };
  let parts: Buffer[] = [Buffer.from(`${JSON.stringify(header)}\n`)];
  let size = 0;
  let count = 0;
  for (const line of lines) {
    parts.push(line);
    count += 1;
    size += line.length;
    if (size > CHUNK) {
      yield Buffer.concat(parts);
      parts = [];
      size = 0;
    }
  }
  const footer: Footer = { lines: count };
  yield Buffer.concat([...parts, Buffer.from(`${JSON.stringify(footer)}\n`)]);
}
