import { provisionAccounts } from './lib/catalog/provision-accounts';
import { seedCatalog } from './lib/catalog/seed/seed';
import { config } from './lib/config/config';
import { ConfigError } from './lib/config/config-error';
import { describeFault } from './lib/inspector/describe-fault';
import { flushCalls } from './lib/inspector/record';
import { redactText } from './lib/inspector/redact';
import { resumeUnfinishedLegs } from './lib/payments/resume-leg';
import { watchAfterSale } from './lib/payments/watch-after-sale';
import { seedPeople } from './lib/session/seed-people';
import { getDb } from './lib/store/client';
import { startHeartbeat } from './lib/store/heartbeat';
import { prune } from './lib/store/prune';
import { StartError } from './lib/store/start-error';

/**
 * Brings everything up: environment, database, goods, people, sellers' accounts; then takes up the
 * legs that a stopped process left unfinished. Ends the process with one sentence when that fails,
 * since Next itself would stay up and answer 500 to everything.
 */
export async function start(): Promise<void> {
  try {
    config();
    await getDb();
    await startHeartbeat();
    await seedCatalog();
    await seedPeople();
    await provisionAccounts();
  } catch (error) {
    console.error(`\nSouk cannot start. ${wordsOf(error)}\n`);
    process.exit(1);
  }
  // Beside the first requests: a buyer must not wait for another one's order.
  void resumeUnfinishedLegs().catch((error: unknown) =>
    console.error('[legs] unfinished legs could not be taken up:', describeFault(error)),
  );
  void watchAfterSale().catch((error: unknown) =>
    console.error('[refunds] granted refunds could not be taken up:', describeFault(error)),
  );
  keepPruning();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void flushCalls());
  }
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
