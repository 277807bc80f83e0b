/** Subscriptions that are charged to one saved method, moved to another of the same buyer. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import { whyNotForPlan } from '../../model/method-type';
import type { BuyerId, SavedMethodId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { usableMethods } from '../../payments/wallet/usable-method';
import { writeAct } from '../../store/acts';
import { withTx, type Db } from '../../store/client';
import { savedMethods } from '../../store/schema';
import { requestSyncs, type RequestedSyncs } from '../sync/request-sync';

interface Move {
  readonly from: SavedMethodId;
  readonly to: SavedMethodId;
}

/**
 * Lets everything that is charged to one card be charged to another from now on: our rows say so at
 * once, the sellers' accounts follow, and what is open is paid with it. The old card stays in the
 * wallet. Pressed twice, nothing is left to move.
 */
export function replaceMethod(
  buyer: SessionUser,
  move: Move,
): Promise<Result<RequestedSyncs, 'not_found' | 'card_unusable'>> {
  return withTx(async (tx) => {
    const locked = await lockMethods(tx, buyer.id, move);
    if (!locked.has(move.from)) return refuse('not_found', 'This card is not in your wallet.');
    return moveSubscriptions(tx, buyer.id, move, 'method');
  });
}

/** The same within a transaction that holds `lockMethods`. */
export async function moveSubscriptions(
  tx: Db,
  buyerId: BuyerId,
  { from, to }: Move,
  reason: 'method' | 'removed',
): Promise<Result<RequestedSyncs, 'card_unusable'>> {
  if (from === to) return refuse('card_unusable', 'Choose another card than this one.');
  const usable = await usableMethods(tx, buyerId, [to]);
  if (!usable.ok) return usable;
  const wrong = whyNotForPlan(usable.value.get(to)?.type ?? '');
  if (wrong) return refuse('card_unusable', wrong);
  const asked = await requestSyncs(tx, {
    buyerId,
    reason,
    savedMethodId: to,
    which: { chargedTo: from },
    renewsMethod: true,
    renewsCustomer: false,
  });
  if (asked.subscriptionIds.length > 0) {
    const about = { savedMethodId: from, newMethodId: to, changeId: asked.changeId };
    await writeAct(tx, { id: buyerId, role: 'buyer' }, 'card_chosen', about);
  }
  return ok(asked);
}

/** Both rows, in the order that everybody takes them, so that nobody waits for somebody who waits. */
export async function lockMethods(
  tx: Db,
  buyerId: BuyerId,
  { from, to }: Move,
): Promise<ReadonlySet<SavedMethodId>> {
  const rows = await tx
    .select({ id: savedMethods.id })
    .from(savedMethods)
    .where(and(inArray(savedMethods.id, [from, to]), eq(savedMethods.buyerId, buyerId)))
    .orderBy(asc(savedMethods.id))
    .for('no key update');
  return new Set(rows.map(({ id }) => id));
}
