import { and, desc, eq, inArray } from 'drizzle-orm';
import { sendJob } from '../../jobs/send-job';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { writeAct } from '../../store/acts';
import { withTx } from '../../store/client';
import { syncs } from '../../store/schema';
import { requestSyncs } from './request-sync';
import { syncing } from './sync-task';

/**
 * Tries once more what a change of this buyer could not reach: each seller's account that refused gets
 * a new sync of the same change, with new keys (the old ones would repeat the refusal); what only waits
 * for its next try is tried now.
 */
export async function retrySyncs(
  buyer: SessionUser,
  changeId: string,
): Promise<Result<{ retried: number }, 'not_found'>> {
  return withTx(async (tx) => {
    const rows = await tx
      .selectDistinctOn([syncs.subscriptionId], { sync: syncs })
      .from(syncs)
      .where(
        and(
          eq(syncs.buyerId, buyer.id),
          inArray(
            syncs.subscriptionId,
            tx
              .select({ id: syncs.subscriptionId })
              .from(syncs)
              .where(and(eq(syncs.changeId, changeId), eq(syncs.buyerId, buyer.id))),
          ),
        ),
      )
      .orderBy(syncs.subscriptionId, desc(syncs.number));
    if (!rows.length) return refuse('not_found', 'There is no such thing here.');
    let retried = 0;
    for (const { sync } of rows) {
      if (sync.changeId !== changeId) continue;
      if (sync.state === 'failed') {
        const { reason, renewsMethod, renewsCustomer, subscriptionId } = sync;
        const { subscriptionIds } = await requestSyncs(tx, {
          buyerId: buyer.id,
          reason,
          which: [subscriptionId],
          renewsMethod,
          renewsCustomer,
          changeId,
        });
        retried += subscriptionIds.length;
      } else if (syncing.some((state) => state === sync.state)) {
        await sendJob('sync-mirror', { subscriptionId: sync.subscriptionId });
        retried += 1;
      }
    }
    if (retried > 0) {
      await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'sync_tried_again', { changeId });
    }
    return ok({ retried });
  });
}
