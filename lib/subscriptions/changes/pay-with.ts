import { and, eq, inArray } from 'drizzle-orm';
import type { BuyerId, SavedMethodId, SubscriptionId } from '../../model/ids';
import { whyNotForPlan } from '../../model/method-type';
import { isLive, isSyncing, syncStates } from '../../model/recurring';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { usableMethods } from '../../payments/wallet/usable-method';
import { writeAct } from '../../store/acts';
import { withTx, type Db } from '../../store/client';
import { subscriptions, syncs } from '../../store/schema';
import { requestSyncs } from '../sync/request-sync';

type Refusal = 'not_found' | 'not_now' | 'card_unusable';

/**
 * Has a subscription paid with another saved card from now on, and with it what is open: our row says
 * so at once, the seller's account follows by a job. Pressed twice, it is asked once.
 */
export async function payWith(
  buyer: SessionUser,
  id: SubscriptionId,
  savedMethodId: SavedMethodId,
): Promise<Result<{ changed: true }, Refusal>> {
  return withTx((tx) => ask(tx, buyer.id, id, savedMethodId));
}

async function ask(
  tx: Db,
  buyerId: BuyerId,
  id: SubscriptionId,
  savedMethodId: SavedMethodId,
): Promise<Result<{ changed: true }, Refusal>> {
  // Cards before subscriptions, as everybody who locks both.
  const methods = await usableMethods(tx, buyerId, [savedMethodId]);
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.buyerId, buyerId)))
    .for('no key update');
  if (!row) return refuse('not_found', 'There is no such thing here.');
  if (!methods.ok) return methods;
  const wrong = whyNotForPlan(methods.value.get(savedMethodId)?.type ?? '');
  if (wrong) return refuse('card_unusable', wrong);
  if (row.state !== 'started' || !row.status || !isLive(row.status)) {
    return refuse('not_now', 'This is over, or has not begun yet. Load the page again.');
  }
  if (row.savedMethodId === savedMethodId && (await isOnItsWay(tx, id, savedMethodId))) {
    return ok({ changed: true });
  }
  await requestSyncs(tx, {
    buyerId,
    reason: 'method',
    savedMethodId,
    which: [id],
    renewsMethod: true,
    renewsCustomer: false,
  });
  await writeAct(tx, { id: buyerId, role: 'buyer' }, 'card_chosen', {
    ...{ subscriptionId: id, orderId: row.orderId },
    ...{ savedMethodId: row.savedMethodId, newMethodId: savedMethodId },
  });
  return ok({ changed: true });
}

async function isOnItsWay(
  tx: Db,
  id: SubscriptionId,
  savedMethodId: SavedMethodId,
): Promise<boolean> {
  const found = await tx
    .select({ id: syncs.id })
    .from(syncs)
    .where(
      and(
        eq(syncs.subscriptionId, id),
        eq(syncs.savedMethodId, savedMethodId),
        eq(syncs.renewsMethod, true),
        inArray(syncs.state, syncStates.filter(isSyncing)),
      ),
    )
    .limit(1);
  return found.length > 0;
}
