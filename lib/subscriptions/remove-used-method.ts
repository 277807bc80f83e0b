/**
 * Takes a card out of the wallet that subscriptions are paid with, once their buyer has said what
 * becomes of them. The sellers' accounts follow first, then their copies of the card are detached, and
 * the card itself last, so that at no moment something is charged to a card that is gone.
 */
import type { SavedMethodId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import type { SessionUser } from '../model/views';
import { removeMethod } from '../payments/wallet/remove-method';
import { usesOf, type UseOfMethod } from '../payments/wallet/uses-of-method';
import { getDb } from '../store/client';
import { subscriptions } from '../store/schema';
import { eq } from 'drizzle-orm';
import { changeSubscription } from './ask-change';
import { lockMethods, moveSubscriptions } from './move-to-method';
import { requestSyncs } from './request-sync';

/** What becomes of the subscriptions: another card, or their end. */
export type RemovalDecision =
  { readonly kind: 'move'; readonly to: SavedMethodId } | { readonly kind: 'cancel' };

export interface Removal {
  readonly removed: true;
  /** What the wallet page follows; null when no seller's account has to follow. */
  readonly changeId: string | null;
}

type Refusal = 'not_found' | 'in_use' | 'card_unusable' | 'not_canceled';

/** Without a decision a card that subscriptions go on with is refused as `in_use`. */
export async function removeUsedMethod(
  buyer: SessionUser,
  id: SavedMethodId,
  decision: RemovalDecision | null,
): Promise<Result<Removal, Refusal>> {
  if (decision?.kind === 'move') return moveAndRemove(buyer, { from: id, to: decision.to });
  if (decision?.kind === 'cancel') {
    const refused = await cancelUses(buyer, id);
    if (refused) return refused;
  }
  return letGoAndRemove(buyer, id);
}

/** What stands in the way of removing a card of this buyer. */
export async function usesOfMine(
  buyer: Pick<SessionUser, 'id'>,
  id: SavedMethodId,
): Promise<UseOfMethod[]> {
  const db = await getDb();
  const uses = await usesOf(db, [id]);
  const mine = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.buyerId, buyer.id));
  return uses.filter(({ subscriptionId }) => mine.some((one) => one.id === subscriptionId));
}

class Refused extends Error {
  constructor(readonly refusal: { ok: false; reason: 'card_unusable'; message: string }) {
    super(refusal.message);
  }
}

async function moveAndRemove(
  buyer: SessionUser,
  move: { readonly from: SavedMethodId; readonly to: SavedMethodId },
): Promise<Result<Removal, Refusal>> {
  let changeId: string | null = null;
  try {
    const removed = await removeMethod(buyer, move.from, async (tx) => {
      await lockMethods(tx, buyer.id, move);
      const moved = await moveSubscriptions(tx, buyer.id, move, 'removed');
      // Rolls everything back: the card stays where it is.
      if (!moved.ok) throw new Refused(moved);
      changeId = moved.value.subscriptionIds.length ? moved.value.changeId : null;
    });
    return removed.ok ? ok({ removed: true, changeId }) : removed;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/**
 * Nothing is charged to it any more, so no account keeps a copy: also those whose subscriptions run to
 * the end of a period that is paid.
 */
async function letGoAndRemove(
  buyer: SessionUser,
  id: SavedMethodId,
): Promise<Result<Removal, Refusal>> {
  let changeId: string | null = null;
  const removed = await removeMethod(buyer, id, async (tx) => {
    // Otherwise it is refused, and nothing may have been asked for.
    if ((await usesOf(tx, [id])).length > 0) return;
    const asked = await requestSyncs(tx, {
      buyerId: buyer.id,
      reason: 'removed',
      which: { chargedTo: id },
      renewsMethod: true,
      renewsCustomer: false,
    });
    changeId = asked.subscriptionIds.length ? asked.changeId : null;
  });
  return removed.ok ? ok({ removed: true, changeId }) : removed;
}

/** What is paid for stays theirs until its period is over; what is not paid ends at once. */
async function cancelUses(
  buyer: SessionUser,
  id: SavedMethodId,
): Promise<{ ok: false; reason: 'not_canceled'; message: string } | null> {
  const uses = await usesOfMine(buyer, id);
  const ended = await Promise.all(
    uses.map(async ({ subscriptionId, name, sellerName }) => {
      const atEnd = await changeSubscription(buyer, subscriptionId, {
        kind: 'cancel_at_period_end',
      });
      // Written down is enough: it goes on by itself, and the subscription needs no card.
      if (atEnd.ok || atEnd.reason === 'unreachable') return null;
      const now = await changeSubscription(buyer, subscriptionId, { kind: 'cancel_now' });
      if (now.ok || now.reason === 'unreachable') return null;
      return `${name} of ${sellerName}: ${now.message}`;
    }),
  );
  const refused = ended.filter((text) => text !== null);
  return refused.length ? refuse('not_canceled', refused.join(' ')) : null;
}
