import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { StartError } from './start-error';

interface Owner {
  readonly pid: number;
  /** When the process began, by the kernel: a later process may have the same number. */
  readonly start: string;
  readonly nonce: string;
}

/** How long an owner that is on its way out is waited for, and how often it is looked at. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/**
 * /proc/<pid>/stat behind the name (which may hold spaces), so from field 3, the state. Nothing
 * where there is no /proc, or one of another process namespace, in which our numbers are others'.
 */
function statOf(pid: number): string[] {
  try {
    if (readlinkSync('/proc/self') !== String(process.pid)) return [];
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
  } catch {
    return [];
  }
}

function startOf(pid: number): string {
  return statOf(pid)[19] ?? '';
}

function isAlive(owner: Owner): boolean {
  // A restarted container often gets the number of the process that died in it.
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A killed process answers signals until its parent has taken note of its end.
  const [state] = statOf(owner.pid);
  if (state === 'Z' || state === 'X') return false;
  const start = startOf(owner.pid);
  return !owner.start || !start || start === owner.start;
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Takes `<dir>.lock` for this process and returns how to give it back. Survives `kill -9`, reused
 * process numbers and simultaneous starts: a hard link is made by exactly one. Throws a StartError
 * when a living process still holds it after two seconds of (blocking) patience. Needed since PGlite
 * has no lock of its own, and a second process on the same folder loses acknowledged rows.
 */
export function lockDirectory(dir: string): () => void {
  const file = `${dir}.lock`;
  const me: Owner = {
    pid: process.pid,
    start: startOf(process.pid),
    nonce: randomBytes(8).toString('hex'),
  };
  const mine = `${file}.${me.nonce}`;
  const end = performance.now() + PATIENCE_MS;
  for (let round = 0; round < 50;) {
    writeFileSync(mine, JSON.stringify(me));
    try {
      if (tryLink(mine, file)) {
        return () => {
          if (readOwner(file)?.nonce === me.nonce) rmSync(file, { force: true });
        };
      }
    } finally {
      rmSync(mine, { force: true });
    }
    const owner = readOwner(file);
    if (owner && isAlive(owner)) {
      if (performance.now() < end) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        continue;
      }
      throw new StartError(
        `The data folder ${dir} is in use by process ${owner.pid}. ` +
          'Stop that one, or give this one its own folder (DATA_DIR) or a Postgres (DATABASE_URL).',
      );
    }
    round += 1;
    if (owner) buryStale(file, owner, me.nonce);
  }
  throw new StartError(
    `The data folder ${dir} could not be locked. If no other Souk runs, delete ${file} and start again.`,
  );
}

/** Moves exactly the dead owner's file away; puts it back when it was replaced in between. */
function buryStale(file: string, owner: Owner, nonce: string): void {
  const grave = `${file}.stale.${nonce}`;
  try {
    renameSync(file, grave);
  } catch {
    return;
  }
  if (readOwner(grave)?.nonce !== owner.nonce) tryLink(grave, file);
  rmSync(grave, { force: true });
}
