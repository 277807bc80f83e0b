import { eq, lt, ne, sql } from 'drizzle-orm';
import { databaseKind, getDb } from './client';
import { processName } from './process-name';
import { processes } from './schema';

const everyMs = 2_000;
const kept = globalThis as typeof globalThis & { soukHeartbeat?: NodeJS.Timeout | undefined };

/**
 * Tells that this process lives, before it takes its first lease and from then on every two seconds.
 * The embedded database belongs to one process alone: there, whoever else is in the table is dead,
 * which is said once, and nobody waits for a beat.
 */
export async function startHeartbeat(): Promise<void> {
  await beat();
  if ((await databaseKind()) === 'embedded') {
    const db = await getDb();
    await db.delete(processes).where(ne(processes.name, processName));
    return;
  }
  // A process that comes back has another name.
  const db = await getDb();
  await db.delete(processes).where(lt(processes.beatAt, sql`now() - interval '1 hour'`));
  clearInterval(kept.soukHeartbeat);
  kept.soukHeartbeat = setInterval(
    () =>
      void beat().catch((error: unknown) => {
        console.error('[store] the heartbeat failed:', error instanceof Error ? error.message : '');
      }),
    everyMs,
  );
  kept.soukHeartbeat.unref();
}

/** Ends the telling; what this process still holds is free at once. */
export async function stopHeartbeat(): Promise<void> {
  clearInterval(kept.soukHeartbeat);
  kept.soukHeartbeat = undefined;
  const db = await getDb();
  await db.delete(processes).where(eq(processes.name, processName));
}

async function beat(): Promise<void> {
  const db = await getDb();
  await db
    .insert(processes)
    .values({ name: processName })
    .onConflictDoUpdate({ target: processes.name, set: { beatAt: sql`now()` } });
}
