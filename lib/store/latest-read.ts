/**
 * Objects of Stripe's have no version, and several may read one at the same time: whoever read it
 * first could write last, and what is older would stand. So each reader takes a turn before it reads,
 * and writes only while nobody has taken one after it.
 */
import { eq, sql } from 'drizzle-orm';
import { getDb, withTx, type Db } from './client';
import { reads } from './schema';

/** Several others have read the same object, one after another, and each began later. */
export class OvertakenError extends Error {}

interface Line {
  readonly running: Promise<unknown>;
  /** For all who came while it was running: it begins after that, and so reads what they heard of. */
  next?: Promise<unknown>;
}

const kept = globalThis as typeof globalThis & { soukReads?: Map<string, Line> };
const lines = (kept.soukReads ??= new Map());

/**
 * Reads an object and writes what it says; what is written is never older than the call of this
 * function. One name always stands for one way to read and write: of many calls at once in this
 * process the first and one more do the work for all. Reads are never made within a transaction.
 * Answers with what `write` does. Throws an OvertakenError when other processes read the same object
 * all the time.
 */
export function writeLatest<Value, Result>(
  name: string,
  read: () => Promise<Value>,
  write: (tx: Db, value: Value) => Promise<Result>,
): Promise<Result> {
  const line = lines.get(name);
  if (!line) return run(name, () => writeByTurn(name, read, write));
  line.next ??= line.running.then(
    () => run(name, () => writeByTurn(name, read, write)),
    () => run(name, () => writeByTurn(name, read, write)),
  );
  return line.next as Promise<Result>;
}

function run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  const running = work();
  const line: Line = { running };
  lines.set(name, line);
  const end = () => {
    // Else whoever is next has taken its place already, or is about to.
    if (lines.get(name) === line && !line.next) lines.delete(name);
  };
  running.then(end, end);
  return running;
}

const tries = 3;

/** The same between processes, by turns in the database. */
export async function writeByTurn<Value, Result>(
  name: string,
  read: () => Promise<Value>,
  write: (tx: Db, value: Value) => Promise<Result>,
): Promise<Result> {
  for (let round = 0; round < tries; round += 1) {
    const turn = await takeTurn(name);
    const value = await read();
    const written = await withTx(async (tx) => {
      return (await isLastTurn(tx, name, turn)) ? { result: await write(tx, value) } : null;
    });
    if (written) return written.result;
  }
  throw new OvertakenError(`${name} is being read by others all the time`);
}

/** For what several reads bring along: a turn of its own, taken before each, and asked about in its writing. */
export async function isLastTurn(tx: Db, name: string, turn: number): Promise<boolean> {
  const [last] = await tx.select().from(reads).where(eq(reads.name, name)).for('update');
  return last?.turn === turn;
}

export async function takeTurn(name: string): Promise<number> {
  const db = await getDb();
  const [row] = await db
    .insert(reads)
    .values({ name, turn: 1 })
    .onConflictDoUpdate({ target: reads.name, set: { turn: sql`${reads.turn} + 1` } })
    .returning({ turn: reads.turn });
  if (!row) throw new Error(`no turn for ${name}`);
  return row.turn;
}
