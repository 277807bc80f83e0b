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

const tries = 3;

/**
 * Reads an object and writes what it says, unless somebody began to read the same one later: then
 * reads again. So what is written is never older than the call of this function. Reads are never made
 * within a transaction. Throws an OvertakenError after a few rounds.
 */
export async function writeLatest<Value>(
  name: string,
  read: () => Promise<Value>,
  write: (tx: Db, value: Value) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < tries; round += 1) {
    const turn = await takeTurn(name);
    const value = await read();
    const written = await withTx(async (tx) => {
      const [last] = await tx.select().from(reads).where(eq(reads.name, name)).for('update');
      if (last?.turn !== turn) return false;
      await write(tx, value);
      return true;
    });
    if (written) return;
  }
  throw new OvertakenError(`${name} is being read by others all the time`);
}

async function takeTurn(name: string): Promise<number> {
  const db = await getDb();
  const [row] = await db
    .insert(reads)
    .values({ name, turn: 1 })
    .onConflictDoUpdate({ target: reads.name, set: { turn: sql`${reads.turn} + 1` } })
    .returning({ turn: reads.turn });
  if (!row) throw new Error(`no turn for ${name}`);
  return row.turn;
}
