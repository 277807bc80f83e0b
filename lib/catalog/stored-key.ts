import { eq, getTableColumns } from 'drizzle-orm';
import type { IdempotencyKey } from '../model/ids';
import { getDb } from '../store/client';
import { isForgotten } from '../store/forgotten-key';
import { randomCharacters } from '../store/new-id';
import { milestones } from '../store/schema';

interface StoredKey {
  readonly key: IdempotencyKey;
  /** When it was written down. */
  readonly at: Date;
  /** True when Stripe may not know the key any more. */
  readonly forgotten: boolean;
}

/**
 * The key of a call about a seller's account, written down under `name` before it is used: a start
 * that died half way repeats it, with the same moment, and gets the same answer. `anew` puts another
 * in its place.
 */
export async function storedKey(name: string, prefix: string, anew = false): Promise<StoredKey> {
  const db = await getDb();
  const [there] = await db
    .select({ ...getTableColumns(milestones), forgotten: isForgotten(milestones.at) })
    .from(milestones)
    .where(eq(milestones.name, name));
  if (there && !anew) {
    return { key: there.value as IdempotencyKey, at: there.at, forgotten: there.forgotten };
  }
  const row = { value: `${prefix}:${randomCharacters(8)}`, at: new Date() };
  await db
    .insert(milestones)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: milestones.name, set: row });
  return { key: row.value as IdempotencyKey, at: row.at, forgotten: false };
}
