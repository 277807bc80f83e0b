import { and, eq } from 'drizzle-orm';
import type { AccountId, BuyerId, LabRunId } from '../model/ids';
import { sourceOf } from '../legacy/sources';
import { getDb } from '../store/client';
import { labRuns, sellers } from '../store/schema';
import { labOf } from './lab-of';
import type { Sdk } from './way';

/**
 * What the browser is to make a Source of in this person's run, and where; null when the run wants none.
 */
export async function browserSource(
  buyerId: BuyerId,
  runId: LabRunId,
): Promise<{ readonly accountId: AccountId; readonly source: object } | null> {
  const db = await getDb();
  const [found] = await db
    .select({ run: labRuns, seller: sellers })
    .from(labRuns)
    .innerJoin(sellers, eq(sellers.id, labRuns.sellerId))
    .where(
      and(
        eq(labRuns.id, runId),
        eq(labRuns.buyerId, buyerId),
        eq(labRuns.way, 'source-on-account'),
      ),
    );
  if (!found?.seller.accountId || found.run.choices.where !== 'browser') return null;
  const { run } = found;
  const seller = { ...found.seller, accountId: found.seller.accountId };
  const lab = labOf({ ...run, seller }, 'step-0', {} as Sdk);
  return { accountId: seller.accountId, source: sourceOf(lab) };
}
