/** What an account missed while it was disconnected, and is to follow now that it is back. */
import { and, eq, sql } from 'drizzle-orm';
import type { BuyerId, SubscriptionId } from '../../model/ids';
import { getDb, withTx, type Db } from '../../store/client';
import { isLiveMirror, isReadSince } from '../../store/live-mirrors';
import { subscriptions, syncs } from '../../store/schema';
import { requestSyncs } from './request-sync';

/**
 * Asks once more, with new keys, for what failed because its account let nobody in, where Stripe has
 * let us read that account since. Should it be shut all the same, it waits for the next reading.
 */
export async function followReturned(): Promise<void> {
  const db = await getDb();
  const missed = await db
    .select({ id: subscriptions.id, buyerId: subscriptions.buyerId })
    .from(syncs)
    .innerJoin(subscriptions, eq(subscriptions.id, syncs.subscriptionId))
    .where(isMissed(db))
    .orderBy(subscriptions.id)
    .limit(100);
  for (const mirror of missed) await withTx((tx) => askAgain(tx, mirror));
}

const isMissed = (tx: Db) =>
  and(
    eq(syncs.state, 'failed'),
    sql`${syncs.problem} ->> 'code' = 'account_invalid'`,
    isReadSince(tx, syncs.accountId, syncs.finishedAt),
    // A newer one takes its place.
    sql`not exists (
      select from ${syncs} as newer
      where newer.subscription_id = ${syncs.subscriptionId} and newer.number > ${syncs.number}
    )`,
    isLiveMirror,
  );

async function askAgain(
  tx: Db,
  { id, buyerId }: { readonly id: SubscriptionId; readonly buyerId: BuyerId },
): Promise<void> {
  // Of two who look at once, the second finds the newer one.
  await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.id, id))
    .for('no key update');
  const [last] = await tx
    .select({ sync: syncs })
    .from(syncs)
    .innerJoin(subscriptions, eq(subscriptions.id, syncs.subscriptionId))
    .where(and(eq(syncs.subscriptionId, id), isMissed(tx)));
  if (!last) return;
  const { reason, renewsMethod, renewsCustomer, changeId } = last.sync;
  await requestSyncs(tx, { buyerId, reason, which: [id], renewsMethod, renewsCustomer, changeId });
}
