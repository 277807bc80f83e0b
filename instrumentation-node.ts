import { provisionAccounts } from './lib/onboarding/provision-accounts';
import { provisionPlans } from './lib/catalog/provision-plans';
import { seedCatalog } from './lib/catalog/seed/seed';
import { config } from './lib/config/config';
import { ConfigError } from './lib/config/config-error';
import { describeFault } from './lib/inspector/describe-fault';
import { flushCalls } from './lib/inspector/record';
import { redactText } from './lib/inspector/redact';
import { seedPeople } from './lib/session/seed-people';
import { getDb } from './lib/store/client';
import { prune } from './lib/store/prune';
import { StartError } from './lib/store/start-error';
import { tellShutEndpoints } from './lib/webhooks/shut-endpoints';
import { startWork, stopWork } from './lib/work/start-work';

/**
 * Brings everything up: environment, database, goods, people, sellers' accounts with their plans, and
 * the workers, which take up what a stopped process left unfinished beside the first requests. Ends the
 * process with one sentence when that fails, since Next itself would stay up and answer 500 to
 * everything.
 */
export async function start(): Promise<void> {
  outliveReaders();
  try {
    config();
    await getDb();
    await seedCatalog();
    await seedPeople();
    await provisionAccounts();
    await provisionPlans();
    await startWork();
  } catch (error) {
    console.error(`\nSouk cannot start. ${wordsOf(error)}\n`);
    process.exit(1);
  }
  for (const line of tellShutEndpoints()) console.warn(line);
  keepPruning();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, endGently);
  }
}

/**
 * Whoever read what is printed here may be gone: a closed terminal, a parent that was killed. Each line
 * would then be a fault, which is told by another line, for ever.
 */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Longer than a job's call to Stripe takes as a rule; what takes longer is given back. */
const patienceMs = 10_000;

/**
 * Next closes its server on the same signal and then leaves, whatever else is going on. It leaves
 * once the jobs that run have ended or are given back.
 */
function endGently(): void {
  const leave = process.exit.bind(process);
  const ended = stopWork(patienceMs)
    .then(flushCalls)
    .catch((error: unknown) => console.error('[jobs] not ended gently:', describeFault(error)));
  process.exit = ((code) => void ended.then(() => leave(code))) as typeof process.exit;
}

const pruneEveryMs = 6 * 3_600_000;

/** Prunes now and every six hours. A failure is logged, and tried again then. */
function keepPruning(): void {
  const once = () =>
    void prune().catch((error: unknown) =>
      console.error('[store] old rows were not pruned:', describeFault(error)),
    );
  once();
  setInterval(once, pruneEveryMs).unref();
}

/** Expected failures are sentences; anything else is a fault, told with its stack. */
function wordsOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartError) return redactText(error.message);
  return `This should not happen:\n${describeFault(error)}`;
}
