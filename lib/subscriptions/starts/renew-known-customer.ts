import { and, eq, inArray, ne, notExists, sql } from 'drizzle-orm';
import type { Db } from '../../store/client';
import { isLiveMirror } from '../../store/live-mirrors';
import { subscriptions, syncs } from '../../store/schema';
import type { StartTask } from './claim-starts';
import { requestSyncs } from '../sync/request-sync';
import { syncing } from '../sync/sync-task';

/**
 * A start that uses the Customer of an earlier subscription: with nothing live there, changes of name
 * and e-mail did not reach it, so it is told them once this one has begun. Where another mirror at the
 * account is in step, that Customer is as well.
 */
export async function renewKnownCustomer(
  tx: Db,
  { subscriptionId, buyerId, accountId }: StartTask,
): Promise<void> {
  const [inStep] = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.buyerId, buyerId),
        eq(subscriptions.accountId, accountId),
        ne(subscriptions.id, subscriptionId),
        eq(subscriptions.state, 'started'),
        isLiveMirror,
        notExists(
          tx
            .select({ one: sql`1` })
            .from(syncs)
            .where(
              and(
                eq(syncs.subscriptionId, subscriptions.id),
                inArray(syncs.state, [...syncing, 'failed']),
              ),
            ),
        ),
      ),
    )
    .limit(1);
  if (inStep) return;
  await requestSyncs(tx, {
    buyerId,
    reason: 'buyer',
    which: [subscriptionId],
    renewsMethod: false,
    renewsCustomer: true,
  });
}
