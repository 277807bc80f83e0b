import { getTableColumns, sql } from 'drizzle-orm';
import type { IdempotencyKey } from '../model/ids';
import { getDb } from './client';
import { isForgotten } from './forgotten-key';
import { randomCharacters } from './new-id';
import { milestones } from './schema';

interface StoredKey {
  readonly key: IdempotencyKey;
  /** When it was written down. */
  readonly at: Date;
  /** True when Stripe may not know the key any more. */
  readonly forgotten: boolean;
}

/**
 * The key of a call about a seller's account, written down under `name` before it is used: a start
 * that died half way repeats it, with the same moment, and gets the same answer; so does whoever asks
 * at the same time. `anew` puts another in its place.
 */
export async function storedKey(name: string, prefix: string, anew = false): Promise<StoredKey> {
  const db = await getDb();
  // By the clock that says how old it is.
  const row = { value: `${prefix}:${randomCharacters(8)}`, at: sql`now()` };
  const [there] = await db
    .insert(milestones)
    .values({ name, ...row })
    // What is there is answered with as well, and so is touched.
    .onConflictDoUpdate({ target: milestones.name, set: anew ? row : { name } })
    .returning({ ...getTableColumns(milestones), forgotten: isForgotten(milestones.at) });
  if (!there) throw new Error(`no key was kept for ${name}`);
  return { key: there.value as IdempotencyKey, at: there.at, forgotten: there.forgotten };
}
