/**
 * For tests only: a process of the app without its pages. `LOG_JOBS` lets it write down which jobs it
 * took instead of doing them.
 */
import { sql } from 'drizzle-orm';
import { startWorkers } from '../../jobs/workers';
import { getDb } from '../../store/client';
import { processName } from '../../store/process-name';
import { startWork, stopWork } from '../start-work';

async function logJobs(): Promise<void> {
  await startWorkers({
    'drive-leg': async ({ legId }) => {
      const db = await getDb();
      // So long that jobs wait, and the other process sees them when it looks.
      await db.execute(sql`select pg_sleep(0.1)`);
      await db.execute(sql`insert into taken (leg, process) values (${legId}, ${processName})`);
    },
  });
}

process.once('SIGTERM', () => void stopWork().then(() => process.exit(0)));
await (process.env.LOG_JOBS ? logJobs() : startWork());
process.send?.(processName);
