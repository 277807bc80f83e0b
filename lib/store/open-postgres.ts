import type { Socket } from 'node:net';
import type { Pool, PoolClient, PoolConfig } from 'pg';
import type { Db, OpenDatabase } from './database';
import * as schema from './schema';
import { StartError } from './start-error';

/** Any number, the same in every instance: who holds it migrates, the others wait. */
const migrationLock = 7_240_001;

/**
 * How long one process may keep others waiting. A process that is frozen inside a transaction, or whose
 * machine is gone without a word, holds its locks until Postgres ends that transaction; whoever waits
 * for them has more patience than that, and so goes on instead of failing.
 */
export const limits = {
  idleInTransactionMs: 10_000,
  lockMs: 15_000,
  statementMs: 60_000,
  /** No word from the server itself, which ends every statement before that: it is gone. */
  silenceMs: 75_000,
};

/** Opens a pool on a Postgres and brings it up to date. Throws a StartError when it is not reachable. */
export async function openPostgres(
  url: string,
  migrationsFolder: string,
  { idleInTransactionMs, lockMs, statementMs, silenceMs }: typeof limits = limits,
): Promise<OpenDatabase> {
  const { default: pg } = await import('pg');
  const { drizzle } = await import('drizzle-orm/node-postgres');
  // int8, e.g. count(*): a number, as on the embedded database.
  pg.types.setTypeParser(20, Number);
  // A server that is gone without a word is noticed in about twenty seconds, not in hours.
  const base = { connectionString: url, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
  const openPool = (more: PoolConfig) => outlivesItsClients(new pg.Pool({ ...base, ...more }));
  const pool = openPool({
    max: 10,
    // Also for a client while all of them wait for one lock.
    connectionTimeoutMillis: lockMs + 5_000,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
  });
  pool.on('connect', (client) => endWhenSilent(client, silenceMs));
  // For what takes as long as it takes: migrations, which wait for each other, the queue's upkeep, pruning.
  const patient = openPool({ max: 2, connectionTimeoutMillis: 10_000 });
  const close = async () => {
    await Promise.all([pool.end(), patient.end()]);
  };
  try {
    await migrateOnce(patient, url, migrationsFolder);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    db: Object.assign(drizzle(pool, { schema }), {
      // As drizzle's own, which never gives a client back whose `begin` has failed.
      transaction: async (...given: Parameters<Db['transaction']>) => {
        const client = await pool.connect();
        try {
          return await (drizzle(client) as unknown as Db).transaction(...given);
        } finally {
          client.release();
        }
      },
    }) as unknown as Db,
    patient: drizzle(patient, { schema }) as unknown as Db,
    kind: 'postgres',
    runScript: async (script) => {
      const client = await patient.connect();
      try {
        await client.query(script);
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        client.release();
      }
    },
    close,
  };
}

/**
 * A client that loses its connection between two statements of a transaction says so by an event that
 * ends the process when nobody listens; its next statement fails in any case.
 */
function outlivesItsClients(pool: Pool): Pool {
  pool.on('connect', (client) => {
    client.once('error', ({ message }) => console.error('[store] connection lost:', message));
    client.on('error', () => undefined);
  });
  // Of an idle one, which has told so itself.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Not by `query_timeout`: that would give a client back to the pool in the middle of its statement. With its
 * connection all that it has begun fails, and the pool makes another.
 */
function endWhenSilent(client: PoolClient, silenceMs: number): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.setTimeout(silenceMs, () => {
    stream.destroy(new Error(`the database has said nothing for ${silenceMs} ms`));
  });
}

async function migrateOnce(pool: Pool, url: string, migrationsFolder: string): Promise<void> {
  const { drizzle } = await import('drizzle-orm/node-postgres');
  const { migrate } = await import('drizzle-orm/node-postgres/migrator');
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
}

function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? 'unknown reason';
}
