/** `npm run reconcile -- --day 2026-11-20`: the nightly comparison by hand, with what it found. */
import { asc, eq, isNull, and } from 'drizzle-orm';
import { ConfigError } from '../config/config-error';
import { platformBooks } from '../payments/reconcile/find-platform-differences';
import { accountsToCompare, reconcileAccount } from '../payments/reconcile/reconcile';
import { closeDb, getDb } from '../store/client';
import { differences } from '../store/schema';
import { StartError } from '../store/start-error';
import { faultText } from '../stripe/failure';
import { comparisonRequest } from './compare-day';
import { differenceText } from './work-text';

const flag = process.argv.indexOf('--day');
const asked = comparisonRequest.safeParse({ day: process.argv[flag + 1] });
if (flag < 0 || !asked.success) {
  console.error('Say which day, in UTC: npm run reconcile -- --day 2026-11-20');
  process.exit(2);
}
process.exitCode = await compare(asked.data.day).catch((error: unknown) => {
  const known = error instanceof StartError || error instanceof ConfigError;
  console.error(known ? error.message : faultText(error));
  if (error instanceof StartError) console.error('While Souk runs: Work → Compare a day.');
  return 2;
});

/**
 * Compares every account and the platform's own books; 1 when something differs, 2 when one could not
 * be compared whole.
 */
async function compare(day: string): Promise<number> {
  const db = await getDb();
  try {
    const books = [...(await accountsToCompare()), { accountId: platformBooks }];
    let faults = 0;
    for (const { accountId } of books) {
      await reconcileAccount(day, accountId).catch((fault: unknown) => {
        faults += 1;
        console.error(`${accountId} was not compared whole: ${faultText(fault)}`);
      });
    }
    const found = await db
      .select()
      .from(differences)
      .where(and(eq(differences.day, day), isNull(differences.resolvedAt)))
      .orderBy(asc(differences.accountId), asc(differences.objectId));
    for (const one of found) {
      const sums = `here ${one.ourAmount ?? 'nothing'} ${one.ourCurrency ?? ''}, at Stripe ${one.theirAmount ?? 'nothing'} ${one.theirCurrency ?? ''}`;
      console.info(`${one.accountId} ${one.objectId} ${differenceText[one.kind].title}: ${sums}`);
    }
    console.info(
      `${day}: ${books.length - faults} of ${books.length} books compared, ${found.length} differences.`,
    );
    return faults > 0 ? 2 : found.length > 0 ? 1 : 0;
  } finally {
    await closeDb();
  }
}
