/**
 * Takes a card out of the wallet that subscriptions are paid with, once their buyer has said what
 * becomes of them. The sellers' accounts follow first, then their copies of the card are detached, and
 * the card itself last, so that at no moment something is charged to a card that is gone.
 */
import { and, eq } from 'drizzle-orm';
import type { SavedMethodId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { MethodUse } from '../../model/sync-views';
import type { SessionUser } from '../../model/views';
import { removeMethod } from '../../payments/wallet/remove-method';
import { usesOf } from '../../payments/wallet/uses-of-method';
import { getDb, type Db } from '../../store/client';
import { isChargedTo } from '../../store/live-mirrors';
import { subscriptions } from '../../store/schema';
import { isStopped } from '../starts/end-stopped-start';
import { requestSyncs } from '../sync/request-sync';
import { endUse } from './end-use';
import { lockMethods, moveSubscriptions } from './move-to-method';

/** What becomes of the subscriptions: another card, or their end. */
export type RemovalDecision =
  { readonly kind: 'move'; readonly to: SavedMethodId } | { readonly kind: 'cancel' };

export interface Removal {
  readonly removed: true;
  /** What the wallet page follows; null when no seller's account has to follow. */
  readonly changeId: string | null;
}

type Refusal = 'not_found' | 'in_use' | 'card_unusable' | 'not_canceled' | 'not_movable';

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
): Promise<MethodUse[]> {
  const db = await getDb();
  const uses = await usesOf(db, [id]);
  const mine = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.buyerId, buyer.id));
  return uses.filter(({ subscriptionId }) => mine.some((one) => one.id === subscriptionId));
}

class Refused extends Error {
  constructor(
    readonly refusal: { ok: false; reason: 'card_unusable' | 'not_movable'; message: string },
  ) {
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
      if (await holdsStopped(tx, move.from)) throw new Refused(notMovable());
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
 * Whether a start is charged to it that has not begun as ordered: no other card is brought there before
 * somebody has looked at it, and Stripe may go on charging this one.
 */
async function holdsStopped(tx: Db, id: SavedMethodId): Promise<boolean> {
  const [found] = await tx
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(and(isStopped, isChargedTo(tx, id)))
    .limit(1);
  return found !== undefined;
}

const notMovable = () =>
  refuse(
    'not_movable',
    'A subscription has not begun as it was ordered, and cannot get another card. Let it end, or wait until we have looked at it.',
  );

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

async function cancelUses(
  buyer: SessionUser,
  id: SavedMethodId,
): Promise<{ ok: false; reason: 'not_canceled'; message: string } | null> {
  const uses = await usesOfMine(buyer, id);
  const ended = await Promise.all(
    uses.map(async ({ subscriptionId, name, sellerName }) => {
      const why = await endUse(buyer, subscriptionId);
      return why && `${name} of ${sellerName}: ${why}`;
    }),
  );
  const refused = ended.filter((text) => text !== null);
  return refused.length ? refuse('not_canceled', refused.join(' ')) : null;
}
