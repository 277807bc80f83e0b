/** Brings mirrors that were found to differ back to what the platform has. */
import type { IdempotencyKey, KeptCloneId, SubscriptionId } from '../../model/ids';
import { and, eq, isNull } from 'drizzle-orm';
import { sendJob } from '../../jobs/send-job';
import { withTx, type Db } from '../../store/client';
import { writeAct, type Actor } from '../../store/acts';
import { newId } from '../../store/new-id';
import { keptClones, subscriptions } from '../../store/schema';
import { faultText } from '../../stripe/failure';
import type { KeptMethod } from '../../stripe/account-billing';
import { isMendable } from '../../model/mirror-views';
import { compareMirrors, type ComparedMirror } from './compare-mirrors';
import { convergeSubscription } from '../read-subscription';
import { requestSyncs } from '../sync/request-sync';

/**
 * Compares anew and mends what differs: the row is read from Stripe again, and a sync carries out the
 * rest. Answers with how many mirrors are being mended. What Souk did not attach is left alone: that is
 * the seller's.
 */
export async function repairMirrors(
  operator: Actor,
  only?: readonly SubscriptionId[],
): Promise<{ mended: number }> {
  const differing = (await compareMirrors(only)).filter(
    ({ view }) => (!only || only.includes(view.subscriptionId)) && isMendable(view),
  );
  for (const mirror of differing) await repair(operator, mirror);
  return { mended: differing.length };
}

async function repair(
  operator: Actor,
  { view, buyerId, extra, isLive }: ComparedMirror,
): Promise<void> {
  const id = view.subscriptionId;
  // It may turn out to have ended.
  await convergeSubscription(id).catch((error: unknown) => {
    console.error(`[subscriptions] ${id} was not read, ${faultText(error)}`);
  });
  await withTx(async (tx) => {
    await adopt(tx, id, extra);
    const { subscriptionIds } = isLive
      ? await requestSyncs(tx, {
          buyerId,
          reason: 'repair',
          which: [id],
          renewsMethod: view.differences.some(({ kind }) => kind !== 'buyer' && kind !== 'status'),
          renewsCustomer: true,
        })
      : { subscriptionIds: [] };
    // One that has ended has nothing to follow, but clones to lose.
    if (!subscriptionIds.length) await sendJob('sync-mirror', { subscriptionId: id });
    await writeAct(tx, operator, 'mirror_repaired', { subscriptionId: id });
  });
}

/** Copies that nobody has a row of get one, so that they are detached like any other. */
async function adopt(tx: Db, id: SubscriptionId, extra: readonly KeptMethod[]): Promise<void> {
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row) return;
  for (const method of extra) {
    const [known] = await tx
      .select({ id: keptClones.id })
      .from(keptClones)
      .where(
        and(
          eq(keptClones.accountId, row.accountId),
          eq(keptClones.accountMethodId, method.id),
          isNull(keptClones.detachedAt),
        ),
      );
    if (known) continue;
    const cloneId = newId<KeptCloneId>('kept');
    const key = (call: string) => `${call}:${cloneId}` as IdempotencyKey;
    await tx.insert(keptClones).values({
      id: cloneId,
      subscriptionId: id,
      accountId: row.accountId,
      savedMethodId: row.savedMethodId,
      cloneKey: key('clone'),
      attachKey: key('attach'),
      detachKey: key('detach'),
      accountMethodId: method.id,
      attachedAt: new Date(),
      unwantedAt: new Date(),
    });
  }
}
