/**
 * Counts the commits of the embedded database and can end this process at one of them, as a power
 * cut of the process alone: `before` any of it is in the write-ahead log, or `after` it is there and
 * before anybody was told. To be called before the database is opened.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { PGlite } from '@electric-sql/pglite';

export interface CommitPoint {
  /** 1 is the first that counts. */
  readonly nth: number;
  readonly when: 'before' | 'after';
}

/** Written beside every flow, at moments of their own: the inspector's, the beat's, the queue's. */
const besides = /^(stripe_calls|processes|sessions|job|queue|schedule|subscription|version)$/;
const written = /\b(?:insert into|update|delete from)\s+(?:"?(pgboss)"?\.)?"?([a-z_]+)"?/gi;
const isSegment = (file: unknown) => /pg_wal[\\/][0-9A-F]{24}$/.test(String(file));

let armed: CommitPoint | null | undefined;
let seen: string[] = [];
let tables = new Set<string>();
let inTransaction = false;
/** The log was written to since the last statement began: it is a commit. */
let committing = false;

/** From here on commits are counted; the process ends at `point`, if there is one. */
export function countCommits(point: CommitPoint | null): void {
  armed = point;
  seen = [];
}

/** What was committed since `countCommits`, each told by the tables that it wrote to. */
export const commitsSeen = (): readonly string[] => seen;

/** Listens at PGlite and at the file system below it. */
export function listenToCommits(): void {
  const segments = new Set<number>();
  const { openSync, writeSync, closeSync } = fs;
  fs.openSync = ((file: fs.PathLike, ...rest: [fs.OpenMode, fs.Mode?]) => {
    const descriptor = openSync(file, ...rest);
    if (isSegment(file)) segments.add(descriptor);
    return descriptor;
  }) as typeof fs.openSync;
  fs.closeSync = (descriptor) => {
    segments.delete(descriptor);
    closeSync(descriptor);
  };
  fs.writeSync = ((descriptor: number, ...rest: [NodeJS.ArrayBufferView]) => {
    if (segments.has(descriptor)) begin();
    return writeSync(descriptor, ...rest);
  }) as typeof fs.writeSync;
  syncBuiltinESMExports();
  const exec = PGlite.prototype.execProtocolRaw;
  PGlite.prototype.execProtocolRaw = async function (message, options) {
    read(message);
    const answer = await exec.call(this, message, options);
    end();
    return answer;
  };
}

/** A message of Postgres' protocol: a statement to parse, or a whole simple query. */
function read(message: Uint8Array): void {
  const kind = String.fromCharCode(message[0] ?? 0);
  if (kind !== 'P' && kind !== 'Q') return;
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString();
  const [, begins, ends] = /(\bBEGIN\b)|(\bCOMMIT\b|\bROLLBACK\b)/.exec(text.slice(5, 40)) ?? [];
  if (begins) inTransaction = true;
  if (begins || (!inTransaction && !ends)) tables = new Set();
  if (ends) inTransaction = false;
  for (const [, queue, table = ''] of text.matchAll(written)) {
    if (!queue && !besides.test(table)) tables.add(table);
  }
}

function begin(): void {
  if (committing || armed === undefined || tables.size === 0) return;
  committing = true;
  seen.push([...tables].join(' + '));
  if (armed?.when === 'before' && armed.nth === seen.length) die();
}

function end(): void {
  if (!committing) return;
  committing = false;
  if (armed?.when === 'after' && armed.nth === seen.length) die();
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal ends the process before this returns; should it not, nothing more may happen.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
