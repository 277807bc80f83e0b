import type { Db, OpenDatabase } from './database';
import * as schema from './schema';
import { StartError } from './start-error';

/** Any number, the same in every instance: who holds it migrates, the others wait. */
const migrationLock = 7_240_001;

/** Opens a pool on a Postgres and brings it up to date. Throws a StartError when it is not reachable. */
export async function openPostgres(url: string, migrationsFolder: string): Promise<OpenDatabase> {
  const { default: pg } = await import('pg');
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const { migrate } = await import('drizzle-orm/node-postgres/migrator');
  // int8, e.g. count(*): a number, as on the embedded database.
  pg.types.setTypeParser(20, Number);
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  pool.on('error', (error) => console.error('[store] idle connection lost:', error.message));
  try {
    const client = await pool.connect().catch((error: unknown) => {
      throw new StartError(
        `The database of DATABASE_URL (${new URL(url).host}) does not answer: ${reason(error)}. ` +
          'Start it or correct the address; without DATABASE_URL Souk uses its embedded database.',
      );
    });
    try {
      await client.query('select pg_advisory_lock($1)', [migrationLock]);
      await migrate(drizzle(client, { schema }), { migrationsFolder });
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    db: drizzle(pool, { schema }) as unknown as Db,
    kind: 'postgres',
    runScript: async (script) => {
      const client = await pool.connect();
      try {
        await client.query(script);
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? 'unknown reason';
}
