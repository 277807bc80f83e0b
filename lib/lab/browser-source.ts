import type { AccountId, BuyerId, LabRunId } from '../model/ids';
import { sourceOf } from '../legacy/sources';
import { labOf } from './lab-of';
import { readRun } from './read-run';
import type { Sdk } from './way';

/**
 * What the browser is to make a Source of in this person's run, and where; null when the run wants none.
 */
export async function browserSource(
  buyerId: BuyerId,
  runId: LabRunId,
): Promise<{ readonly accountId: AccountId; readonly source: object } | null> {
  const found = await readRun(buyerId, runId);
  if (found?.way.slug !== 'source-on-account' || found.run.choices.where !== 'browser') return null;
  const lab = labOf(found.run, 'step-0', {} as Sdk);
  return { accountId: found.run.seller.accountId, source: sourceOf(lab) };
}
