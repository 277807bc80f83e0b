import { sql } from 'drizzle-orm';
import { getDb } from './client';
import { stalls } from './schema';

/**
 * Writes down why a driver was stopped, for the operator: the row itself stays at its recovery point
 * and is gone on with later. Never throws, as nothing may hang on it.
 */
export async function noteStall(about: string, reason: string): Promise<void> {
  try {
    const db = await getDb();
    await db
      .insert(stalls)
      .values({ about, reason })
      .onConflictDoUpdate({ target: stalls.about, set: { reason, at: sql`now()` } });
  } catch {
    console.error(`[work] what stopped ${about} was not written down`);
  }
}
