/**
 * Deprecated: a Source that its owner has agreed to is charged when Stripe says so, by the
 * `source.chargeable` event. Who charged in the page that the owner comes back to lost those who
 * never did.
 * https://docs.stripe.com/sources/best-practices
 */
import { eq } from 'drizzle-orm';
import type { AccountId, LabRunId } from '../model/ids';
import { getDb } from '../store/client';
import { labRuns, sellers } from '../store/schema';
import { withSdk } from '../stripe/lab-sdk';

/**
 * Charges the Source of a run of the lab on the account that it lives on, for its own amount. The key
 * is the run's, so an event that comes twice charges once. Nothing happens to Sources of nobody's
 * run.
 */
export async function chargeChargeable(
  accountId: AccountId,
  sourceId: string,
): Promise<'converged' | 'not_ours'> {
  const there = { stripeAccount: accountId };
  const source = await withSdk({}, (stripe) => stripe.sources.retrieve(sourceId, {}, there));
  const run = await runOf(source.metadata?.lab_run as LabRunId | undefined);
  if (run?.accountId !== accountId) return 'not_ours';
  const { amount, currency } = source;
  if (source.status !== 'chargeable' || amount === null || !currency) return 'converged';
  await withSdk({ buyerId: run.buyerId, labRunId: run.id }, (stripe) =>
    stripe.charges.create(
      { amount, currency, source: source.id, application_fee_amount: 100 },
      { ...there, idempotencyKey: `lab:${run.id}:chargeable` },
    ),
  );
  return 'converged';
}

async function runOf(id: LabRunId | undefined) {
  if (!id) return null;
  const db = await getDb();
  const [run] = await db
    .select({ id: labRuns.id, buyerId: labRuns.buyerId, accountId: sellers.accountId })
    .from(labRuns)
    .innerJoin(sellers, eq(sellers.id, labRuns.sellerId))
    .where(eq(labRuns.id, id));
  return run ?? null;
}
