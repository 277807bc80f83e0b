import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

interface Holder {
  readonly pid: number;
  /** When the process started, as the kernel says it: a reused pid differs in it. */
  readonly start: string;
  readonly nonce: string;
}

/** Locks held by this process, where the pid says nothing. */
const held = new Set<string>();

/** How long a holder that is on its way out is waited for, and how often it is looked at. */
const PATIENCE_MS = 2_000;
const PAUSE_MS = 50;

/**
 * Takes a data directory for this process alone, until the returned function is called or the
 * process is gone (`kill -9` leaves a file behind that the next start recognises as stale).
 * Throws an `Error` with one sentence for the user when another process still has it after two
 * seconds. The wait blocks: nothing else is to happen before the directory is ours.
 */
export function lockDirectory(directory: string): () => void {
  const file = path.join(directory, 'lock');
  const me: Holder = {
    pid: process.pid,
    start: startOf(process.pid),
    nonce: randomBytes(8).toString('hex'),
  };
  const end = performance.now() + PATIENCE_MS;
  for (let attempt = 0; attempt < 50;) {
    if (linked(file, me)) {
      held.add(me.nonce);
      return () => {
        held.delete(me.nonce);
        if (read(file)?.nonce === me.nonce) fs.rmSync(file, { force: true });
      };
    }
    const holder = read(file);
    if (holder && alive(holder)) {
      // Our own process cannot give it back while it waits here.
      if (holder.pid !== process.pid && performance.now() < end) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        continue;
      }
      throw new Error(
        `The data directory ${directory} is in use by process ${holder.pid}; stop it or choose another directory.`,
      );
    }
    attempt += 1;
    if (holder) moveAway(file, holder, me);
  }
  throw new Error(`Could not lock the data directory ${directory}.`);
}

/** Links a complete file into place, so that nobody ever reads half a lock. */
function linked(file: string, me: Holder): boolean {
  const temporary = `${file}.${me.nonce}`;
  fs.writeFileSync(temporary, JSON.stringify(me), { mode: 0o600 });
  try {
    fs.linkSync(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

/** Moves exactly the stale lock away; puts it back if a newer one took its place meanwhile. */
function moveAway(file: string, stale: Holder, me: Holder): void {
  const grave = `${file}.stale.${me.nonce}`;
  try {
    fs.renameSync(file, grave);
  } catch {
    return;
  }
  if (read(grave)?.nonce !== stale.nonce) {
    try {
      fs.linkSync(grave, file);
    } catch {
      // A still newer holder is there already.
    }
  }
  fs.rmSync(grave, { force: true });
}

function alive(holder: Holder): boolean {
  // A restarted container often gets the same pid again, so our own pid proves nothing.
  if (holder.pid === process.pid) return held.has(holder.nonce);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // A killed process answers signals until its parent has taken note of its end.
  const [state] = statOf(holder.pid);
  if (state === 'Z' || state === 'X') return false;
  const start = startOf(holder.pid);
  return !holder.start || !start || start === holder.start;
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** When a process started: field 22 of its `stat` on Linux; empty elsewhere. */
function startOf(pid: number): string {
  return statOf(pid)[19] ?? '';
}

/**
 * /proc/<pid>/stat behind the name (which may hold spaces), so from field 3, the state. Nothing
 * where there is no /proc, or one of another process namespace, in which our numbers are others'.
 */
function statOf(pid: number): string[] {
  try {
    if (fs.readlinkSync('/proc/self') !== String(process.pid)) return [];
    return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
  } catch {
    return [];
  }
}
