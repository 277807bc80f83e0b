import { createHash } from 'node:crypto';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { IdempotencyKey } from '../model/ids';
import { getDb } from './client';
import { isForgotten } from './forgotten-key';
import { newId } from './new-id';
import { milestones } from './schema';

/**
 * The key of an update on the platform, written down under `name` before it is used. The same update
 * repeated after a lost answer gets the same key; another one, or the same once it was answered
 * (`answered`), a new one, as the old would only repeat what it said.
 * https://docs.stripe.com/api/idempotent_requests
 */
export async function keyOfEdit(name: string, params: unknown): Promise<IdempotencyKey> {
  const db = await getDb();
  const digest = createHash('sha256').update(JSON.stringify(params)).digest('base64url');
  const [there] = await db
    .select({ ...getTableColumns(milestones), forgotten: isForgotten(milestones.at) })
    .from(milestones)
    .where(eq(milestones.name, name));
  const [known, key] = there?.value.split(' ') ?? [];
  if (there && !there.forgotten && known === digest && key) return key as IdempotencyKey;
  const fresh = `${name}:${newId('key')}`;
  // By the clock that says how old it is.
  const row = { value: `${digest} ${fresh}`, at: sql`now()` };
  await db
    .insert(milestones)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: milestones.name, set: row });
  return fresh as IdempotencyKey;
}

/** The update was answered, so its key is used no more. */
export async function answered(name: string): Promise<void> {
  const db = await getDb();
  await db.delete(milestones).where(eq(milestones.name, name));
}
